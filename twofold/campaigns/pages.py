"""The lists of campaigns and of their tasks. A campaign has pages of its own, because it is a workspace and no record."""

from dataclasses import replace

from twofold.core.entities import Field
from twofold.web.declaration import Pages, Section, Verb, pages

from .entities import CAMPAIGNS
from .entities.work import TASKS, is_ours, may_change
from .page_context import IN_CAMPAIGN

CAMPAIGN_PAGES = pages(
    Pages(
        entity=CAMPAIGNS,
        title="Campaigns",
        lead_in="Your campaigns with partners. Each partner sees only the campaigns it shares with you.",
        empty="Open a partner and start a campaign from a template: roles, tasks and dates are created for you.",
        view="running-campaigns",
        add_label="Start a campaign",
        add_url="partners",
        card=("partner", "status", "launchDate"),
        sections=(
            Section(
                "The campaign", ("name", "type", "channel", "startDate", "endDate", "budget", "currency", "budgetSplit")
            ),
            Section("Results", ("leads", "leadsEntered", "conversions", "revenue")),
            Section("Content", ("deliverables", "notes")),
        ),
        own=frozenset({"campaign", "campaigns-new", "campaign-edit"}),
    )
)

TASK_PAGES = pages(
    Pages(
        entity=TASKS,
        at="campaigns/<str:id>/tasks",
        name="campaign-tasks",
        frame=IN_CAMPAIGN,
        title="Tasks",
        empty="Add what has to be done, and whose side does it. Each task has one role that answers for it.",
        view="tasks-by-list",
        card=("dri", "company", "due"),
        asks=(Field("list", label="List", to="task_list", required=True),),
        sections=(
            Section("The task", ("title", "campaignId", "listId", "due", "state", "finishedAt", "finishedBy")),
            Section("Who does it", ("driRoleId", "person", "company", "whose")),
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

ALL_TASKS = replace(
    TASK_PAGES, at="tasks", name="tasks", frame=None, view="my-tasks",
    lead_in="Tasks of all your campaigns, of both companies.",
)  # fmt: skip
"""The same tasks over all campaigns."""
