"""What of a campaign is shown: much of it depends on who looks."""

from typing import Any

from django.db.models import Case, F, FloatField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from twofold.campaigns.models import Campaign
from twofold.campaigns.queries.lead_numbers import leads_so_far
from twofold.core.actor import Actor
from twofold.core.models import Side
from twofold.core.resource import Field, Resource, of_everybody, resource
from twofold.partners.models import Partner

from .fields import number, text

OVER = ("completed", "archived")
"""From here on, or with the first revenue, the return on the budget says something."""


def as_seen(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Campaigns with what depends on who looks: one's own partner record and side, never the other company's.

    The record is found by its partnership or by its id, each by an index: asked for either at once, SQLite walks
    through all records of the company, for every campaign anew.
    """
    own = Partner.rows.within(actor.company_space_id() or "nobody's")
    ways = [own.filter(partnership=OuterRef("space__parent")), own.filter(pk=OuterRef("tracked_partner"))]
    sides = Side.rows.filter(space=OuterRef("space"), ended_at__isnull=True)
    company = actor.company.pk if actor.company else ""
    return rows.annotate(
        partner_id=Coalesce(*(Subquery(mine.values("pk")[:1]) for mine in ways)),
        partner=Coalesce(
            *(Subquery(mine.values("company")[:1]) for mine in ways),
            Subquery(sides.exclude(company_id=company).values("company__name")[:1]),
        ),
        side=Subquery(sides.filter(company_id=company).values("side")[:1]),
        leads_so_far=leads_so_far(),
        roi=Case(
            When(Q(revenue__gt=0) | Q(status__in=OVER), budget__gt=0, then=(F("revenue") - F("budget")) / F("budget")),
            default=Value(None),
            output_field=FloatField(null=True),
        ),
    )


CAMPAIGNS = resource(
    Resource(
        noun="campaign",
        path="campaigns",
        model=Campaign,
        needs="campaigns.see",
        base=as_seen,
        base_takes=("company_space", "company"),
        fields=(
            text("name"),
            text("partnerId"),
            text("partner"),
            text("type"),
            text("channel"),
            text("status"),
            Field("startDate", "date", filter=True, sort=True),
            Field("endDate", "date", filter=True, sort=True),
            number("budget"),
            text("budgetSplit"),
            Field(
                "leads",
                "number",
                source="leads_so_far",
                filter=True,
                sort=True,
                doc="All leads: those entered and those routed here.",
            ),
            Field("leadsEntered", "number", source="leads", doc="Of the leads, those that were entered or imported."),
            number("conversions"),
            number("revenue"),
            number("roi"),
            Field("deliverables", "array"),
            Field("notes"),
            Field("launchDate", "date", filter=True, sort=True),
            Field("launchAt", "datetime", filter=True, sort=True),
            text("timeZone"),
            text("template"),
            Field("options", "array"),
            text("side"),
            text("key"),
            Field("spaceId", source="space_id", filter=True),
            Field("startedBy", source="author__name"),
        ),
        search=("name", "channel", "partner"),
        removed=of_everybody,
    )
)
