"""Tasks: those of a campaign by list, and those of all campaigns, beginning with one's own."""

from twofold.campaigns.entities.work import TASKS, UNFINISHED
from twofold.campaigns.page_context import IN_CAMPAIGN
from twofold.core.entities import Field
from twofold.core.entities.sides import OURS, OWN_OR_WRITTEN
from twofold.web.declaration import Pages, Section, Verb, further_list, pages

TASK_PAGES = pages(
    Pages(
        entity=TASKS,
        frame=IN_CAMPAIGN,
        empty="Add what has to be done, and whose side does it. Each task has one role that answers for it.",
        view="tasks-by-list",
        card=("dri", "side", "due"),
        hides=("dri", "whose"),
        sections=(
            Section("The task", ("title", "campaignId", "listId", "due", "state", "finishedAt", "finishedBy")),
            Section("Who does it", ("driRoleId", "person", "side")),
        ),
        verbs=(
            Verb(
                "finish", "Finish", "“{title}” is finished.", icon="check", in_row=True, primary=True,
                when={"whose": OURS, "state": UNFINISHED},
            ),
            Verb(
                "reopen", "Reopen", "“{title}” is open again.", icon="arrow-back-up", in_row=True,
                when={"whose": OURS, "state": {"done"}},
            ),
            Verb(
                "assign", "Assign…", "“{title}” is reassigned.", icon="user-plus", in_row=True,
                asks=(Field("driRoleId", label="Role", to="role", required=True),),
                reads=OWN_OR_WRITTEN.reads, offered=OWN_OR_WRITTEN.may_change, when={"state": UNFINISHED},
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
