"""Triggers that keep append-only tables append-only, whoever writes. Set again after every migration,
because a table rebuild on SQLite drops them; `doctor` asserts that they are there and are ours.
"""

from django.apps import apps
from django.db import connection

NAME = "guard_{table}_{what}"
_ON_POSTGRES = "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END"


def append_only_tables() -> list[str]:
    """The tables whose rows are never changed or removed."""
    return sorted(model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False))


def install_guards() -> None:
    """Set each guard that is missing or is not ours."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION guard_append_only() RETURNS trigger LANGUAGE plpgsql AS $${_ON_POSTGRES}$$"
            )
        for name in missing_guards():
            table, statement = _guards()[name]
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
            cursor.execute(statement)


def missing_guards() -> list[str]:
    """The guards that ought to be there and are not, or do something else under their name."""
    source = (
        "SELECT t.tgname, pg_get_triggerdef(t.oid, true), p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
        "WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
        if connection.vendor == "postgresql"
        else "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(source)
        there = {name: text for name, text, *body in cursor.fetchall() if body in ([], [_ON_POSTGRES])}
    return sorted(name for name, (_, statement) in _guards().items() if there.get(name) != statement)


def _guards() -> dict[str, tuple[str, str]]:
    """Name of each guard → its table and statement, spelled as the database gives it back."""
    return {
        NAME.format(table=table, what=what): (table, _statement(table, what))
        for table in append_only_tables()
        for what in ("update", "delete")
    }


def _statement(table: str, what: str) -> str:
    name = NAME.format(table=table, what=what)
    if connection.vendor == "postgresql":
        return (
            f"CREATE TRIGGER {name} BEFORE {what.upper()} ON {table} FOR EACH ROW EXECUTE FUNCTION guard_append_only()"
        )
    return (
        f"CREATE TRIGGER {name} BEFORE {what.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )
