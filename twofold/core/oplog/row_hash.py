"""One keyed hash over a whole row: by it the log knows the row as an operation left it, and shows nothing of it.

It is over what the database keeps, by column. Texts of JSON and of moments are spelled in one way (`json_text`,
`moment_text`), so that a row has the same hash before it is written and after it was read, on both databases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import orjson
from django.db.models import (
    NOT_PROVIDED,
    BooleanField,
    CharField,
    Field,
    FloatField,
    ForeignKey,
    IntegerField,
    TextField,
)

from twofold.core.crypto.keyed_hash import keyed_hasher
from twofold.core.models import LoggedRow

from .row_kinds import kind_of

_NEVER = object()
_SPELLING = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_NON_STR_KEYS
_PLAIN = {CharField: str, TextField: str, ForeignKey: str, IntegerField: int, FloatField: float, BooleanField: bool}
_BARE = (dict, list)
"""Defaults that are made anew each time, and are the same each time."""


def row_hash(row: LoggedRow) -> str:
    """32 hex digits over every column that only operations change.

    Columns that may be missing and stand at their default are left out, so that a column added later changes no hash;
    the default of a column, once released, stays what it is.
    """
    values, kept = {}, row.__dict__
    for name, plain, read, default in _hashed_columns(type(row)):
        value = kept[name] if name in kept else getattr(row, name)
        if value is not None and type(value) is not plain:
            value = read(value)
        if value != default or isinstance(value, bool) != isinstance(default, bool):
            values[name] = value
    return row_hasher(kind_of(row))(values)


def row_hasher(kind: str) -> Callable[[dict[str, Any]], str]:
    """What gives the hashes of rows of a kind by their columns, those at their default left out."""
    hashed, prefix = keyed_hasher("row"), f"{kind}:".encode()
    return lambda columns: hashed(prefix + orjson.dumps(columns, default=_spelled, option=_SPELLING))[:32]


def json_text(value: Any) -> str:
    """JSON as it is hashed and kept: names in one order, nothing between."""
    return orjson.dumps(value, default=_spelled, option=_SPELLING).decode()


def moment_text(moment: datetime) -> str:
    """A moment as it is hashed and kept: in UTC, `2026-03-01 12:00:00`, with its microseconds where it has any."""
    return str(moment.astimezone(UTC).replace(tzinfo=None))


def defaults(model: type[LoggedRow]) -> Iterator[tuple[Any, Any]]:
    """Each hashed column that may be missing, with its default."""
    for column in model._meta.concrete_fields:
        default = _default(column)
        if default is not _NEVER and column.attname not in model.unlogged:
            yield column, default


@cache
def _hashed_columns(model: type[LoggedRow]) -> tuple[tuple[str, type | None, Any, Any], ...]:
    """Name of each column, the type whose values stay as they are, what reads others as the database gives them back, and
    the default.
    """
    columns: list[Any] = [each for each in model._meta.concrete_fields if each.attname not in model.unlogged]
    return tuple((each.attname, _plain_type(each), each.to_python, _default(each)) for each in columns)


def _plain_type(field: Any) -> type | None:
    return next((plain for kind, plain in _PLAIN.items() if isinstance(field, kind)), None)


def _default(field: Field[Any, Any]) -> Any:
    """What stands in rows that were there before the column, where there may have been any."""
    if callable(field.default) and field.default is not NOT_PROVIDED:
        return field.default() if field.default in _BARE else _NEVER
    return field.get_default() if field.has_default() or field.null or field.blank else _NEVER


def _spelled(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value.normalize())
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"A {type(value).__name__} stands in a row.")
