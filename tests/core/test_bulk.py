"""What the process and the database are told while very many rows are made holds for that work, and changes no row."""

import gc

import pytest
from django.db import connection

from twofold.core.bulk import gc_paused, sqlite_bulk

PRAGMAS = ("synchronous", "journal_mode", "foreign_keys", "secure_delete", "cache_size", "wal_autocheckpoint")
FOR_SPEED = {"cache_size", "wal_autocheckpoint"}


def test_the_collector_rests_inside_and_goes_on_behind_even_an_error() -> None:
    @gc_paused()
    def work() -> None:
        assert not gc.isenabled()
        with gc_paused():
            pass
        assert not gc.isenabled()
        raise ValueError("a row is wrong")

    with pytest.raises(ValueError, match="a row"):
        work()
    assert gc.isenabled()


@pytest.mark.django_db
@pytest.mark.both_databases
def test_the_database_is_as_safe_meanwhile_and_as_it_was_behind_even_an_error() -> None:
    before = pragmas()

    @sqlite_bulk()
    def work() -> None:
        inside = pragmas()
        assert {name for name in PRAGMAS if inside.get(name) != before.get(name)} == (FOR_SPEED if before else set())
        raise ValueError("a row is wrong")

    with pytest.raises(ValueError, match="a row"):
        work()
    assert pragmas() == before


def pragmas() -> dict[str, object]:
    """How this connection is set, on SQLite."""
    if connection.vendor != "sqlite":
        return {}
    with connection.cursor() as cursor:
        return {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}
