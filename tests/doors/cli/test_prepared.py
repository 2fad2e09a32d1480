"""A start leaves out the preparation only where nothing has changed since the last one."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from twofold.doors.cli.serving import prepared_state
from twofold.doors.cli.serving.prepared_state import remember, still_prepared


def change(data: Path, statement: str) -> None:
    with closing(sqlite3.connect(data / "twofold.sqlite3")) as database:
        database.execute(statement)
        database.commit()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A prepared data folder, and code of its own."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "one.py").write_text("one = 1")
    monkeypatch.setattr(prepared_state, "_PACKAGE", tmp_path / "code")
    change(tmp_path, "CREATE TABLE django_migrations (app TEXT, name TEXT)")
    change(tmp_path, "CREATE TRIGGER guard BEFORE DELETE ON django_migrations BEGIN SELECT 1; END")
    change(tmp_path, "INSERT INTO django_migrations VALUES ('core', '0001_initial')")
    remember(tmp_path)
    return tmp_path


def test_nothing_changed(data: Path) -> None:
    change(data, "CREATE TABLE lead (name TEXT)")
    assert still_prepared(data)


@pytest.mark.parametrize(
    "happens",
    [
        lambda data: change(data, "INSERT INTO django_migrations VALUES ('core', '0002')"),
        lambda data: change(data, "DROP TRIGGER guard"),
        lambda data: (data / "code" / "two.py").write_text("two = 2"),
        lambda data: (data / "code" / "one.py").write_text("one = 11"),
        lambda data: (data / "twofold.sqlite3").write_bytes(b"no database" * 500),
        lambda data: (data / "twofold.sqlite3").unlink(),
        lambda data: (data / "prepared").unlink(),
    ],
)
def test_something_changed(data: Path, happens: Callable[[Path], object]) -> None:
    happens(data)
    assert not still_prepared(data)


def test_on_postgresql_every_start_prepares(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://twofold@127.0.0.1/twofold")
    assert not still_prepared(data)
    remember(data)
