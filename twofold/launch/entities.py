"""What of the launch is declared: items of the calendar, blockers, and each side's go or no-go."""

from typing import Any

from django.db.models import Case, QuerySet, Value, When

from twofold.campaigns.entities import CAMPAIGN, text
from twofold.campaigns.models import Campaign
from twofold.campaigns.side_checks import must_be_ours_or_written_by_us
from twofold.core.actor import Actor
from twofold.core.entities import Entity, Field, choices, entity, of_everybody, shown
from twofold.core.errors import Conflict, Invalid
from twofold.core.operations.context import OperationContext

from .calendar import Calendar
from .models import Blocker, LaunchDecision, LaunchItem

KINDS = {
    "landing_page": "Landing page",
    "email": "E-mail",
    "social": "Social post",
    "webinar": "Webinar",
    "webinar_reminder": "Webinar reminder",
    "blog": "Blog post",
    "announcement": "Announcement",
    "ebook": "E-book",
    "referral_page": "Referral page",
    "offer": "Offer",
    "follow_up": "Follow-up",
}
SIDES = {"host": "Host", "partner": "Partner"}


def in_order(do: OperationContext, item: LaunchItem | None, columns: dict[str, Any]) -> dict[str, Any]:
    """What an item waits for is on its calendar and out before it; what waits for it goes out after it.

    Only what is new is checked: an item or asset that has been taken away since stands in nobody's way.
    """
    if item is None:
        calendar = Calendar(columns["campaign"])
        calendar.can_wait(set(columns["depends_on"]), "")
        calendar.after_what_it_waits_for(columns["publish_at"], columns["depends_on"])
        return columns
    publish_at = columns.get("publish_at", item.publish_at)
    waits = columns.get("depends_on", item.depends_on)
    moved, fresh = publish_at != item.publish_at, set(waits) - set(item.depends_on)
    if moved or fresh:
        calendar = Calendar(item.campaign)
        calendar.can_wait(fresh, item.pk)
        if moved:
            calendar.after_what_it_waits_for(publish_at, waits)
            calendar.before_what_waits_for_it(publish_at, item.pk)
        else:
            calendar.after_what_it_waits_for(publish_at, fresh, "dependsOn")
    return columns


def ours(do: OperationContext, item: LaunchItem) -> None:
    """The side that publishes an item changes it, and who put it there."""
    must_be_ours_or_written_by_us(do, item, item.side, "This publication")


def still_in_order(do: OperationContext, item: LaunchItem) -> None:
    """An item comes back in its place. Errors: Conflict where others have moved past it meanwhile."""
    try:
        calendar = Calendar(item.campaign)
        calendar.can_wait(calendar.others.keys() & set(item.depends_on), item.pk)
        calendar.after_what_it_waits_for(item.publish_at, item.depends_on)
        calendar.before_what_waits_for_it(item.publish_at, item.pk)
    except Invalid as wrong:
        raise Conflict(f"It cannot come back as it was: {wrong.errors[0]['message']}") from None


LAUNCH_ITEMS = entity(
    Entity(
        noun="launch_item",
        path="launch-items",
        model=LaunchItem,
        needs="campaigns.see",
        works="campaigns.work",
        label="calendar item",
        title="title",
        page="campaign-calendar",
        page_of="campaignId",
        icon="calendar-event",
        parent=Campaign,
        parent_field="campaign",
        makes="add",
        fields=(
            CAMPAIGN,
            Field("title", required=True, sealed=True, search=True),
            Field("kind", required=True, choices=choices(KINDS)),
            Field("side", required=True, choices=choices(SIDES), write="create"),
            Field("channel", required=True, search=True, group=True),
            Field("publishAt", "datetime", label="Goes out", required=True),
            Field("dependsOn", "array", label="Waits for", most=50),
            Field("assetId", source="asset_id", to="asset", column="never"),
            text("asset", source="asset__title"),
        ),
        sort="publishAt",
        removed=of_everybody,
        check=in_order,
        guard=ours,
        returning=still_in_order,
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
        icon="alert-triangle",
        base=with_state,
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
