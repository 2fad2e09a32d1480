"""Assets, declared once: what is to be made for a campaign, by which role, until when both sides have approved it."""

from typing import Any

from django.db.models import CharField, QuerySet, Value

from twofold.campaigns.entities import OF_SIDE, in_order, text
from twofold.campaigns.models import Campaign, Role
from twofold.core.domain import Actor, Invalid, OperationContext
from twofold.core.entities import WITHOUT_CREATE, Field, View, choices, entity, listed, of_everybody
from twofold.core.entities.sides import OWN_OR_WRITTEN, SIDES, own_or_written, own_side, with_company

from .models import Asset

KINDS = {
    "copy": "Copy",
    "landing_page": "Landing page",
    "email": "E-mail",
    "social": "Social post",
    "slides": "Slides",
    "design": "Design",
    "document": "Document",
    "video": "Video",
    "legal": "Legal text",
}


def with_state(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Assets with their state: `planned` until a version of it lies in the folder."""
    return with_company(rows, actor).annotate(state=Value("planned", output_field=CharField()))


def last_on_its_side(do: OperationContext, asset: Asset | None, columns: dict[str, Any]) -> dict[str, Any]:
    """A new asset is its role's side's, else that of the side that is said, else one's own; and the last of the list.
    Errors: Invalid for a side that is not its role's.
    """
    if asset is not None:
        return columns
    campaign, role = columns["campaign"], columns.get("dri_id")
    said = columns.get("side")
    side = Role.rows.within(campaign.space_id).get(pk=role).side if role else said or own_side(do, campaign)
    if said and said != side:
        raise Invalid.field("side", "This is not the company of the role that makes it. Leave one of the two empty.")
    return {**columns, "side": side, "position": Asset.of(campaign).count()}


SHOWN = ("title", "campaign", "kind", "side", "dri", "person", "due")

ASSETS = entity(
    in_order(
        model=Asset,
        works="campaigns.work",
        page="asset",
        icon="photo",
        parent=Campaign,
        makes="add",
        derives=WITHOUT_CREATE,
        subtitle=("kind", "campaign"),
        base=with_state,
        fields=(
            Field("title", sealed=True, search=True),
            Field("kind", choices=choices(KINDS), search=True),
            Field(
                "side",
                label="Company",
                side=True,
                required=False,
                choices=SIDES,
                write="create",
                bucket=False,
                help="Whose it is where no role makes it: else that of the role.",
            ),
            *OF_SIDE,
            listed("state", choices=choices({"planned": "Planned"}, {"planned": "info"})),
            Field("driRoleId", label="Made by", source="dri_id", to="role", write="create", column="never"),
            text("dri", label="Made by"),
            text("person", source="dri__person__name"),
            Field("due", label="Approval due"),
        ),
        views=(
            View("assets-we-owe", "What we owe", filter={"whose": "ours"}, columns=SHOWN),
            View("assets-they-owe", "What the partner owes", filter={"whose": "theirs"}, columns=SHOWN),
            View("assets-late", "Past their date", filter={"dueWithin": "past"}, columns=SHOWN, group="company"),
            View("assets-by-company", "By company", group="company"),
        ),
        own=OWN_OR_WRITTEN,
        sort="due",
        removed=of_everybody,
        check=last_on_its_side,
        guard=own_or_written,
    )
)
