"""All rows of our tables as canonical, sorted JSON lines: equal data, equal bytes, on SQLite and PostgreSQL alike.

What only a database counts (stream positions, running numbers, trigger counts) and the heartbeat of workers are left out.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models.functions import Collate

from twofold.core.fast.trigger_counts import counted_models
from twofold.core.models import ScopedManager, WorkerPulse
from twofold.rules.canonical import canonical


def lines() -> Iterator[bytes]:
    """One line a row, tables by name, rows by their ids; from one consistent view of the database."""
    with _one_view():
        for model in _models():
            yield from _rows(model)


@contextmanager
def _one_view() -> Iterator[None]:
    """A transaction that reads one state of everything and keeps nobody from writing."""
    database: Any = connection
    database.ensure_connection()
    alone, mode = not database.in_atomic_block, getattr(database, "transaction_mode", None)
    if database.vendor == "sqlite":
        database.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql" and alone:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        if database.vendor == "sqlite":
            database.transaction_mode = mode


def _models() -> list[type[models.Model]]:
    left_out = {WorkerPulse, *counted_models()}
    ours = [model for model in apps.get_models() if model.__module__.startswith("twofold.") and model not in left_out]
    return sorted(ours, key=lambda model: model._meta.label_lower)


def _rows(model: type[models.Model]) -> Iterator[bytes]:
    columns = [column for column in model._meta.concrete_fields if not isinstance(column, models.AutoField)]
    manager: Any = model.rows  # type: ignore[attr-defined]
    rows = manager.everywhere(because="dump writes every row") if isinstance(manager, ScopedManager) else manager.all()
    for values in rows.order_by(*_order(model)).values_list(*[column.attname for column in columns]).iterator(1000):
        row = {column.attname: _plain(value) for column, value in zip(columns, values, strict=True)}
        yield canonical({"table": model._meta.label_lower, **row}) + b"\n"


def _order(model: type[models.Model]) -> list[Any]:
    """By the public id, else by what is unique, else by everything; byte by byte, whatever language the database sorts in."""
    columns = [column for column in model._meta.concrete_fields if not isinstance(column, models.AutoField)]
    single = [column for column in columns if column.unique and isinstance(column, models.CharField)]
    unique = [each for each in model._meta.constraints if isinstance(each, models.UniqueConstraint)]
    chosen: list[Any] = columns
    if single:
        chosen = single[:1]
    elif unique:
        chosen = [model._meta.get_field(name) for name in unique[0].fields]
    on_postgres = connection.vendor == "postgresql"
    return [
        Collate(column.attname, "C")
        if on_postgres and isinstance(column, (models.CharField, models.ForeignKey))
        else column.attname
        for column in chosen
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value.normalize())
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).hex()
    return value
