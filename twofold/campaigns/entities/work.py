"""What of task lists, tasks and the hill is shown."""

from typing import Any

from django.db.models import Case, QuerySet, Value, When

from twofold.campaigns.models import Dot, Task, TaskList
from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.entities import Entity, entity, of_everybody, shown

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


TASKS = entity(
    Entity(
        noun="task",
        path="tasks",
        model=Task,
        needs="campaigns.see",
        title="title",
        page="campaign-tasks",
        page_of="campaignId",
        icon="checkbox",
        base=with_task_state,
        fields=(
            CAMPAIGN,
            shown("listId", source="task_list_id", filter=True),
            text("list", source="task_list__key"),
            text("title"),
            shown("driRoleId", source="dri_id", filter=True),
            text("dri", source="dri__title"),
            text("side", source="dri__side"),
            shown("personId", source="dri__person_id", filter=True),
            text("person", source="dri__person__name"),
            shown("due", "datetime", filter=True, sort=True),
            text("state"),
            shown("finishedAt", "datetime", filter=True, sort=True),
            text("finishedBy", source="finished_by__name"),
            shown("position", "integer", sort=True),
            shown("authorId", source="author_id", filter=True),
        ),
        search=("title", "dri__title"),
        removed=of_everybody,
        sort="due",
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
