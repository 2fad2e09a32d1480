"""A backup is whole or refused: every byte of it is accounted for."""

import os
import random
import shutil
import sqlite3
import tarfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from twofold.core.upkeep.backup import CannotDo, Damaged, back_up, read_archive, restore, write_archive

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A small installation: a database in use, files, keys."""
    folder = tmp_path / "data"
    (folder / "files" / "lead-files").mkdir(parents=True)
    (folder / "files" / "lead-files" / "one").write_bytes(os.urandom(5000))
    (folder / "secret.key").write_text("a secret")
    (folder / "receipt.key").write_text("a key")
    with closing(sqlite3.connect(folder / "twofold.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE lead (name TEXT)")
        database.execute("INSERT INTO lead VALUES ('first')")
        database.commit()
    return folder


def sqlite_in(data: Path) -> dict[str, Any]:
    return {"ENGINE": "twofold.project.sqlite", "NAME": str(data / "twofold.sqlite3")}


def names(data: Path) -> list[str]:
    with closing(sqlite3.connect(data / "twofold.sqlite3")) as database:
        return [row[0] for row in database.execute("SELECT name FROM lead")]


def test_what_was_saved_comes_back_and_what_was_there_is_kept_aside(data: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.tar.gz"
    manifest = back_up(saved, data, sqlite_in(data), AT)
    assert sorted(manifest["members"]) == ["files/lead-files/one", "receipt.key", "secret.key", "twofold.sqlite3"]
    assert saved.stat().st_mode & 0o077 == 0
    before = (data / "files" / "lead-files" / "one").read_bytes()
    shutil.rmtree(data / "files")
    with closing(sqlite3.connect(data / "twofold.sqlite3")) as database:
        database.execute("INSERT INTO lead VALUES ('second')")
        database.commit()
    aside = restore(saved, data, sqlite_in(data), LATER, force=True)
    assert aside == tmp_path / "data.before-restore-20261122T090000Z"
    assert names(data) == ["first"]
    assert names(aside) == ["first", "second"]
    assert (data / "files" / "lead-files" / "one").read_bytes() == before
    assert (data / "secret.key").read_text() == "a secret"
    assert not list(tmp_path.glob(".*"))


def test_it_reads_like_any_tar(data: Path, tmp_path: Path) -> None:
    back_up(tmp_path / "saved.tar.gz", data, sqlite_in(data), AT)
    with tarfile.open(tmp_path / "saved.tar.gz") as tar:
        assert tar.getnames()[0] == "manifest.json"


def test_what_is_there_is_replaced_only_by_force(data: Path, tmp_path: Path) -> None:
    back_up(tmp_path / "saved.tar.gz", data, sqlite_in(data), AT)
    with pytest.raises(CannotDo, match="--force"):
        restore(tmp_path / "saved.tar.gz", data, sqlite_in(data), LATER)
    elsewhere = tmp_path / "elsewhere" / "data"
    assert restore(tmp_path / "saved.tar.gz", elsewhere, sqlite_in(elsewhere), LATER) is None
    assert names(elsewhere) == ["first"]


def test_any_flipped_bit_is_found_and_nothing_is_changed(data: Path, tmp_path: Path) -> None:
    saved, broken = tmp_path / "saved.tar.gz", tmp_path / "broken.tar.gz"
    back_up(saved, data, sqlite_in(data), AT)
    whole = saved.read_bytes()
    chance = random.Random(20261121)
    places = [*range(40), *range(len(whole) - 100, len(whole)), *(chance.randrange(len(whole)) for _ in range(300))]
    before = sorted(path.name for path in tmp_path.iterdir())
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1 << chance.randrange(8)
        broken.write_bytes(changed)
        with pytest.raises(Damaged):
            restore(broken, data, sqlite_in(data), LATER, force=True)
    broken.unlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert names(data) == ["first"]


@pytest.mark.parametrize("length", [0, 1, 84, 85, 86, 1000, -1, -85])
def test_half_a_backup_is_refused(data: Path, tmp_path: Path, length: int) -> None:
    saved = tmp_path / "saved.tar.gz"
    back_up(saved, data, sqlite_in(data), AT)
    saved.write_bytes(saved.read_bytes()[:length])
    with pytest.raises(Damaged):
        restore(saved, data, sqlite_in(data), LATER, force=True)
    assert names(data) == ["first"]


def test_a_whole_archive_with_a_broken_database_is_refused(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    (folder / "twofold.sqlite3").write_bytes(b"no database" * 1000)
    write_archive(tmp_path / "made.tar.gz", folder, {"database": "sqlite"})
    with pytest.raises(CannotDo, match="cannot be read"):
        restore(tmp_path / "made.tar.gz", data, sqlite_in(data), LATER, force=True)
    assert names(data) == ["first"]


def test_a_member_that_climbs_out_is_refused(tmp_path: Path) -> None:
    from twofold.core.upkeep.backup import archive

    plain = tmp_path / "plain.tar.gz"
    with tarfile.open(plain, "w:gz") as tar:
        tar.addfile(tarfile.TarInfo("../outside"))
    with plain.open("r+b") as file:
        sealed = archive._sha256_of(file)
        file.seek(0, os.SEEK_END)
        file.write(archive._trailer(sealed))
    (tmp_path / "into").mkdir()
    with pytest.raises(Damaged, match="does not belong"):
        read_archive(plain, tmp_path / "into")
    assert not (tmp_path / "outside").exists()


def test_a_mounted_folder_that_cannot_be_renamed_is_filled_anew(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved, real = tmp_path / "saved.tar.gz", Path.rename
    back_up(saved, data, sqlite_in(data), AT)

    def busy(self: Path, target: Path) -> Path:
        if self == data:
            raise OSError(16, "Device or resource busy")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", busy)
    aside = restore(saved, data, sqlite_in(data), LATER, force=True)
    assert aside == data / "data.before-restore-20261122T090000Z"
    assert names(data) == names(aside) == ["first"]


def test_where_one_may_not_write_beside_it_everything_happens_inside(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = tmp_path / "saved.tar.gz"
    back_up(saved, data, sqlite_in(data), AT)
    beside = sorted(tmp_path.iterdir())
    monkeypatch.setattr(os, "access", lambda path, mode: path != tmp_path)
    for at in (LATER, LATER + timedelta(minutes=1)):
        aside = restore(saved, data, sqlite_in(data), at, force=True)
        assert aside is not None
        assert aside.parent == data
        assert names(data) == names(aside) == ["first"]
    assert sorted(tmp_path.iterdir()) == beside
    assert not list(data.glob(".restore-*"))


@pytest.mark.parametrize("mounted", [False, True])
def test_in_a_new_place_nothing_is_kept_aside(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, mounted: bool
) -> None:
    saved, real, new = tmp_path / "saved.tar.gz", Path.rename, tmp_path / "new"
    back_up(saved, data, sqlite_in(data), AT)
    new.mkdir(mode=0o700)

    def busy(self: Path, target: Path) -> Path:
        if mounted and target == new:
            raise OSError(16, "Device or resource busy")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", busy)
    assert restore(saved, new, sqlite_in(new), LATER) is None
    assert names(new) == ["first"]
    assert new.stat().st_mode & 0o077 == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["data", "new", "saved.tar.gz"]


def test_another_kind_of_database_is_said(data: Path, tmp_path: Path) -> None:
    back_up(tmp_path / "saved.tar.gz", data, sqlite_in(data), AT)
    with pytest.raises(CannotDo, match="this installation runs postgresql"):
        restore(tmp_path / "saved.tar.gz", data, {"ENGINE": "postgresql", "NAME": "x"}, LATER, force=True)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_postgresql_goes_round_by_its_own_tools(tmp_path: Path) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: bin/with-postgres pytest tests/core/test_backup.py")
    data, database = tmp_path / "data", {**settings.DATABASES["default"], "NAME": connection.settings_dict["NAME"]}
    data.mkdir()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE backup_lead (name TEXT)")
        cursor.execute("INSERT INTO backup_lead VALUES ('first')")
    back_up(tmp_path / "saved.tar.gz", data, database, AT)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO backup_lead VALUES ('second')")
    connection.close()
    aside = restore(tmp_path / "saved.tar.gz", data, database, LATER, force=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM backup_lead")
        assert cursor.fetchall() == [("first",)]
        cursor.execute("DROP TABLE backup_lead")
    assert aside is not None
    assert (aside / "database.dump").exists()
