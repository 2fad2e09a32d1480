"""What one asks about leads."""

from . import decision, moves, preview, receipts, rules, summary, timeline  # noqa: F401
