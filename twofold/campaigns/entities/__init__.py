"""What of a campaign workspace is shown, and what lists can be filtered and sorted by."""

from . import people, schedule, work  # noqa: F401
from .campaign import CAMPAIGNS
from .fields import CAMPAIGN, OF_SIDE, text

__all__ = ["CAMPAIGN", "CAMPAIGNS", "OF_SIDE", "text"]
