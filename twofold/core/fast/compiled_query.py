"""Questions that are asked again and again: built once by Django, then only bound to new values.

Building a list's SQL from querysets takes longer than SQLite needs to answer it. A `CompiledQuery` question is built
once for each shape with stand-ins for its values; later the same text runs with the real ones. It holds SQL text
and nothing else: no rows, no ids, nothing of anybody's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.sqlite3.base import FORMAT_QMARK_REGEX
from django.db.models import DateTimeField, JSONField, QuerySet
from django.db.models.expressions import Col

Value = str | int | float | datetime | list[str]
Convert = Callable[[Any], Any]

_KEPT = 256
_LONG_AGO = datetime(1801, 1, 1, 1, 1, 1, 654321, UTC)
_ODD_NUMBER = 1_987_654_321


class CompiledQuery:
    """One question. `build(**values)` gives a `values_list` queryset whose SQL depends on nothing but its arguments.

    Its values are texts, numbers, aware moments, or lists of texts (for `__in`); each must stand in the SQL as a
    parameter, never shape it; those in `may_miss` may also not stand in it at all. Anything else that an answer depends on does not belong into `build`.
    """

    def __init__(self, build: Callable[..., QuerySet[Any]], may_miss: frozenset[str] = frozenset()) -> None:
        self._build, self._may_miss = build, may_miss
        self._known: dict[tuple[Any, ...], _Text | None] = {}

    def rows(self, **values: Value) -> list[tuple[Any, ...]]:
        """The answer's rows, as the queryset's own `values_list` would give them."""
        shape = (connection.vendor, *((name, _shape(value)) for name, value in values.items()))
        if shape not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[shape] = self._text(values)
        text = self._known[shape]
        return text.rows(values) if text else []

    def _text(self, values: dict[str, Value]) -> _Text | None:
        """The SQL for values of this shape; None where it can have no rows."""
        stand_ins: dict[str, Value] = {}
        places: dict[Any, tuple[str, int]] = {}
        for name, value in values.items():
            many = value if isinstance(value, list) else [value]
            made = [_stand_in(each, len(places) + at) for at, each in enumerate(many)]
            stand_ins[name] = made if isinstance(value, list) else made[0]  # type: ignore[assignment]
            places.update({_bound(each): (name, at) for at, each in enumerate(made)})
        compiler = self._build(**stand_ins).query.get_compiler(connection=connection)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return None
        slots = [places.get(each) if _hashable(each) else None for each in parameters]
        missed = {name for name, _ in set(places.values()) - set(slots)}
        if missed - self._may_miss:
            raise RuntimeError("a value of a prepared question does not reach its SQL as a parameter")
        chosen = [expression for expression, _, _ in compiler.select[: compiler.col_count]]
        return _Text(sql, list(parameters), slots, _converts(compiler.get_converters(chosen)))


class _Text:
    """SQL, its fixed parameters, where the values go, and how columns are read."""

    def __init__(
        self, sql: str, parameters: list[Any], slots: list[tuple[str, int] | None], converts: list[tuple[int, Convert]]
    ) -> None:
        self._sql, self._parameters, self._converts = sql, parameters, converts
        self._for_sqlite = FORMAT_QMARK_REGEX.sub("?", sql).replace("%%", "%")
        self._slots = [(place, *slot) for place, slot in enumerate(slots) if slot]

    def rows(self, values: dict[str, Value]) -> list[tuple[Any, ...]]:
        parameters = self._parameters.copy()
        for place, name, at in self._slots:
            value = values[name]
            parameters[place] = _bound(value[at] if isinstance(value, list) else value)
        found = self._fetched(parameters)
        if not self._converts:
            return found
        rows = [list(row) for row in found]
        for column, convert in self._converts:
            for row in rows:
                row[column] = convert(row[column])
        return rows  # type: ignore[return-value]

    def _fetched(self, parameters: list[Any]) -> list[Any]:
        """Asked of SQLite itself: Django's cursors take three times as long as most of the answers. Where somebody listens
        to what is asked, or a transaction has failed, and for any other database, by those.
        """
        ours = connections[DEFAULT_DB_ALIAS]
        straight = ours.vendor == "sqlite" and ours.connection is not None
        if straight and not (ours.execute_wrappers or ours.queries_logged or ours.needs_rollback):
            with ours.wrap_database_errors:
                return ours.connection.execute(self._for_sqlite, parameters).fetchall()  # type: ignore[no-any-return]
        with ours.cursor() as cursor:
            cursor.execute(self._sql, parameters)
            found: list[Any] = cursor.fetchall()
            return found


def _shape(value: Value) -> Any:
    return len(value) if isinstance(value, list) else type(value)


def _stand_in(value: str | float | datetime, number: int) -> str | float | datetime:
    """A value of the same type that nothing else in a question has."""
    if isinstance(value, str):
        return f"\x1astands for {number}\x1a"
    if isinstance(value, datetime):
        return _LONG_AGO + timedelta(days=number)
    return type(value)(_ODD_NUMBER + number)


def _bound(value: Any) -> Any:
    """A value as the driver takes it."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _hashable(value: Any) -> bool:
    return isinstance(value, (str, int, float, datetime))


def _converts(found: dict[int, tuple[list[Any], Any]]) -> list[tuple[int, Convert]]:
    """Django's own converters by column; JSON in a quicker spelling, and times come as they are (project/sqlite)."""
    return [
        (column, _convert(converters, expression))
        for column, (converters, expression) in found.items()
        if not (isinstance(expression, Col) and type(expression.output_field) is DateTimeField)
    ]


def _convert(converters: list[Any], expression: Any) -> Convert:
    kind = expression.output_field
    if isinstance(expression, Col) and type(kind) is JSONField and kind.decoder is None:
        return _json

    def converted(value: Any) -> Any:
        for converter in converters:
            value = converter(value, expression, connection)
        return value

    return converted


def _json(text: str | None) -> Any:
    return None if text is None else orjson.loads(text)
