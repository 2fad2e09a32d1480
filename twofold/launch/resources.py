"""What of the launch is shown."""

from typing import Any

from django.db.models import Case, QuerySet, Value, When

from twofold.campaigns.resources import CAMPAIGN, text
from twofold.core.actor import Actor
from twofold.core.resource import Field, Resource, of_everybody, resource

from .models import Blocker, LaunchDecision, LaunchItem

LAUNCH_ITEMS = resource(
    Resource(
        noun="launch_item",
        path="launch-items",
        model=LaunchItem,
        needs="campaigns.see",
        fields=(
            CAMPAIGN,
            text("title"),
            text("kind"),
            text("side"),
            text("channel"),
            Field("publishAt", "datetime", filter=True, sort=True),
            Field("dependsOn", "array"),
            Field("assetId", source="asset_id", filter=True),
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


BLOCKERS = resource(
    Resource(
        noun="blocker",
        path="blockers",
        model=Blocker,
        needs="campaigns.see",
        base=with_state,
        base_takes=(),
        fields=(
            CAMPAIGN,
            text("title"),
            text("side"),
            text("state"),
            Field("taskId", source="task_id", filter=True),
            text("task", source="task__title"),
            Field("ownerId", source="owner_id", filter=True),
            text("owner", source="owner__name"),
            text("raisedBy", source="raised_by__name"),
            Field("resolvedAt", "datetime", filter=True, sort=True),
            text("resolvedBy", source="resolved_by__name"),
            Field("outcome"),
        ),
        search=("title",),
        sort="createdAt",
    )
)

LAUNCH_DECISIONS = resource(
    Resource(
        noun="launch_decision",
        path="launch-decisions",
        model=LaunchDecision,
        needs="campaigns.see",
        fields=(
            CAMPAIGN,
            text("decision"),
            text("side"),
            text("person", source="person__name"),
            Field("overrideBecause"),
        ),
    )
)
