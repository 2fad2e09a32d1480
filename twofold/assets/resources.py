"""What of assets is shown."""

from typing import Any

from django.db.models import CharField, QuerySet, Value

from twofold.campaigns.resources import CAMPAIGN, text
from twofold.core.actor import Actor
from twofold.core.resource import Field, Resource, of_everybody, resource

from .models import Asset


def with_state(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Assets with their state: `planned` until a version of it lies in the folder."""
    return rows.annotate(state=Value("planned", output_field=CharField()))


ASSETS = resource(
    Resource(
        noun="asset",
        path="assets",
        model=Asset,
        needs="campaigns.see",
        base=with_state,
        base_takes=(),
        fields=(
            CAMPAIGN,
            text("title"),
            text("kind"),
            text("side"),
            text("state"),
            Field("driRoleId", source="dri_id", filter=True),
            text("dri", source="dri__title"),
            text("person", source="dri__person__name"),
            Field("due", "datetime", filter=True, sort=True),
            Field("position", "integer", sort=True),
        ),
        search=("title", "kind"),
        sort="due",
        removed=of_everybody,
    )
)
