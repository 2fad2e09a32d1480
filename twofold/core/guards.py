"""Triggers that keep append-only tables append-only, whoever writes. Set again after every migration,
because a table rebuild on SQLite drops them; `doctor` asserts that they are there.
"""

from django.apps import apps
from django.db import connection

NAME = "guard_{table}_{what}"


def guarded_tables() -> list[str]:
    """The tables whose rows are never changed or removed."""
    return sorted(model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False))


def set_guards() -> None:
    """Create whatever guard is missing."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION guard_append_only() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
            )
        for table in guarded_tables():
            for what in ("update", "delete"):
                cursor.execute(_statement(table, what))


def missing_guards() -> list[str]:
    """The guards that ought to be there and are not."""
    wanted = {NAME.format(table=table, what=what) for table in guarded_tables() for what in ("update", "delete")}
    source = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(source)
        return sorted(wanted - {row[0] for row in cursor.fetchall()})


def _statement(table: str, what: str) -> str:
    name = NAME.format(table=table, what=what)
    if connection.vendor == "postgresql":
        return (
            f"CREATE OR REPLACE TRIGGER {name} BEFORE {what.upper()} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION guard_append_only()"
        )
    return (
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {what.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )
