"""What of task lists, tasks and the hill is shown."""

from typing import Any

from django.db.models import Case, QuerySet, Value, When

from twofold.campaigns.models import Campaign, Dot, Task, TaskList
from twofold.campaigns.side_checks import must_be_ours_or_written_by_us
from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.entities import WITHOUT_CREATE, Entity, Field, entity, of_everybody, shown
from twofold.core.operations.context import OperationContext

from .fields import CAMPAIGN, text


def with_task_state(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Tasks with their state: `done`, `overdue` or `open`."""
    return rows.annotate(
        state=Case(
            When(finished_at__isnull=False, then=Value("done")),
            When(due__lte=now(), then=Value("overdue")),
            default=Value("open"),
        )
    )


def ours(do: OperationContext, task: Task) -> None:
    """The side whose role moves a task changes it, and who added it."""
    must_be_ours_or_written_by_us(do, task, task.dri.side if task.dri else None, "This task")


TASKS = entity(
    Entity(
        noun="task",
        path="tasks",
        model=Task,
        needs="campaigns.see",
        works="campaigns.work",
        title="title",
        page="campaign-tasks",
        page_of="campaignId",
        icon="checkbox",
        parent=Campaign,
        parent_field="campaign",
        makes="add",
        derives=WITHOUT_CREATE,
        base=with_task_state,
        fields=(
            CAMPAIGN,
            shown("listId", source="task_list_id", filter=True),
            text("list", source="task_list__key"),
            Field("title", required=True, sealed=True, search=True),
            Field("driRoleId", label="Role", source="dri_id", to="role", required=True, write="create", column="never"),
            text("dri", source="dri__title", label="Role"),
            text("side", source="dri__side"),
            shown("personId", source="dri__person_id", filter=True),
            text("person", source="dri__person__name"),
            Field("due", "datetime"),
            text("state"),
            shown("finishedAt", "datetime", filter=True, sort=True),
            text("finishedBy", source="finished_by__name"),
            shown("position", "integer", sort=True),
            shown("authorId", source="author_id", filter=True),
        ),
        search=("dri__title",),
        removed=of_everybody,
        sort="due",
        guard=ours,
    )
)

TASK_LISTS = entity(
    Entity(
        noun="task_list",
        path="task-lists",
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
        path="dots",
        model=Dot,
        needs="campaigns.see",
        fields=(
            CAMPAIGN,
            shown("listId", source="task_list_id", filter=True),
            text("name"),
            shown("position", "integer", source="place", filter=True, sort=True),
            shown("note"),
            shown("movedAt", "datetime", filter=True, sort=True),
        ),
        sort="name",
    )
)
