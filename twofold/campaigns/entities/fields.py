"""What entities of a campaign have in common."""

from functools import partial
from typing import Any

from twofold.core.entities import STANDARD, Entity, Field, listed, shown, sides

CAMPAIGN = shown("campaignId", to="campaign", filter=True, group=True, column="never")
POSITION = shown("position", sort=True, column="never")
_NAMES = {"name", "title", "area"}
of_campaign = partial(Entity, needs="campaigns.see", standard=(*STANDARD, CAMPAIGN))
"""An entity of a `CampaignRow`: whoever sees the campaign sees it."""
in_order = partial(of_campaign, standard=(*STANDARD, CAMPAIGN, POSITION), sort="position")
"""The same of an `OrderedRow`, in the order of the campaign."""


def text(name: str, source: str = "", label: str = "", **more: Any) -> Field:
    """A text one can filter and sort by; and group by, where it does not name the item itself."""
    return listed(name, source=source, label=label, **{"group": name not in _NAMES, **more})


OF_SIDE = (text("campaign", column="hidden"), *sides.OF_SIDE)
"""What an item of a campaign with a side says of both."""
