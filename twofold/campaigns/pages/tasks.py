"""Tasks: those of a campaign by list, and those of all campaigns, beginning with one's own."""

from twofold.campaigns.entities.work import TASKS, is_ours, may_change
from twofold.campaigns.page_context import IN_CAMPAIGN
from twofold.core.entities import Field
from twofold.web.declaration import Pages, Section, Verb, further_list, pages

TASK_PAGES = pages(
    Pages(
        entity=TASKS,
        at="campaigns/<str:id>/tasks",
        name="campaign-tasks",
        frame=IN_CAMPAIGN,
        title="Tasks",
        empty="Add what has to be done, and whose side does it. Each task has one role that answers for it.",
        view="tasks-by-list",
        card=("dri", "side", "due"),
        hides=("dri", "whose"),
        asks=(Field("list", to="task_list", required=True),),
        sections=(
            Section("The task", ("title", "campaignId", "listId", "due", "state", "finishedAt", "finishedBy")),
            Section("Who does it", ("driRoleId", "person", "side")),
        ),
        verbs=(
            Verb(
                "finish", "Finish", "“{title}” is finished.", icon="check", reads=("whose", "state"), in_row=True,
                offered=lambda item, actor: is_ours(item, actor) and item["state"] != "done", primary=True,
            ),
            Verb(
                "reopen", "Reopen", "“{title}” is open again.", icon="arrow-back-up", reads=("whose", "state"),
                offered=lambda item, actor: is_ours(item, actor) and item["state"] == "done", in_row=True,
            ),
            Verb(
                "assign", "Assign…", "“{title}” is reassigned.", icon="user-plus", reads=("whose", "authorId", "state"),
                asks=(Field("driRoleId", label="Role", to="role", required=True),),
                offered=lambda item, actor: may_change(item, actor) and item["state"] != "done", in_row=True,
            ),
        ),
    )
)  # fmt: skip

further_list(
    TASK_PAGES,
    at="tasks",
    name="tasks",
    view="my-tasks",
    lead_in="Tasks of all your campaigns, of both companies.",
)
