"""A backup is made while people work: they do not hold it up, and what they change meanwhile does not tear it."""

import fcntl
import os
import sqlite3
import threading
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage

from twofold.core.storage import file_removal
from twofold.core.upkeep.backup import back_up, databases, read_archive

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


def test_every_file_that_the_saved_rows_know_is_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who removes one meanwhile, right after the database was read, leaves it to the sweep; afterwards it goes at once."""
    database, real = in_use(tmp_path / "data"), databases.save_sqlite
    files = tmp_path / "data" / "files"
    went = []
    monkeypatch.setattr(settings, "DATA", tmp_path / "data")
    monkeypatch.setattr(file_removal, "default_storage", FileSystemStorage(files))

    def meanwhile(source: Path, target: Path) -> None:
        (files / "lead-files" / "new").write_text("new")
        real(source, target)
        went.append(file_removal.remove("lead-files/one"))

    monkeypatch.setattr(databases, "save_sqlite", meanwhile)
    back_up(tmp_path / "saved.tar.gz", tmp_path / "data", database, AT)
    assert went == [False]
    assert files_in(tmp_path / "saved.tar.gz", tmp_path / "out") == {"one": "one", "two": "two", "new": "new"}
    assert file_removal.remove("lead-files/one")
    assert not (files / "lead-files" / "one").exists()


def test_a_backup_waits_for_a_removal_that_has_begun(tmp_path: Path) -> None:
    database = in_use(tmp_path / "data")
    removing = os.open(tmp_path / "data" / file_removal.LOCK, os.O_RDWR | os.O_CREAT)
    fcntl.flock(removing, fcntl.LOCK_SH)
    saving = threading.Thread(target=back_up, args=(tmp_path / "saved.tar.gz", tmp_path / "data", database, AT))
    saving.start()
    saving.join(0.3)
    assert saving.is_alive()
    (tmp_path / "data" / "files" / "lead-files" / "one").unlink()
    os.close(removing)
    saving.join(30)
    assert files_in(tmp_path / "saved.tar.gz", tmp_path / "out") == {"two": "two"}
