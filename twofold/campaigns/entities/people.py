"""What of roles and the RACI matrix is shown."""

from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from twofold.campaigns.models import RaciRow, Role
from twofold.core.actor import Actor
from twofold.core.entities import View, choices, entity, listed, shown
from twofold.core.entities.sides import SIDE, SPACE, WHOSE, with_company

from .fields import in_order, text

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
    in_order(
        model=Role,
        works="campaigns.lead",
        derives=("undo",),
        undone=("assign", "clear"),
        page="role",
        icon="id-badge",
        told_apart=("company", "person"),
        parent_field="campaign",
        base=filled,
        fields=(
            SPACE,
            text("key", column="never"),
            listed("title", label="Role", search=True),
            SIDE,
            WHOSE,
            text("company", source="side_name", column="never"),
            shown("does", label="What it does", column="hidden"),
            shown("required", filter=True, column="hidden"),
            shown("waivable", filter=True, column="never"),
            shown("runsCampaign", label="Runs the campaign", filter=True, column="hidden"),
            shown("personId", to="person", filter=True, column="never"),
            text("person", search=True),
            shown("assignedAt", label="Since", sort=True, column="hidden"),
            shown("waivedBecause", label="Why it isn't needed", column="hidden"),
            listed("state", choices=STATES),
        ),
        views=(
            View(
                "all-roles", "All by side", group="whose",
            ),
            View("open-roles", "Open", filter={"state": "open"}, columns=("title", "side", "does", "state")),
            View("my-roles", "My roles", filter={"personId": "me"}, columns=("title", "does", "assignedAt", "state")),
        ),
    )
)  # fmt: skip


RACI_ROWS = entity(
    in_order(
        model=RaciRow,
        label="RACI row",
        works="campaigns.lead",
        derives=("undo",),
        undone=("raci.update",),
        title="area",
        page="campaign-roles",
        page_of="campaignId",
        icon="table",
        fields=(text("area", search=True), shown("letters", "object")),
    )
)
