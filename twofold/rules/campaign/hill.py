"""Reading the hill: uphill is still being figured out, downhill is known work (S1.32, S1.33)."""

from datetime import datetime, timedelta
from typing import Final

TOP: Final = 50
DONE: Final = 100
STALE_AFTER: Final = timedelta(days=7)
"""A dot that nobody touched between two Monday check-ins says nothing any more (our choice)."""

_LABELS: Final = (
    (0, "Not started"),
    (24, "Figuring out what it takes"),
    (49, "Nearly figured out"),
    (50, "Figured out, now getting it done"),
    (75, "In progress"),
    (99, "Nearly done"),
    (100, "Done"),
)


def hill_position_label(position: int) -> str:
    """What a position from 0 (bottom left) over 50 (the top) to 100 (bottom right) means."""
    if not 0 <= position <= DONE:
        raise ValueError(f"{position} is not on the hill; positions go from 0 to 100")
    return next(label for up_to, label in _LABELS if position <= up_to)


def is_stale(position: int, last_moved_at: datetime, now: datetime) -> bool:
    """Whether a dot on its way has not been moved, or confirmed, for a week or longer."""
    return 0 < position < DONE and now - last_moved_at >= STALE_AFTER
