"""Where a page of a list ended: sealed for the way out, and read with distrust on the way in."""

from __future__ import annotations

import base64
import binascii
import json
import math
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from twofold.core.errors import Invalid
from twofold.core.ids import is_id

if TYPE_CHECKING:
    from .field import Field

_LONGEST = 4000
_WHOLE = 2**63


def closed(sort: str, values: list[Any], pk: str) -> str:
    """The cursor behind a row: how the list is sorted, the row's values there, and its id."""
    told = [value.isoformat() if hasattr(value, "isoformat") else value for value in values]
    return base64.urlsafe_b64encode(json.dumps([sort, told, pk], default=str).encode()).decode().rstrip("=")


def opened(cursor: str, sort: str, columns: list[Field]) -> tuple[tuple[Any, ...], str]:
    """The values and the id of a cursor. Errors: Invalid for what is none of ours, or of another order."""
    try:
        if len(cursor) > _LONGEST:
            raise ValueError  # noqa: TRY301 - one sentence for whatever is wrong with it
        was, values, pk = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        fits = was != sort or (is_id(pk) and all(map(_fits, columns, values)) and len(values) == len(columns))
    except (ValueError, binascii.Error, TypeError, RecursionError, OverflowError):
        fits = False
    if not fits:
        raise strange()
    if was != sort:
        raise Invalid.field("cursor", "This cursor belongs to another order; start from the first page.")
    return tuple(values), pk


def strange() -> Invalid:
    """The refusal of a cursor that we never gave."""
    return Invalid.field("cursor", "This cursor is not one of ours; start from the first page.")


def _fits(column: Field, value: Any) -> bool:
    """Whether a column's values are like this one. Errors: ValueError, OverflowError, TypeError."""
    if value is None:
        return True
    if column.type == "datetime":
        datetime.fromisoformat(value).astimezone(UTC)
        return True
    if column.type == "date":
        date.fromisoformat(value)
        return True
    if column.type in {"integer", "number"}:
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return is_number and math.isfinite(value) and (isinstance(value, float) or -_WHOLE <= value < _WHOLE)
    if column.type == "boolean":
        return isinstance(value, bool)
    return isinstance(value, str) and "\0" not in value and bool(value.encode() or True)
