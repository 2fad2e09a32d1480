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

_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}


def window(name: str, today: date) -> tuple[date | None, date | None]:
    """The first day, and the day after the last; None where it is open at that end. Errors: KeyError."""
    if name == "past":
        return None, today
    if name == "future":
        return today + timedelta(days=1), None
    if name == "today":
        return today, today + timedelta(days=1)
    if name not in WINDOWS:
        raise KeyError(name)
    which, _, what = name.partition("_")
    if what == "week":
        monday = today - timedelta(days=today.weekday())
        return monday, monday + timedelta(days=7)
    if what in _MONTHS:
        return _months(today, _MONTHS[what], {"last": -1, "this": 0, "next": 1}[which])
    days = int(what.partition("_")[0])
    if which == "last":
        return today - timedelta(days=days - 1), today + timedelta(days=1)
    return today, today + timedelta(days=days)


def _months(today: date, length: int, steps: int) -> tuple[date, date]:
    """The stretch of so many whole months that holds today, or the one so many steps from it."""
    first = (today.month - 1) // length * length + today.year * 12 + steps * length
    return _first_day(first), _first_day(first + length)


def _first_day(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)
