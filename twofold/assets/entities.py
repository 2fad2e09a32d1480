"""What of assets is shown."""

from typing import Any

from django.db.models import CharField, QuerySet, Value

from twofold.campaigns.entities import CAMPAIGN, text
from twofold.core.actor import Actor
from twofold.core.entities import Entity, entity, of_everybody, shown

from .models import Asset


def with_state(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Assets with their state: `planned` until a version of it lies in the folder."""
    return rows.annotate(state=Value("planned", output_field=CharField()))


ASSETS = entity(
    Entity(
        noun="asset",
        path="assets",
        model=Asset,
        needs="campaigns.see",
        title="title",
        page="campaign-assets",
        page_of="campaignId",
        icon="photo",
        subtitle=("kind",),
        base=with_state,
        base_takes=(),
        fields=(
            CAMPAIGN,
            text("title"),
            text("kind"),
            text("side"),
            text("state"),
            shown("driRoleId", source="dri_id", filter=True),
            text("dri", source="dri__title"),
            text("person", source="dri__person__name"),
            shown("due", "datetime", filter=True, sort=True),
            shown("position", "integer", sort=True),
        ),
        search=("title", "kind"),
        sort="due",
        removed=of_everybody,
    )
)
