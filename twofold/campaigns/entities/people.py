"""What of roles and the RACI matrix is shown."""

from typing import Any

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from twofold.campaigns.models import RaciRow, Role
from twofold.core.actor import Actor
from twofold.core.entities import Entity, entity, shown
from twofold.core.models import Side

from .fields import CAMPAIGN, text


def filled(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Roles with the company that fills them, and whether somebody has them: `filled`, `waived` or `open`."""
    sides = Side.rows.filter(space=OuterRef("space"), side=OuterRef("side"), ended_at__isnull=True)
    return rows.annotate(
        company=Coalesce(Subquery(sides.values("company__name")[:1]), Value("Your partner")),
        state=Case(
            When(person__isnull=False, then=Value("filled")),
            When(~Q(waived_because=""), then=Value("waived")),
            default=Value("open"),
        ),
    )


ROLES = entity(
    Entity(
        noun="role",
        path="roles",
        model=Role,
        needs="campaigns.see",
        title="title",
        page="campaign-roles",
        page_of="campaignId",
        icon="id-badge",
        told_apart=("company", "person"),
        parent_field="campaign",
        base=filled,
        fields=(
            CAMPAIGN,
            text("key"),
            text("side"),
            text("company"),
            text("title"),
            shown("does"),
            shown("required", "boolean", filter=True),
            shown("waivable", "boolean", filter=True),
            shown("runsCampaign", "boolean", filter=True),
            shown("personId", source="person_id", filter=True),
            text("person", source="person__name"),
            shown("assignedAt", "datetime", sort=True),
            shown("waivedBecause"),
            text("state"),
            shown("position", "integer", sort=True),
        ),
        search=("title", "person__name"),
        sort="position",
    )
)


RACI_ROWS = entity(
    Entity(
        noun="raci_row",
        path="raci-rows",
        model=RaciRow,
        needs="campaigns.see",
        label="RACI row",
        title="area",
        page="campaign-roles",
        page_of="campaignId",
        icon="table",
        fields=(CAMPAIGN, text("area"), shown("letters", "object"), shown("position", "integer", sort=True)),
        search=("area",),
        sort="position",
    )
)
