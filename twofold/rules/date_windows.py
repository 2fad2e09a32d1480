"""Stretches of days that people name from today: the last 30 days, this quarter, the next 7 days."""

from datetime import date, timedelta
from typing import Final

WINDOWS: Final[dict[str, str]] = {
    "today": "Today",
    "last_7_days": "Last 7 days",
    "last_30_days": "Last 30 days",
    "last_90_days": "Last 90 days",
    "this_week": "This week",
    "this_month": "This month",
    "this_quarter": "This quarter",
    "this_year": "This year",
    "last_month": "Last month",
    "last_quarter": "Last quarter",
    "next_7_days": "Next 7 days",
    "next_30_days": "Next 30 days",
    "next_month": "Next month",
    "next_quarter": "Next quarter",
    "past": "Before today",
    "future": "After today",
}
"""Name → what people call it. Weeks begin on Monday; “last” days include today, “next” days begin with today."""

_DAYS: Final[dict[str, tuple[int | None, int | None]]] = {
    "today": (0, 1),
    "last_7_days": (-6, 1),
    "last_30_days": (-29, 1),
    "last_90_days": (-89, 1),
    "next_7_days": (0, 7),
    "next_30_days": (0, 30),
    "past": (None, 0),
    "future": (1, None),
}
"""Name → the first day and the day after the last, counted from today."""

_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}
_STEPS: Final = {"last": -1, "this": 0, "next": 1}


def window(name: str, today: date) -> tuple[date | None, date | None]:
    """The first day, and the day after the last; None where it is open at that end. Errors: KeyError."""
    if name in _DAYS:
        first, beyond = _DAYS[name]
        return _later(today, first), _later(today, beyond)
    if name == "this_week":
        monday = today - timedelta(days=today.weekday())
        return monday, monday + timedelta(days=7)
    which, _, what = name.partition("_")
    return _months(today, _MONTHS[what], _STEPS[which])


def _later(today: date, days: int | None) -> date | None:
    return None if days is None else today + timedelta(days=days)


def _months(today: date, length: int, steps: int) -> tuple[date, date]:
    """The stretch of so many whole months that holds today, or the one so many steps from it."""
    first = (today.month - 1) // length * length + today.year * 12 + steps * length
    return _first_day(first), _first_day(first + length)


def _first_day(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)
