"""One row into its table, or some of its fields changed: the statement is written once for each table and fields.

Every operation passes here while it holds the write lock, where Django would build the same SQL anew each time.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import CharField, DateTimeField, FloatField, ForeignKey, IntegerField, TextField

from twofold.core.models import SpaceRow

_Column = tuple[str, Any, frozenset[type]]
"""Where a value is on the row, its field, and the types that the driver takes as they are."""


def insert(row: SpaceRow) -> None:
    """A new row. Errors: as the database says them, IntegrityError first of all."""
    statement, columns = _inserting(type(row))
    with connection.cursor() as cursor:
        cursor.execute(statement, _stored(row, columns))
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS  # noqa: SLF001 - as Django does after its own insert


def swap(row: SpaceRow, names: Iterable[str]) -> bool:
    """Store these fields and the row's time of change, and count its version up, if it still is at `row.version`;
    gives whether it was.
    """
    statement, columns = _swapping(type(row), tuple(names))
    with connection.cursor() as cursor:
        cursor.execute(statement, [*_stored(row, columns), row.pk, row.version])
        return bool(cursor.rowcount)


@cache
def _inserting(model: type[SpaceRow]) -> tuple[str, list[_Column]]:
    fields: list[Any] = list(model._meta.concrete_fields)
    names, marks = ", ".join(f'"{each.column}"' for each in fields), ", ".join(["%s"] * len(fields))
    statement = f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})'  # noqa: S608 - names from our models
    return statement, [_column(each) for each in fields]


@cache
def _swapping(model: type[SpaceRow], names: tuple[str, ...]) -> tuple[str, list[_Column]]:
    fields: list[Any] = [model._meta.get_field(name) for name in dict.fromkeys((*names, "updated_at"))]
    sets = ", ".join(f'"{each.column}" = %s' for each in fields)
    table = model._meta.db_table
    statement = f'UPDATE "{table}" SET {sets}, version = version + 1 WHERE id = %s AND version = %s'  # noqa: S608 - names from our models
    return statement, [_column(each) for each in fields]


def _column(field: Any) -> _Column:
    kinds: set[type] = {type(None)}
    if isinstance(field, (CharField, TextField, ForeignKey)):
        kinds.add(str)
    elif isinstance(field, FloatField):
        kinds.add(float)
    elif isinstance(field, IntegerField):
        kinds.add(int)
    return field.attname, field, frozenset(kinds)


def _stored(row: SpaceRow, columns: list[_Column]) -> list[Any]:
    """The row's values as the driver takes them: as Django would give them, but for what needs no change."""
    values = []
    for name, field, as_it_is in columns:
        value = getattr(row, name)
        values.append(value if type(value) in as_it_is else _prepared(field, value))
    return values


def _prepared(field: Any, value: Any) -> Any:
    if isinstance(field, DateTimeField):
        return connection.ops.adapt_datetimefield_value(value)
    return field.get_db_prep_save(value, connection)
