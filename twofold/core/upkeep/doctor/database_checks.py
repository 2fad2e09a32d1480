"""What the database itself must hold: its settings, migrations, guards and references."""

from collections.abc import Iterator

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from twofold.core.fast.trigger_counts import count_mismatches, counted_models, missing_triggers
from twofold.core.upkeep.append_only import missing_guards

PRAGMAS: dict[str, tuple[object, ...]] = {
    "journal_mode": ("wal",),
    "synchronous": (2, 3),
    "foreign_keys": (1,),
    "recursive_triggers": (1,),
    "trusted_schema": (0,),
    "secure_delete": (1,),
}
BUSY_MILLISECONDS = 20_000


def settings_hold() -> Iterator[str]:
    """SQLite runs with the settings that keep acknowledged commits (security.md 13)."""
    if connection.vendor != "sqlite":
        return
    for name, allowed in PRAGMAS.items():
        value = _pragma(name)
        if value not in allowed:
            yield f"PRAGMA {name} is {value}, it should be {allowed[0]}."
    waits = _pragma("busy_timeout")
    if not isinstance(waits, int) or waits < BUSY_MILLISECONDS:
        yield f"PRAGMA busy_timeout is {waits}, it should be {BUSY_MILLISECONDS} or more."


def migrations_are_applied() -> Iterator[str]:
    """No migration waits."""
    executor = MigrationExecutor(connection)
    for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield f"The migration {migration} is not applied; `twofold serve` applies it."


def guards_are_there() -> Iterator[str]:
    """Each append-only table refuses changes, whoever writes (security.md 20)."""
    for name in missing_guards():
        yield f"The trigger {name} is missing or is not ours; `twofold serve` sets it again. Find out who changed it."


def trigger_counts_hold() -> Iterator[str]:
    """Kept counts are those of the rows, and the triggers that keep them are there."""
    for model in counted_models():
        for name in missing_triggers(model):
            yield f"The trigger {name} is missing or is not ours; `twofold serve` sets it and counts again."
        yield from count_mismatches(model)


def references_hold() -> Iterator[str]:
    """Every reference leads somewhere, and the file is sound."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            yield from (f"The database file is damaged: {row[0]}." for row in cursor.fetchall() if row[0] != "ok")
            cursor.execute("PRAGMA foreign_key_check")
            yield from (
                f"Row {row[1]} of {row[0]} refers to a {row[2]} that is not there." for row in cursor.fetchall()
            )
        else:
            cursor.execute("SELECT conname FROM pg_constraint WHERE NOT convalidated")
            yield from (f"The constraint {row[0]} was never validated." for row in cursor.fetchall())


def _pragma(name: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        row = cursor.fetchone()
    return row[0] if row else None
