"""What of the launch is declared: items of the calendar, blockers, and each side's go or no-go."""

from typing import Any

from django.db.models import QuerySet

from twofold.campaigns.entities import OF_SIDE, of_campaign, text
from twofold.campaigns.models import Campaign
from twofold.core.domain import Actor, Conflict, Invalid, OperationContext
from twofold.core.entities import Field, Moves, Own, View, choices, entity, listed, of_everybody, shown
from twofold.core.entities.moves import state_since
from twofold.core.entities.sides import OWN_OR_WRITTEN, SIDE, SIDES, own_or_written, own_side, with_company
from twofold.core.models import Membership, Side

from .calendar import must_fit
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
STATES = choices({"open": "Open", "cleared": "Resolved"}, {"open": "bad", "cleared": "good"})
RESOLVED = ("side", "resolvedBy", "resolvedAt", "outcome")
NOTHING_OPEN = "Nothing stands in the way of the launch."
DECISIONS = choices({"go": "Go", "no_go": "No-go"}, {"go": "good", "no_go": "bad"})
OUTCOME = Field("outcome", "text", help="How it was resolved, if there is something to say.")
SHOWN = ("side", "channel", "asset", "publishAt", "dependsOn")
SOON = {"publishAtWithin": "next_30_days"}


def in_order(do: OperationContext, item: LaunchItem | None, columns: dict[str, Any]) -> dict[str, Any]:
    """An item keeps its place among those it waits for and those that wait for it.

    Only what is new is checked: an item or asset that has been taken away since stands in nobody's way.
    """
    publish_at = columns.get("publish_at", item and item.publish_at)
    known = item.depends_on if item else []
    waits = columns.get("depends_on", known)
    moved, fresh = item is None or publish_at != item.publish_at, set(waits) - set(known)
    if moved or fresh:
        campaign = item.campaign if item else columns["campaign"]
        must_fit(campaign, item.pk if item else "", publish_at, waits, fresh=fresh, moved=moved)
    return columns


def still_in_order(do: OperationContext, item: LaunchItem) -> None:
    """An item comes back in its place. Errors: Conflict where others have moved past it meanwhile."""
    there = LaunchItem.rows.within(item.space_id).filter(pk__in=item.depends_on).values_list("pk", flat=True)
    try:
        must_fit(item.campaign, item.pk, item.publish_at, item.depends_on, fresh=set(there), moved=True)
    except Invalid as wrong:
        raise Conflict(f"It cannot come back as it was: {wrong.errors[0]['message']}") from None


LAUNCH_ITEMS = entity(
    of_campaign(
        model=LaunchItem,
        works="campaigns.work",
        label="calendar item",
        page="launch_item",
        icon="calendar-event",
        subtitle=("campaign",),
        when="publishAt",
        told_apart=("company",),
        parent=Campaign,
        makes="add",
        fields=(
            Field("title", sealed=True, search=True),
            Field("kind", choices=choices(KINDS)),
            Field("side", label="Published by", side=True, choices=SIDES, write="create"),
            *OF_SIDE,
            Field(
                "channel",
                label="Where",
                search=True,
                group=True,
                help="Such as website, mailing list, LinkedIn.",
            ),
            Field("publishAt", label="Goes out"),
            Field(
                "dependsOn",
                "array",
                label="After",
                to="launch_item",
                most=50,
                column="shown",
                help="What must be published first.",
            ),
            Field("assetId", label="Shows", to="asset", many="Published with", column="never"),
            text("asset", label="Shows"),
        ),
        sort="publishAt",
        removed=of_everybody,
        check=in_order,
        guard=own_or_written,
        own=OWN_OR_WRITTEN,
        views=(
            View("launch-calendar", "Calendar", columns=SHOWN, layout="agenda"),
            View("launch-soon", "Next 30 days", filter=SOON, columns=("campaign", *SHOWN), layout="agenda"),
            View("launch-ours", "What we publish", filter={"whose": "ours"}, columns=SHOWN, sort="publishAt"),
            View("launch-theirs", "What the partner publishes", filter={"whose": "theirs"}, columns=SHOWN),
        ),
        base=with_company,
        returning=still_in_order,
    )
)


def with_state(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Blockers with their state: `open` or `cleared`."""
    return with_company(rows, actor).annotate(state=state_since("resolved_at", "cleared", "open"))


def can_be_cleared(do: OperationContext, blocker: Blocker | None, columns: dict[str, Any]) -> dict[str, Any]:
    """A blocker is up to one's own side unless said otherwise; its owner works for the company that can clear it."""
    if blocker is not None:
        return columns
    campaign = columns["campaign"]
    side = columns["side"] or own_side(do, campaign)
    owner = columns["owner_id"]
    if owner and not _works_there(campaign, side, owner):
        raise Invalid.field("ownerId", "Choose a person of the company that can resolve it.")
    return {**columns, "side": side, "raised_by": do.actor.person}


def _works_there(campaign: Campaign, side: str, person_id: str) -> bool:
    company = Side.rows.filter(space_id=campaign.space_id, side=side, ended_at__isnull=True).values("company_id")
    return Membership.rows.filter(company_id__in=company, person_id=person_id, ended_at__isnull=True).exists()


BLOCKERS = entity(
    of_campaign(
        model=Blocker,
        works="campaigns.work",
        page="blocker",
        icon="alert-triangle",
        subtitle=("campaign",),
        parent=Campaign,
        makes="raise",
        derives=("create", "update", "change_many", "undo", "import"),
        opposites={"resolve": "reopen", "raise": "unraise"},
        base=with_state,
        fields=(
            Field("title", label="What is blocked", sealed=True, search=True),
            Field("side", label="Who can resolve it", side=True, required=False, choices=SIDES, write="create"),
            *OF_SIDE,
            listed("state", choices=STATES),
            Field("taskId", label="Task that waits", to="task", column="never"),
            text("task"),
            Field("ownerId", write="create", column="never", csv=False),
            text("owner"),
            text("raisedBy", column="hidden"),
            listed("resolvedAt", column="hidden"),
            text("resolvedBy", column="hidden"),
            shown("outcome", "text"),
        ),
        views=(
            View("blockers-open", "Open", filter={"state": "open"}, sort="createdAt", empty=NOTHING_OPEN),
            View("blockers-ours", "Ours to resolve", filter={"state": "open", "whose": "ours"}, sort="createdAt"),
            View("blockers-resolved", "Resolved", filter={"state": "cleared"}, columns=RESOLVED, sort="-resolvedAt"),
        ),
        sort="createdAt",
        check=can_be_cleared,
        guard=own_or_written,
        own=OWN_OR_WRITTEN,
        moves=Moves(
            "state",
            verbs={"cleared": "resolve", "open": "reopen"},
            at="resolved_at",
            by="resolved_by",
            answers=(OUTCOME,),
            own=Own(),
        ),
    )
)

LAUNCH_DECISIONS = entity(
    of_campaign(
        model=LaunchDecision,
        creates="campaigns.lead",
        page="campaign-go",
        page_of="campaignId",
        icon="flag",
        parent=Campaign,
        makes="launch.decide",
        base=with_company,
        fields=(
            Field("decision", choices=DECISIONS, write="create"),
            SIDE,
            *OF_SIDE,
            text("person"),
            Field(
                "overrideBecause",
                "text",
                label="Reason to go although something is missing",
                write="create",
                sealed=True,
                column="shown",
                help="If something is missing, both project managers must give one.",
            ),
        ),
    )
)
