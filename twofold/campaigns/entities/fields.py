"""Fields that several entities have."""

from typing import Any

from twofold.core.entities import Field, shown

CAMPAIGN = shown("campaignId", source="campaign_id", to="campaign", filter=True, group=True, column="never")
_NAMES = {"name", "title", "area"}


def text(name: str, source: str = "", label: str = "", **more: Any) -> Field:
    """A text one can filter and sort by; and group by, where it does not name the item itself."""
    return shown(name, source=source, label=label, filter=True, sort=True, group=name not in _NAMES, **more)


def number(name: str) -> Field:
    """A number one can filter and sort by."""
    return shown(name, "number", filter=True, sort=True)
