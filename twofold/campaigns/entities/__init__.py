"""What of a campaign workspace is shown, and what lists can be filtered and sorted by."""

from . import people, schedule, work  # noqa: F401
from .campaign import CAMPAIGNS
from .fields import OF_SIDE, in_order, of_campaign, text

__all__ = ["CAMPAIGNS", "OF_SIDE", "in_order", "of_campaign", "text"]
