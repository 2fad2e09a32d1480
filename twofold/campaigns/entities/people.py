"""What of roles and the RACI matrix is shown."""

from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from twofold.campaigns.models import RaciRow, Role
from twofold.core.actor import Actor
from twofold.core.entities import Entity, View, choices, entity, listed, shown
from twofold.core.entities.sides import SIDE, SPACE, WHOSE, with_company

from .fields import CAMPAIGN, text

STATES = choices({"open": "Open", "filled": "Filled", "waived": "Not needed"}, {"open": "warn", "filled": "good"})


def filled(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Roles with the company that fills them, and whether somebody has them: `filled`, `waived` or `open`."""
    state = Case(
        When(person__isnull=False, then=Value("filled")),
        When(~Q(waived_because=""), then=Value("waived")),
        default=Value("open"),
    )
    return with_company(rows, actor).annotate(state=state)


ROLES = entity(
    Entity(
        noun="role",
        model=Role,
        needs="campaigns.see",
        works="campaigns.lead",
        derives=("undo",),
        undone=("assign", "clear"),
        title="title",
        page="role",
        icon="id-badge",
        told_apart=("company", "person"),
        parent_field="campaign",
        base=filled,
        fields=(
            CAMPAIGN,
            SPACE,
            text("key", column="never"),
            listed("title", label="Role"),
            SIDE,
            WHOSE,
            text("company", source="side_name", column="never"),
            shown("does", label="What it does", column="hidden"),
            shown("required", "boolean", filter=True, column="hidden"),
            shown("waivable", "boolean", filter=True, column="never"),
            shown("runsCampaign", "boolean", label="Runs the campaign", filter=True, column="hidden"),
            shown("personId", to="person", filter=True, column="never"),
            text("person", source="person__name"),
            shown("assignedAt", "datetime", label="Since", sort=True, column="hidden"),
            shown("waivedBecause", label="Why it isn't needed", column="hidden"),
            listed("state", choices=STATES),
            shown("position", "integer", sort=True, column="never"),
        ),
        search=("title", "person__name"),
        sort="position",
        views=(
            View(
                "all-roles", "All by side", group="whose", sort="position", columns=("title", "side", "person", "state"),
            ),
            View("open-roles", "Open", filter={"state": "open"}, columns=("title", "side", "does", "state")),
            View("my-roles", "My roles", filter={"personId": "me"}, columns=("title", "does", "assignedAt", "state")),
        ),
    )
)  # fmt: skip


RACI_ROWS = entity(
    Entity(
        noun="raci_row",
        model=RaciRow,
        needs="campaigns.see",
        label="RACI row",
        works="campaigns.lead",
        derives=("undo",),
        undone=("raci.update",),
        title="area",
        page="campaign-roles",
        page_of="campaignId",
        icon="table",
        fields=(CAMPAIGN, text("area"), shown("letters", "object"), shown("position", "integer", sort=True)),
        search=("area",),
        sort="position",
    )
)
