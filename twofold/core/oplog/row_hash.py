"""One keyed hash over a whole row: by it the log knows the row as an operation left it, and shows nothing of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import orjson
from django.db.models import NOT_PROVIDED, ForeignKey

from twofold.core.crypto.keyed_hash import keyed_hash
from twofold.core.models import LoggedRow

from .row_kinds import kind_of

_NEVER = object()
_SPELLING = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_NON_STR_KEYS
_BARE = (dict, list)
"""Defaults that are made anew each time, and are the same each time."""


def row_hash(row: LoggedRow) -> str:
    """32 hex digits over every column that only operations change, the same on both databases.

    Columns that stand at their default are left out, so that a column added later changes no hash; the default of a
    column, once released, stays what it is.
    """
    values = {}
    for name, read, default in _hashed_columns(type(row)):
        value = getattr(row, name)
        if value is not None and read is not None:
            value = read(value)
        if value != default or isinstance(value, bool) != isinstance(default, bool):
            values[name] = value
    text = orjson.dumps(values, default=_spelled, option=_SPELLING)
    return keyed_hash(f"{kind_of(row)}:{text.decode()}", "row")[:32]


@cache
def _hashed_columns(model: type[LoggedRow]) -> tuple[tuple[str, Any, Any], ...]:
    """Name, what reads a value as the database gives it back, and default of each column."""
    columns: list[Any] = [each for each in model._meta.concrete_fields if each.attname not in model.unlogged]
    return tuple(
        (each.attname, None if isinstance(each, ForeignKey) else each.to_python, _default(each)) for each in columns
    )


def _default(field: Any) -> Any:
    if callable(field.default) and field.default is not NOT_PROVIDED:
        return field.default() if field.default in _BARE else _NEVER
    return field.get_default()


def _spelled(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value.normalize())
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"A {type(value).__name__} stands in a row.")
