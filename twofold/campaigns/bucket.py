"""The campaign as an entity of the bucket (requirements S2.37).

A bucket belongs to one company: a workspace shared with another comes in again as a campaign that the company tracks.
"""

from typing import Any

from twofold.core.actor import Actor
from twofold.core.entities import Entity, EntityField, entity
from twofold.core.errors import Invalid
from twofold.core.operations.context import OperationContext
from twofold.core.time_zones import zone_error
from twofold.partners.models import Partner
from twofold.rules.partnership_types import PARTNERSHIP_TYPES

from .models import Campaign
from .operations.start import slug

STATES = ("planning", "creating", "promoting", "completed", "archived")


def place(do: OperationContext, fields: dict[str, Any]) -> dict[str, Any]:
    """With its partner, which must be one of the company's own, deleted or not. Errors: Invalid."""
    partner_id = fields.pop("partner_id")
    own = Partner.rows.visible_to(do.actor, deleted=True).filter(space_id=do.actor.company_space_id(), pk=partner_id)
    if not own.exists():
        raise Invalid.field("partnerId", f"There is no partner {partner_id}, neither here nor in the bucket.")
    return {**fields, "key": slug(fields["name"]), "tracked_partner": partner_id}


def with_deleted_partners(actor: Actor, items: list[dict[str, Any]]) -> None:
    """The partner of a campaign is named in an export although its record is deleted."""
    orphans = [item for item in items if not item["partnerId"]]
    if not orphans:
        return
    rows = Campaign.rows.visible_to(actor, deleted=True).filter(pk__in=[item["id"] for item in orphans])
    places = {
        pk: (tracked, parent) for pk, tracked, parent in rows.values_list("pk", "tracked_partner", "space__parent_id")
    }
    own = Partner.rows.visible_to(actor, deleted=True).filter(space_id=actor.company_space_id())
    by_space = dict(own.filter(partnership__isnull=False).values_list("partnership_id", "pk"))
    for item in orphans:
        tracked, parent = places[item["id"]]
        item["partnerId"] = tracked or by_space.get(parent)


CAMPAIGN = entity(
    Entity(
        name="Campaign",
        noun="campaign",
        path="campaigns",
        model=Campaign,
        order=1,
        fields=(
            EntityField("name", required=True),
            EntityField("partnerId", required=True),
            EntityField("type", required=True, choices=PARTNERSHIP_TYPES),
            EntityField("channel"),
            EntityField("status", default="planning", choices=STATES),
            EntityField("startDate"),
            EntityField("endDate"),
            EntityField("budget", "number"),
            EntityField("budgetSplit"),
            EntityField("leads", "number", default=0),
            EntityField("conversions", "number", default=0),
            EntityField("revenue", "number", default=0),
            EntityField("deliverables", "array"),
            EntityField("notes"),
            EntityField("launchDate"),
            EntityField("timeZone", refuses=zone_error),
        ),
        refs={"partner": {"model": "Partner", "field": "partnerId", "type": "belongsTo"}},
        place=place,
        fill=with_deleted_partners,
    )
)
