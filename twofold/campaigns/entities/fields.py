"""Fields that several entities have."""

from typing import Any

from twofold.core.entities import Field, listed, shown, sides

CAMPAIGN = shown("campaignId", to="campaign", filter=True, group=True, column="never")
_NAMES = {"name", "title", "area"}


def text(name: str, source: str = "", label: str = "", **more: Any) -> Field:
    """A text one can filter and sort by; and group by, where it does not name the item itself."""
    return listed(name, source=source, label=label, **{"group": name not in _NAMES, **more})


OF_SIDE = (text("campaign", source="campaign__name", column="hidden"), *sides.OF_SIDE)
"""What an item of a campaign with a side says of both."""
