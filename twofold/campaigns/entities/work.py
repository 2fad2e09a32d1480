"""What of task lists, tasks and the hill is shown."""

from dataclasses import replace
from typing import Any

from django.db.models import Case, QuerySet, Value, When

from twofold.campaigns.models import Campaign, Dot, Task, TaskList
from twofold.core.clock import now
from twofold.core.domain import Actor, OperationContext
from twofold.core.entities import (
    WITHOUT_CREATE,
    Choice,
    Entity,
    Field,
    Moves,
    Own,
    View,
    entity,
    listed,
    of_everybody,
    shown,
)
from twofold.core.entities.sides import (
    AUTHOR,
    OURS,
    OWN_OR_WRITTEN,
    SIDE,
    SPACE,
    WHOSE,
    must_be_ours_or_written_by_us,
    whose,
)

from .fields import CAMPAIGN, text

UNFINISHED = ("overdue", "open")
STATES = (Choice("overdue", "Overdue", "bad"), Choice("open", "Open", "info"), Choice("done", "Done", "good"))


def as_seen(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Tasks with their state, and whose they are for who looks."""
    return rows.annotate(
        state=Case(
            When(finished_at__isnull=False, then=Value("done")),
            When(due__lte=now(), then=Value("overdue")),
            default=Value("open"),
        ),
        whose=whose(actor, "dri__side"),
    )


def ours(do: OperationContext, task: Task) -> None:
    """The side whose role moves a task changes it, and who added it."""
    must_be_ours_or_written_by_us(do, task, task.side, "This task")


COLUMNS = ("title", "dri", "person", "side", "due", "state")

TASKS = entity(
    Entity(
        noun="task",
        model=Task,
        needs="campaigns.see",
        works="campaigns.work",
        title="title",
        page="task",
        icon="checkbox",
        subtitle=("campaign",),
        parent=Campaign,
        makes="add",
        asks=(Field("list", label="List", to="task_list", required=True),),
        derives=WITHOUT_CREATE,
        base=as_seen,
        fields=(
            listed(
                "campaignId", to="campaign", sort_by="campaign", column="hidden",
            ),
            listed("campaign", source="campaign__name", column="never"),
            listed(
                "listId", source="task_list_id", to="task_list", sort_by="listPosition", column="hidden",
            ),
            listed("list", source="task_list__key", group=True, column="never"),
            shown("listPosition", "integer", source="task_list__position", sort=True, column="never"),
            Field("title", label="Task", required=True, sealed=True, search=True),
            Field("driRoleId", label="Role", source="dri_id", to="role", many="Tasks", required=True, write="create", column="never"),
            listed("dri", label="Role", source="dri__title", group=True),
            shown("personId", source="dri__person_id", to="person", filter=True, column="never"),
            text("person", source="dri__person__name"),
            WHOSE,
            replace(SIDE, source="dri__side"),
            SPACE,
            Field("due", "datetime"),
            listed("state", choices=STATES),
            listed("finishedAt", "datetime", label="Finished", column="hidden"),
            listed("finishedBy", source="finished_by__name", group=True, column="hidden"),
            shown("position", "integer", sort=True, column="never"),
            AUTHOR,
        ),
        search=("dri__title",),
        removed=of_everybody,
        sort="due",
        guard=ours,
        own=OWN_OR_WRITTEN,
        undone=("finish", "reopen", "assign"),
        moves=Moves(
            field="state",
            steps={"overdue": ("done",), "open": ("done",), "done": ("open",)},
            verbs={"done": "finish", "open": "reopen"},
            own=Own(("whose",), lambda item, _: item["whose"] in OURS),
        ),
        views=(
            View("tasks-by-list", "All by list", group="listId", sort="-state,due", columns=COLUMNS),
            View("open-tasks", "Open", filter={"state": ",".join(UNFINISHED)}, sort="due", columns=COLUMNS),
            View(
                "my-tasks", "My tasks", filter={"personId": "me", "state": ",".join(UNFINISHED)}, sort="due",
                columns=("title", "campaignId", "listId", "dri", "due", "state"),
            ),
            View("our-tasks", "Ours", filter={"whose": "ours", "state": ",".join(UNFINISHED)}, sort="due", columns=COLUMNS),
            View("their-tasks", "Theirs", filter={"whose": "theirs", "state": ",".join(UNFINISHED)}, sort="due", columns=COLUMNS),
            View("overdue-tasks", "Overdue", filter={"state": "overdue"}, sort="due", columns=COLUMNS),
            View(
                "done-tasks", "Done", filter={"state": "done"}, sort="-finishedAt",
                columns=("title", "dri", "side", "finishedBy", "finishedAt"),
            ),
        ),
    )
)  # fmt: skip

TASK_LISTS = entity(
    Entity(
        noun="task_list",
        model=TaskList,
        needs="campaigns.see",
        title="name",
        page="campaign-tasks",
        page_of="campaignId",
        icon="list-check",
        fields=(
            CAMPAIGN,
            text("key"),
            text("name"),
            shown("purpose"),
            shown("driRoleId", source="dri_id", filter=True),
            text("dri", source="dri__title"),
            shown("position", "integer", sort=True),
        ),
        search=("name",),
        sort="position",
    )
)

DOTS = entity(
    Entity(
        noun="dot",
        model=Dot,
        needs="campaigns.see",
        title="name",
        page="campaign",
        page_of="campaignId",
        icon="chart-line",
        fields=(
            CAMPAIGN,
            shown("listId", source="task_list_id", filter=True),
            text("name"),
            listed("position", "integer", source="place"),
            shown("note"),
            listed("movedAt", "datetime"),
        ),
        sort="name",
    )
)
