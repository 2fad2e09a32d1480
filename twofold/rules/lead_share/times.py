"""Times of RFC 3339, brought to UTC in whole seconds: 2026-03-01T12:00:00Z."""

import re
from datetime import UTC, datetime, timedelta

_FORM = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?"
    r"(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))"
)
_LEAP = 60
_LEAP_MINUTES = ("-06-30T23:59", "-12-31T23:59")
_LAST_YEAR = 9999
_MOST_HOURS, _MOST_MINUTES = 23, 59
_LAST = "9999-12-31T23:59:59Z"


def utc_text(text: str) -> str | None:
    """Return an RFC 3339 time as UTC with `Z`, the fraction cut off; None if it is not one.

    A leap second keeps its 60 and is allowed only where one can be: at the end of a June
    or a December in UTC. A time that UTC pushes out of the years 0000 to 9999 is none.
    """
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part) for part in found.groups()[:6])
    ahead = _offset(found.group(7), found.group(8), found.group(9))
    if ahead is None or second > _LEAP:
        return None
    # The calendar repeats each 400 years, which lets the year 0000 be reckoned too.
    moved = 2000 + year % 400
    try:
        utc = datetime(moved, month, day, hour, minute, min(second, 59), tzinfo=UTC) - ahead
    except ValueError:
        return None
    year += utc.year - moved
    if not 0 <= year <= _LAST_YEAR:
        return None
    minute_of_year = utc.isoformat()[4:16]
    if second == _LEAP and minute_of_year not in _LEAP_MINUTES:
        return None
    return f"{year:04d}{minute_of_year}:{second:02d}Z"


def _offset(sign: str | None, hours: str | None, minutes: str | None) -> timedelta | None:
    if sign is None or hours is None or minutes is None:
        return timedelta()
    if int(hours) > _MOST_HOURS or int(minutes) > _MOST_MINUTES:
        return None
    ahead = timedelta(hours=int(hours), minutes=int(minutes))
    return -ahead if sign == "-" else ahead


def as_text(at: datetime) -> str:
    """Write an aware datetime as UTC in whole seconds, the fraction cut off."""
    utc = at.astimezone(UTC)
    return f"{utc.year:04d}-{utc:%m-%dT%H:%M:%S}Z"


def hours_later(at: datetime, hours: int) -> str:
    """Return the time some hours after another; what would pass the year 9999 ends there."""
    try:
        return as_text(at.astimezone(UTC) + timedelta(hours=hours))
    except OverflowError:
        return _LAST


def as_time(text: str) -> datetime | None:
    """Return the moment that a UTC text names; None for a leap second or the year 0000."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
