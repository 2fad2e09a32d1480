"""Which fields of a partner record its owner gets; nobody else gets any."""

from typing import Any

from twofold.core.actor import Actor
from twofold.core.resource import Field, Resource, resource
from twofold.rules.pipeline import BANDS, band, score

from .models import Partner


def scored(items: list[dict[str, Any]], actor: Actor) -> None:
    """Add the score and its band (requirements S2.43), where all three axes are rated."""
    for item in items:
        axes = (item["audienceOverlap"], item["strategicValue"], item["executionEffort"])
        item["score"] = score(*axes) if None not in axes else None
        item["band"] = BANDS[band(item["score"])].label if item["score"] is not None else None


def _text(name: str, *, source: str = "") -> Field:
    return Field(name, source=source, filter=True, sort=True)


def _number(name: str) -> Field:
    return Field(name, "number", filter=True, sort=True)


PARTNERS = resource(
    Resource(
        noun="partner",
        path="partners",
        model=Partner,
        needs="partners.see",
        fields=(
            _text("company"),
            _text("contactName"),
            _text("contactEmail"),
            Field("contactPhone"),
            _text("type"),
            _text("status"),
            _text("tier"),
            _text("ownerUserId"),
            Field("agreementUrl"),
            Field("commissionRate"),
            _number("referralsMade"),
            _number("referralsReceived"),
            _number("revenueAttributed"),
            _number("sharedCustomers"),
            _text("integrationStatus"),
            _text("lastSync"),
            _text("nextReview"),
            Field("notes"),
            Field("weGet"),
            Field("theyGet"),
            Field("churnReason"),
            Field("audienceOverlap", "integer", filter=True, sort=True),
            Field("strategicValue", "integer", filter=True, sort=True),
            Field("executionEffort", "integer", filter=True, sort=True),
            Field("counterpartId"),
            Field("counterpartName", source="counterpart__name"),
            Field("partnershipSpaceId", source="partnership_id"),
        ),
        extra=(Field("score", "number"), Field("band")),
        finish=scored,
        search=("company", "contact_name", "contact_email"),
    )
)
