"""What of task lists, tasks and the hill is shown."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet

from twofold.campaigns.models import Campaign, Dot, Task, TaskList
from twofold.core.domain import Actor
from twofold.core.entities import (
    STANDARD,
    WITHOUT_CREATE,
    Choice,
    Field,
    Moves,
    View,
    entity,
    listed,
    of_everybody,
    shown,
)
from twofold.core.entities.moves import state_since
from twofold.core.entities.sides import (
    AUTHOR,
    ONLY_OURS,
    OWN_OR_WRITTEN,
    SIDE,
    SPACE,
    WHOSE,
    only_ours,
    own_or_written,
    whose,
)

from .fields import POSITION, in_order, of_campaign, text

UNFINISHED = ("overdue", "open")
NOT_DONE = {"state": ",".join(UNFINISHED)}
STATES = (Choice("overdue", "Overdue", "bad"), Choice("open", "Open", "info"), Choice("done", "Done", "good"))
DRI = Field(
    "driRoleId", label="Role", source="dri_id", to="role", many="Tasks", required=True, write="create", column="never"
)


def as_seen(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Tasks with their state, and whose they are for who looks."""
    return rows.annotate(
        state=state_since("finished_at", "done", "open", late="overdue", due="due"),
        whose=whose(actor, "dri__side"),
    )


TASKS = entity(
    in_order(
        model=Task,
        works="campaigns.work",
        page="task",
        icon="checkbox",
        subtitle=("campaign",),
        parent=Campaign,
        makes="add",
        asks=(Field("list", label="List", to="task_list", required=True),),
        derives=WITHOUT_CREATE,
        base=as_seen,
        standard=(*STANDARD, POSITION),
        fields=(
            listed("campaignId", to="campaign", sort_by="campaign", column="hidden"),
            listed("campaign", column="never"),
            listed("listId", source="task_list_id", to="task_list", sort_by="listPosition", column="hidden"),
            listed("list", source="task_list__key", group=True, column="never"),
            shown("listPosition", source="task_list__position", sort=True, column="never"),
            Field("title", label="Task", sealed=True, search=True),
            DRI,
            listed("dri", label="Role", group=True, search=True),
            shown("personId", source="dri__person_id", to="person", filter=True, column="never"),
            text("person", source="dri__person__name"),
            WHOSE,
            replace(SIDE, source="dri__side"),
            SPACE,
            Field("due"),
            listed("state", choices=STATES),
            listed("finishedAt", label="Finished", column="hidden"),
            listed("finishedBy", group=True, column="hidden"),
            AUTHOR,
        ),
        removed=of_everybody,
        sort="due",
        guard=own_or_written,
        own=OWN_OR_WRITTEN,
        undone=("finish", "reopen", "assign"),
        moves=Moves(
            "state", verbs={"done": "finish", "open": "reopen"}, at="finished_at", by="finished_by",
            guard=only_ours, own=ONLY_OURS,
        ),
        views=(
            View("tasks-by-list", "All by list", group="listId", sort="-state,due"),
            View("open-tasks", "Open", filter=NOT_DONE),
            View(
                "my-tasks", "My tasks", filter={"personId": "me", **NOT_DONE},
                columns=("title", "campaignId", "listId", "dri", "due", "state"),
            ),
            View("our-tasks", "Ours", filter={"whose": "ours", **NOT_DONE}),
            View("their-tasks", "Theirs", filter={"whose": "theirs", **NOT_DONE}),
            View("overdue-tasks", "Overdue", filter={"state": "overdue"}),
            View(
                "done-tasks", "Done", filter={"state": "done"}, sort="-finishedAt",
                columns=("title", "dri", "side", "finishedBy", "finishedAt"),
            ),
        ),
    )
)  # fmt: skip

TASK_LISTS = entity(
    in_order(
        model=TaskList,
        page="campaign-tasks",
        page_of="campaignId",
        icon="list-check",
        fields=(
            text("key"),
            text("name", search=True),
            shown("purpose"),
            shown("driRoleId", source="dri_id", filter=True),
            text("dri"),
        ),
    )
)

DOTS = entity(
    of_campaign(
        model=Dot,
        page="campaign",
        page_of="campaignId",
        icon="chart-line",
        fields=(
            shown("listId", source="task_list_id", filter=True),
            text("name"),
            listed("position", source="place"),
            shown("note"),
            listed("movedAt"),
        ),
        sort="name",
    )
)
