"""Counts that the database keeps itself, by triggers, whoever writes: a board of a million rows reads a few dozen.

A model with a `trigger_count` holds one row for each group of rows of another table, and in `count` how many there are. The
triggers are set after every migration, as the guards are; wherever one is missing or another than ours, the rows are
counted anew. `doctor` holds every count against its rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

_NAME = "{trigger_count}_{what}"


@dataclass(frozen=True)
class TriggerCount:
    """What is counted: the rows of a table `where` something holds, by `columns`: own column → SQL over `{row}`.

    `on_postgres` spells columns that the databases spell differently. Every column must be in the model's one unique
    constraint, and never null.
    """

    table: str
    where: str
    columns: dict[str, str]
    on_postgres: dict[str, str] = field(default_factory=dict)

    def spelled(self, row: str) -> tuple[str, list[str]]:
        """The condition and the columns' values, of the row that goes by this name."""
        columns = self.columns | (self.on_postgres if connection.vendor == "postgresql" else {})
        return self.where.format(row=row), [columns[name].format(row=row) for name in self.columns]


def counted_models() -> list[type[models.Model]]:
    """The models that hold counts."""
    return [model for model in apps.get_models() if hasattr(model, "trigger_count")]


def install_count_triggers() -> None:
    """Set the triggers where they are not as they should be, and count anew what they missed."""
    for model in counted_models():
        if missing_triggers(model):
            with transaction.atomic(), connection.cursor() as cursor:
                for statement in (*_removing(model), *_setting(model), *_counting(model)):
                    cursor.execute(statement)


def missing_triggers(model: type[models.Model]) -> list[str]:
    """The triggers of a table of counts that are missing, or are not ours."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
                "WHERE NOT t.tgisinternal AND t.tgenabled <> 'D'"
            )
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        there = dict(cursor.fetchall())
    return sorted(name for name, text in _triggers(model).items() if there.get(name) != text)


def count_mismatches(model: Any) -> Iterator[str]:
    """Where the kept counts are not those of the rows."""
    table, names = model._meta.db_table, _names(model)
    both = f"SELECT {names}, count FROM {table} UNION ALL {_grouped(model.trigger_count, sign='-')}"  # noqa: S608 - our own names
    with connection.cursor() as cursor:  # one statement, so that nobody writes between the two
        cursor.execute(f"SELECT {names}, sum(count) FROM ({both}) AS both_ways GROUP BY {names} HAVING sum(count) <> 0")  # noqa: S608
        for *group, more in cursor.fetchall():
            yield (
                f"{table} counts {abs(more)} too {'many' if more > 0 else 'few'} of {' '.join(map(str, group))}. "
                f"Drop its trigger {min(_triggers(model))}: `twofold serve` sets it and counts again."
            )


def _triggers(model: Any) -> dict[str, str]:
    """Name of each trigger → its text: on SQLite the whole statement, on PostgreSQL the body of its function."""
    trigger_count, table = model.trigger_count, model._meta.db_table
    gone, came = _step(model, "OLD", -1), _step(model, "NEW", 1)
    if connection.vendor == "postgresql":
        return {
            _NAME.format(trigger_count=table, what="kept"): (
                f"BEGIN IF TG_OP <> 'INSERT' AND {trigger_count.spelled('OLD')[0]} THEN {gone}; END IF; "
                f"IF TG_OP <> 'DELETE' AND {trigger_count.spelled('NEW')[0]} THEN {came}; END IF; RETURN NULL; END"
            )
        }
    made = {}
    for what, event, row, step in (
        ("came", "INSERT", "NEW", came),
        ("gone", "DELETE", "OLD", gone),
        ("left", "UPDATE", "OLD", gone),
        ("turned", "UPDATE", "NEW", came),
    ):
        name = _NAME.format(trigger_count=table, what=what)
        made[name] = (
            f"CREATE TRIGGER {name} AFTER {event} ON {trigger_count.table} WHEN {trigger_count.spelled(row)[0]} BEGIN {step}; END"
        )
    return made


def _step(model: Any, row: str, by: int) -> str:
    """One row more or less in its group. Only a row that comes can make a group."""
    trigger_count, table = model.trigger_count, model._meta.db_table
    values = trigger_count.spelled(row)[1]
    if by < 0:
        same = " AND ".join(f'"{name}" = {value}' for name, value in zip(trigger_count.columns, values, strict=True))
        return f"UPDATE {table} SET count = count - 1 WHERE {same}"  # noqa: S608 - our own names
    names = _names(model)
    return (
        f"INSERT INTO {table} ({names}, count) VALUES ({', '.join(values)}, 1) "  # noqa: S608 - our own names
        f"ON CONFLICT ({names}) DO UPDATE SET count = {table}.count + 1"
    )


def _removing(model: Any) -> list[str]:
    on = f" ON {model.trigger_count.table}" if connection.vendor == "postgresql" else ""
    return [f"DROP TRIGGER IF EXISTS {name}{on}" for name in _triggers(model)]


def _setting(model: Any) -> list[str]:
    if connection.vendor != "postgresql":
        return list(_triggers(model).values())
    made = []
    for name, body in _triggers(model).items():
        made.append(f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$")
        made.append(
            f"CREATE TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE ON {model.trigger_count.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
    return made


def _counting(model: Any) -> list[str]:
    table = model._meta.db_table
    return [
        f"DELETE FROM {table}",  # noqa: S608 - our own names
        f"INSERT INTO {table} ({_names(model)}, count) {_grouped(model.trigger_count)}",
    ]


def _grouped(trigger_count: TriggerCount, sign: str = "") -> str:
    """The question that the kept counts answer, asked of the rows."""
    where, values = trigger_count.spelled(trigger_count.table)
    places = ", ".join(str(place) for place in range(1, len(values) + 1))
    return f"SELECT {', '.join(values)}, {sign}count(*) FROM {trigger_count.table} WHERE {where} GROUP BY {places}"  # noqa: S608 - our own names


def _names(model: Any) -> str:
    return ", ".join(f'"{name}"' for name in model.trigger_count.columns)
