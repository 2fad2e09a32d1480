"""A field's value as a form shows it, and what somebody typed as an operation takes it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from twofold.core.entities import Field

MINUTES = "%Y-%m-%dT%H:%M"
"""How browsers write a time of day."""


def text_of(field: Field, value: Any, zone: ZoneInfo) -> str:
    """What stands in the form for a value: lists one per line, times in the reader's zone, nothing for nothing. A no is
    said only where one chooses between yes and no; elsewhere it is a box without a tick.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower() if value or field.choices else ""
    if field.type == "array":
        return "\n".join(str(each) for each in value)
    if field.type == "datetime":
        when = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        return when.astimezone(zone).strftime(MINUTES)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def value_of(field: Field, text: str, zone: ZoneInfo) -> Any:
    """What a text means: nothing where it is empty, which clears. What does not fit goes on as it is, to be refused."""
    if field.type == "boolean":
        return bool(text)
    if field.type == "array":
        return [line.strip() for line in text.split("\n") if line.strip()]
    if not text.strip():
        return None
    if field.type == "datetime":
        try:
            return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC).isoformat()
        except ValueError:
            return text
    return text


def same_lines(text: str) -> str:
    """A text with the line ends it has everywhere else: browsers send two characters for one."""
    return text.replace("\r\n", "\n")


def is_day(text: str) -> bool:
    """Whether a text is a date, so that a date picker can show it."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
