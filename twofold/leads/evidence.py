"""What consent must be to count as evidence (security rule 25)."""

from datetime import datetime, timedelta

from twofold.core.errors import Invalid

CLOCKS_APART = timedelta(minutes=5)
"""How far another machine's clock may be ahead of ours."""


def check_not_future(captured_at: datetime | None, now: datetime, field: str) -> None:
    """An answer has been given before it is written down. Errors: Invalid at the field."""
    if captured_at is not None and captured_at > now + CLOCKS_APART:
        raise Invalid.field(field, "This moment is still to come. Say when the person gave their answer.")
