"""What of a campaign is shown: much of it depends on who looks."""

from functools import partial
from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from twofold.campaigns.models import Campaign
from twofold.campaigns.queries.lead_numbers import leads_routed, leads_so_far
from twofold.core.domain import Actor, Invalid, OperationContext, Refused
from twofold.core.entities import (
    Bucket,
    Choice,
    Entity,
    Field,
    View,
    choices,
    currency,
    entity,
    listed,
    of_everybody,
    shown,
)
from twofold.core.models import Side
from twofold.core.spaces.system_rows import close_shared, reopen_shared
from twofold.core.time_zones import zone_error
from twofold.partners.models import Partner
from twofold.rules.campaign.slug import slug
from twofold.rules.partnership_types import NAMES

RUNNING = "planning,creating,promoting"
OVER = ("completed", "archived")
"""From here on, or with the first revenue, the return on the budget says something."""


def as_seen(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Campaigns with what depends on who looks: one's own partner record and side, never the other company's."""
    own = Partner.rows.within(actor.company_space_id() or "nobody's")
    sides = Side.rows.filter(space=OuterRef("space"), ended_at__isnull=True)
    company = actor.company.pk if actor.company else ""
    return rows.annotate(
        partner_id=_of_partner(own, "pk"),
        partner=_of_partner(own, "company", Subquery(sides.exclude(company_id=company).values("company__name")[:1])),
        side=Subquery(sides.filter(company_id=company).values("side")[:1]),
        leads_so_far=leads_so_far(),
        roi=Case(
            When(Q(revenue__gt=0) | Q(status__in=OVER), budget__gt=0, then=(F("revenue") - F("budget")) / F("budget"))
        ),
    )


def _of_partner(own: QuerySet[Any], column: str, *otherwise: Any) -> Coalesce:
    """What one's own record of a campaign's partner says.

    The record is found by its partnership or by its id, each by an index: asked for either at once, SQLite walks
    through all records of the company, for every campaign anew.
    """
    ways = own.filter(partnership=OuterRef("space__parent")), own.filter(pk=OuterRef("tracked_partner"))
    return Coalesce(*(Subquery(mine.values(column)[:1]) for mine in ways), *otherwise)


def placed(do: OperationContext, campaign: Campaign | None, columns: dict[str, Any]) -> dict[str, Any]:
    """A new campaign is a line that one company tracks for itself (S1.9, S1.10); `leads` is told as it is shown."""
    first, last = (columns.get(name, getattr(campaign, name, None)) for name in ("start_date", "end_date"))
    if first and last and last < first:
        raise Invalid.field("endDate", "The end lies before the start. Choose a later day.")
    said, entered = columns.pop("leads_so_far", None), columns.pop("leads", None)
    if campaign is None:
        return {**_tracked(columns), "leads": said or entered or 0}
    if said is not None or entered is not None:
        columns["leads"] = _entered(campaign, said, entered)
    return columns


def _tracked(columns: dict[str, Any]) -> dict[str, Any]:
    """The columns of a campaign that one company tracks for itself: it names the partner record."""
    partner = columns.pop("partner_id")
    return {**columns, "key": slug(columns["name"]), "tracked_partner": partner}


def _entered(campaign: Campaign, said: float | None, entered: float | None) -> float:
    """How many leads were entered, from their number, from the number that is shown, or from both. Errors: Invalid."""
    routed = leads_routed(campaign) if said is not None else 0
    if said is None:
        return entered or 0
    if said < routed:
        raise Invalid.field("leads", f"{routed:g} leads were routed here already, so there are at least as many.")
    if entered is not None and said != entered + routed:
        raise Invalid.field(
            "leads", f"{routed:g} leads were routed here and are counted beside leadsEntered. Send only one of the two."
        )
    return campaign.leads if said == campaign.leads + routed else said - routed


def close(do: OperationContext, campaign: Campaign) -> None:
    """All that is in a removed campaign is out of sight, for both sides."""
    _must_be_author(do, campaign)
    close_shared(do, campaign.space)


def reopen(do: OperationContext, campaign: Campaign) -> None:
    """A restored campaign comes back with all that was in it."""
    _must_be_author(do, campaign)
    reopen_shared(do, campaign.space)


def _must_be_author(do: OperationContext, campaign: Campaign) -> None:
    if do.actor.company is None or campaign.author_id != do.actor.company.pk:
        raise Refused(f"{campaign.author.name} started this campaign; only they can remove or restore it.")


def place_imported(do: OperationContext, columns: dict[str, Any]) -> dict[str, Any]:
    """With its partner, which must be one of the company's own, deleted or not. Errors: Invalid."""
    partner = columns["partner_id"]
    if not _own_partners(do.actor).filter(pk=partner).exists():
        raise Invalid.field("partnerId", f"There is no partner {partner}, neither here nor in the bucket.")
    leads = {"leads": columns.pop("leads_so_far")} if "leads_so_far" in columns else {}
    return {**_tracked(columns), **leads}


def with_deleted_partners(actor: Actor, items: list[dict[str, Any]]) -> None:
    """The partner of a campaign is named in an export although its record is deleted."""
    orphans = {item["id"]: item for item in items if not item["partnerId"]}
    rows = Campaign.rows.visible_to(actor, deleted=True).filter(pk__in=orphans)
    for pk, partner in rows.values_list("pk", _of_partner(_own_partners(actor), "pk")):
        orphans[pk]["partnerId"] = partner


def _own_partners(actor: Actor) -> QuerySet[Any]:
    """The company's own records, the deleted ones too."""
    found: QuerySet[Any] = Partner.rows.visible_to(actor, deleted=True).filter(space_id=actor.company_space_id())
    return found


STATUSES = (
    Choice("planning", "Planning", "info", "Defining scope, assets and timeline"),
    Choice("creating", "Creating", "busy", "Building content and landing pages"),
    Choice("promoting", "Promoting", "busy", "Live: emails sent, posts published, the event is on"),
    Choice("completed", "Completed", "good", "Over; results are being measured"),
    Choice("archived", "Archived", "neutral", "Results documented, lessons learned"),
)


_number = partial(Field, least=0)

CAMPAIGNS = entity(
    Entity(
        model=Campaign,
        needs="campaigns.see",
        works="campaigns.lead",
        creates="campaigns.start",
        page="campaign",
        icon="speakerphone",
        subtitle=("partner", "status"),
        base=as_seen,
        fields=(
            Field("name", search=True),
            Field(
                "partnerId", to="partner", many="Campaigns together", required=True, write="create",
                column="never",
            ),
            listed("partner", search=True),
            Field("type", label="Kind", choices=choices(NAMES), column="hidden"),
            Field("channel", search=True, group=True),
            Field("status", write="create", choices=STATUSES),
            Field("startDate", label="Start"),
            Field("endDate", label="End", column="hidden"),
            _number("budget", currency="currency"),
            currency(),
            Field("budgetSplit", filter=True, sort=True, column="hidden"),
            _number("leads", "number", source="leads_so_far", default=0, doc="All leads: those entered and those routed here."),
            _number(
                "leadsEntered", label="Leads entered by hand", source="leads",
                help="Leads that were routed to this campaign are counted beside them.", filter=False, sort=False, sum=False, column="never", bucket=False,
                csv=False, doc="Of the leads, those that were entered or imported.",
            ),
            _number("conversions", column="hidden"),
            _number("revenue", currency="currency"),
            listed("roi", "number", label="ROI", sum=False, column="hidden"),
            Field("deliverables", "array", sealed=True),
            Field("notes", "text", sealed=True),
            listed("launchDate", label="Launch", bucket=True),
            listed("launchAt", column="never"),
            listed(
                "timeZone", group=True, bucket=True, check=zone_error, doc="Such as Europe/Berlin; where none is given, that of the person who starts it.",
                column="hidden",
            ),
            listed("template", group=True, column="hidden"),
            shown("options", "array", most=20),
            listed("side", column="never"),
            listed("key", column="never"),
            shown("spaceId", filter=True, column="never"),
            shown("startedBy", source="author__name", column="hidden"),
        ),
        removed=of_everybody,
        check=placed,
        leaving=close,
        returning=reopen,
        views=(
            View(
                "running-campaigns", "Running campaigns", filter={"status": RUNNING}, sort="launchDate",
                columns=(
                    "name", "partner", "channel", "status", "launchDate", "budget", "leads", "conversions", "revenue", "roi",
                ),
            ),
            View(
                "active-campaigns", "Active campaigns", filter={"type": "co_marketing", "status": RUNNING},
                columns=("name", "partner", "channel", "status", "startDate", "budget", "leads"),
            ),
            View(
                "past-campaign-results", "Past campaign results", filter={"status": "completed"},
                columns=("name", "partner", "leads", "conversions", "revenue", "roi"),
            ),
        ),
        bucket=Bucket("Campaign", order=1, place=place_imported, fill=with_deleted_partners),
    )
)  # fmt: skip
