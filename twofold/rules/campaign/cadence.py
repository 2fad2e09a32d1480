"""When something weekly falls, and when it can be answered."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from twofold.rules.campaign.template.schedule import WEEKDAYS, Weekday

ANSWER_WINDOW: Final = timedelta(hours=24)
"""How long before a meeting its questions are open to be answered."""


def weekly(weekday: Weekday, first: date, last: date) -> Iterator[date]:
    """Every such weekday from `first` to `last`, both included."""
    day = first + timedelta(days=(WEEKDAYS.index(weekday) - first.weekday()) % 7)
    while day <= last:
        yield day
        day += timedelta(weeks=1)


def can_be_answered(starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    """Whether a check-in waits for answers: from a day before it starts until it ends."""
    return starts_at - ANSWER_WINDOW <= now < ends_at
