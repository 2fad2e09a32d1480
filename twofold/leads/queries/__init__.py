"""What one asks about leads."""

from . import decision, exclusion_lists, open_followups, preview, receipts, rules, summary, timeline  # noqa: F401
