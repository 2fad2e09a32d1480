"""What one asks about leads."""

from . import decision, exclusion_lists, moves, preview, receipts, rules, summary, timeline  # noqa: F401
