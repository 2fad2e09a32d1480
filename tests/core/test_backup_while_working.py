"""A backup is made while people work: they do not hold it up, and what they change meanwhile does not tear it."""

import shutil
import sqlite3
import threading
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from twofold.core.backup import back_up, databases, read_archive

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
LONGEST = 10
"""Seconds after which the writer gives up."""


def in_use(data: Path, rows: int = 1) -> dict[str, Any]:
    """A database of so many rows of two kilobytes, and two files."""
    (data / "files" / "lead-files").mkdir(parents=True)
    for name in ("one", "two"):
        (data / "files" / "lead-files" / name).write_text(name)
    with closing(sqlite3.connect(data / "twofold.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE lead (name TEXT)")
        database.executemany("INSERT INTO lead VALUES (?)", [("x" * 2000,)] * rows)
        database.commit()
    return {"ENGINE": "twofold.project.sqlite", "NAME": str(data / "twofold.sqlite3")}


def files_in(saved: Path, folder: Path) -> dict[str, str]:
    """The files of leads in a backup."""
    folder.mkdir()
    read_archive(saved, folder)
    return {path.name: path.read_text() for path in (folder / "files" / "lead-files").iterdir()}


def test_a_large_database_is_saved_although_somebody_writes_all_the_time(tmp_path: Path) -> None:
    database, saved = in_use(tmp_path / "data", 20_000), threading.Event()
    gave_up = []

    def write() -> None:
        with closing(sqlite3.connect(database["NAME"], isolation_level=None, timeout=20)) as writer:
            ends = time.monotonic() + LONGEST
            while not saved.wait(0.001):
                writer.execute("INSERT INTO lead VALUES ('more')")
                if time.monotonic() > ends:
                    gave_up.append(True)
                    return

    writing = threading.Thread(target=write)
    writing.start()
    databases.save_sqlite(Path(database["NAME"]), tmp_path / "copy")
    saved.set()
    writing.join()
    assert not gave_up, "the backup began anew with every change"
    with closing(sqlite3.connect(tmp_path / "copy")) as copy:
        assert copy.execute("SELECT count(*) FROM lead").fetchone()[0] >= 20_000


def test_a_file_that_is_removed_meanwhile_does_not_stop_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database, real = in_use(tmp_path / "data"), shutil.copyfile

    def removed_before(source: Any, target: Any, **more: Any) -> Any:
        if Path(source).name == "one":
            Path(source).unlink(missing_ok=True)
        return real(source, target, **more)

    monkeypatch.setattr(shutil, "copyfile", removed_before)
    back_up(tmp_path / "saved.tar.gz", tmp_path / "data", database, AT)
    assert files_in(tmp_path / "saved.tar.gz", tmp_path / "out") == {"two": "two"}


def test_every_file_that_the_saved_rows_know_is_in_it_and_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One goes right after the database was read, one has come just before, one was half there when it began."""
    database, real = in_use(tmp_path / "data"), databases.save_sqlite
    files = tmp_path / "data" / "files" / "lead-files"
    (files / "half").write_text("ha")

    def meanwhile(source: Path, target: Path) -> None:
        (files / "new").write_text("new")
        (files / "half").write_text("half")
        real(source, target)
        (files / "one").unlink()

    monkeypatch.setattr(databases, "save_sqlite", meanwhile)
    back_up(tmp_path / "saved.tar.gz", tmp_path / "data", database, AT)
    found = files_in(tmp_path / "saved.tar.gz", tmp_path / "out")
    assert found == {"one": "one", "two": "two", "new": "new", "half": "half"}
