"""Times as tools and people write them, to RFC 3339 in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo

from twofold.rules.csv_files.refusal import CellProblem

_CLOCK = r"(?:[ ,T]+(?P<h>\d{1,2}):(?P<mi>\d{2})(?::(?P<s>\d{2})(?:\.\d{1,9})?)?\s*(?P<ampm>[AaPp]\.?[Mm]\.?)?)?\s*(?P<zone>[Zz]|UTC|GMT|[+-]\d{2}:?\d{2})?"
_SHAPES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})" + _CLOCK),  # 2026-08-02 10:45
    re.compile(r"(?P<name>[A-Za-z]{3,9})\.? (?P<d>\d{1,2}),? (?P<y>\d{4})" + _CLOCK),  # Mar 15, 2025 11:23:29
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})" + _CLOCK),  # 15.03.2025 11:23
    re.compile(r"(?P<d>\d{1,2})[ -](?P<name>[A-Za-z]{3,9})\.?[ -](?P<y>\d{4})" + _CLOCK),  # 15 March 2025
)
_SLASHES = re.compile(r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<y>\d{4})" + _CLOCK)  # 08/02/2026 10:45:00 AM
_FINISHED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: number for number, name in enumerate(_NAMES.split(), start=1)}
_NOON = 12


def moment(text: str, zone: tzinfo, *, day_first: bool = False) -> str:
    """`2026-03-01T12:00:00Z` of any of the shapes above; a time without zone is local to `zone`.

    Dates with slashes are month first, as Zoom writes them, unless `day_first`. Raises `CellProblem`.
    """
    if _FINISHED.fullmatch(text):
        try:
            datetime.fromisoformat(text)
        except ValueError:
            raise _unreadable(text) from None
        return text
    match = next((found for shape in _SHAPES if (found := shape.fullmatch(text))), None)
    parts = match.groupdict() if match else _slashed(text, day_first=day_first)
    if parts is None:
        raise _unreadable(text)
    try:
        name = parts.get("name")
        month = _MONTHS[name[:3].lower()] if name else int(parts.get("m") or 0)
        local = datetime(
            int(parts["y"] or 0),
            month,
            int(parts["d"] or 0),
            _hour(parts),
            int(parts["mi"] or 0),
            int(parts["s"] or 0),
            tzinfo=_zone(parts["zone"], zone),
        )
        return local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
    except (ValueError, KeyError, OverflowError):
        raise _unreadable(text) from None


def _slashed(text: str, *, day_first: bool) -> dict[str, str | None] | None:
    match = _SLASHES.fullmatch(text)
    if match is None:
        return None
    day, month = ("first", "second") if day_first else ("second", "first")
    return {**match.groupdict(), "d": match[day], "m": match[month], "name": None}


def _hour(parts: dict[str, str | None]) -> int:
    hour = int(parts["h"] or 0)
    half = (parts["ampm"] or "").lower().replace(".", "")
    if half and not 1 <= hour <= _NOON:
        raise ValueError
    if half:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    return hour


def _zone(written: str | None, otherwise: tzinfo) -> tzinfo:
    if not written:
        return otherwise
    if written in {"Z", "z", "UTC", "GMT"}:
        return UTC
    zone = datetime.strptime(written, "%z").tzinfo
    return zone or otherwise


def _unreadable(text: str) -> CellProblem:
    return CellProblem(f"the date “{text[:40]}” cannot be read: write it as 2026-03-15 11:23")
