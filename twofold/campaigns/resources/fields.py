"""Columns that several resources have."""

from twofold.core.resource import Field

CAMPAIGN = Field("campaignId", source="campaign_id", filter=True)


def text(name: str, source: str = "") -> Field:
    """A text one can filter and sort by."""
    return Field(name, source=source, filter=True, sort=True)


def number(name: str) -> Field:
    """A number one can filter and sort by."""
    return Field(name, "number", filter=True, sort=True)
