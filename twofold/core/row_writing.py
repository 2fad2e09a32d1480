"""One row into its table, or some of its fields changed: the statement is written once for each table and fields.

Every operation passes here while it holds the write lock, where Django would build the same SQL anew each time.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import CharField, DateTimeField, Field, ForeignKey, TextField

from .models import SpaceRow

_AS_IT_IS = {str, type(None)}


def insert(row: SpaceRow) -> None:
    """A new row. Errors: as the database says them, IntegrityError first of all."""
    statement, fields = _inserting(type(row))
    with connection.cursor() as cursor:
        cursor.execute(statement, [_stored(field, getattr(row, field.attname)) for field in fields])
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS  # noqa: SLF001 - as Django does after its own insert


def swap(row: SpaceRow, names: Iterable[str]) -> bool:
    """Store these fields and the row's time of change, and count its version up, if it still is at `row.version`;
    gives whether it was.
    """
    statement, fields = _swapping(type(row), tuple(names))
    values = [_stored(field, getattr(row, field.attname)) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, row.pk, row.version])
        return bool(cursor.rowcount)


@cache
def _inserting(model: type[SpaceRow]) -> tuple[str, list[Any]]:
    fields: list[Any] = list(model._meta.concrete_fields)
    names, marks = ", ".join(f'"{each.column}"' for each in fields), ", ".join(["%s"] * len(fields))
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})', fields  # noqa: S608 - names from our models


@cache
def _swapping(model: type[SpaceRow], names: tuple[str, ...]) -> tuple[str, list[Any]]:
    fields: list[Any] = [model._meta.get_field(name) for name in dict.fromkeys((*names, "updated_at"))]
    sets = ", ".join(f'"{each.column}" = %s' for each in fields)
    table = model._meta.db_table
    return f'UPDATE "{table}" SET {sets}, version = version + 1 WHERE id = %s AND version = %s', fields  # noqa: S608 - names from our models


def _stored(field: Field[Any, Any], value: Any) -> Any:
    """A value as the driver takes it: as Django would give it, but for what needs no change."""
    if type(value) in _AS_IT_IS and isinstance(field, (CharField, TextField, ForeignKey)):
        return value
    if isinstance(field, DateTimeField):
        return connection.ops.adapt_datetimefield_value(value)
    return field.get_db_prep_save(value, connection)
