"""What of the launch is shown."""

from typing import Any

from django.db.models import Case, QuerySet, Value, When

from twofold.campaigns.entities import CAMPAIGN, text
from twofold.core.actor import Actor
from twofold.core.entities import Entity, entity, of_everybody, shown

from .models import Blocker, LaunchDecision, LaunchItem

LAUNCH_ITEMS = entity(
    Entity(
        noun="launch_item",
        path="launch-items",
        model=LaunchItem,
        needs="campaigns.see",
        label="calendar item",
        title="title",
        page="campaign-calendar",
        page_of="campaignId",
        icon="calendar-event",
        fields=(
            CAMPAIGN,
            text("title"),
            text("kind"),
            text("side"),
            text("channel"),
            shown("publishAt", "datetime", filter=True, sort=True),
            shown("dependsOn", "array"),
            shown("assetId", source="asset_id", filter=True),
            text("asset", source="asset__title"),
        ),
        search=("title", "channel"),
        sort="publishAt",
        removed=of_everybody,
    )
)


def with_state(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Blockers with their state: `open` or `cleared`."""
    return rows.annotate(state=Case(When(resolved_at__isnull=False, then=Value("cleared")), default=Value("open")))


BLOCKERS = entity(
    Entity(
        noun="blocker",
        path="blockers",
        model=Blocker,
        needs="campaigns.see",
        title="title",
        page="campaign-calendar",
        page_of="campaignId",
        icon="barrier-block",
        base=with_state,
        base_takes=(),
        fields=(
            CAMPAIGN,
            text("title"),
            text("side"),
            text("state"),
            shown("taskId", source="task_id", filter=True),
            text("task", source="task__title"),
            shown("ownerId", source="owner_id", filter=True),
            text("owner", source="owner__name"),
            text("raisedBy", source="raised_by__name"),
            shown("resolvedAt", "datetime", filter=True, sort=True),
            text("resolvedBy", source="resolved_by__name"),
            shown("outcome"),
        ),
        search=("title",),
        sort="createdAt",
    )
)

LAUNCH_DECISIONS = entity(
    Entity(
        noun="launch_decision",
        path="launch-decisions",
        model=LaunchDecision,
        needs="campaigns.see",
        fields=(
            CAMPAIGN,
            text("decision"),
            text("side"),
            text("person", source="person__name"),
            shown("overrideBecause"),
        ),
    )
)
