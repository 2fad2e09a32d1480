"""What of roles and the RACI matrix is shown."""

from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from twofold.campaigns.models import RaciRow, Role
from twofold.core.actor import Actor
from twofold.core.entities import Entity, entity, shown

from .fields import CAMPAIGN, text


def filled(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Roles with whether somebody has them: `filled`, `waived` or `open`."""
    return rows.annotate(
        state=Case(
            When(person__isnull=False, then=Value("filled")),
            When(~Q(waived_because=""), then=Value("waived")),
            default=Value("open"),
        )
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
        parent_field="campaign",
        base=filled,
        fields=(
            CAMPAIGN,
            text("key"),
            text("side"),
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
