"""Saving an installation and putting it back: database, files, keys."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from twofold.core.clock import stamp
from twofold.core.storage.file_removal import removals_paused
from twofold.core.storage.paths import private_folder, staging_folder

from . import databases
from .archive import read_archive, write_archive
from .databases import POSTGRESQL, SQLITE, CannotDo

KEYS = ("secret.key", "receipt.key")
FILES = "files"
OURS = (".restore-", ".before-restore-")
"""In the names of folders that a restore makes; they stay where they are."""


def back_up(path: Path, data: Path, database: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """Database, files and keys into one archive, while the server runs; gives the manifest. Errors: CannotDo, OSError."""
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=path.resolve().parent) as name:
        folder = Path(name)
        with removals_paused(data):  # and a file is there before its row: what the saved rows know is copied
            kind = _save_database(database, folder)
            for key in KEYS:
                if (data / key).exists():
                    shutil.copyfile(data / key, folder / key)
            if (data / FILES).is_dir():
                shutil.copytree(data / FILES, folder / FILES)
        return write_archive(path, folder, {"at": stamp(at), "database": kind})


def restore(path: Path, data: Path, database: Mapping[str, Any], at: datetime, *, force: bool = False) -> Path | None:
    """Put an archive in the place of what is there; gives where the previous data went.

    The whole archive is unpacked and verified first. Errors: Damaged, CannotDo, OSError; after any of them the
    installation is as it was.
    """
    if not force and _something_there(data, database):
        raise CannotDo("There is a database here already. With --force it is kept aside and replaced.")
    data.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=staging_folder(data)) as name:
        folder = Path(name) / "data"
        folder.mkdir(mode=0o700)
        manifest = read_archive(path, folder)
        kind = "sqlite" if "sqlite" in database["ENGINE"] else "postgresql"
        if manifest["database"] != kind:
            raise CannotDo(f"The backup is of {manifest['database']}, this installation runs {kind}. See DATABASE_URL.")
        aside = data.with_name(f"{data.name}.before-restore-{at:%Y%m%dT%H%M%SZ}")
        if kind == "sqlite":
            databases.check_sqlite(folder / SQLITE)
        else:
            _swap_postgresql(database, folder / POSTGRESQL, Path(name), data)
        return _swap(data, folder, aside)


def _save_database(database: Mapping[str, Any], folder: Path) -> str:
    if "sqlite" not in database["ENGINE"]:
        databases.save_postgresql(database, folder / POSTGRESQL)
        return "postgresql"
    if not Path(database["NAME"]).exists():
        raise CannotDo("There is no database here to save.")
    databases.save_sqlite(Path(database["NAME"]), folder / SQLITE)
    return "sqlite"


def _something_there(data: Path, database: Mapping[str, Any]) -> bool:
    return "sqlite" not in database["ENGINE"] or (data / SQLITE).exists()


def _swap_postgresql(database: Mapping[str, Any], dump: Path, spare: Path, data: Path) -> None:
    """The database first: it is one transaction. What it held goes aside with the files of the same moment."""
    private_folder(data)
    databases.save_postgresql(database, spare / POSTGRESQL)
    databases.load_postgresql(database, dump)
    (spare / POSTGRESQL).replace(data / POSTGRESQL)
    dump.unlink()


def _swap(data: Path, folder: Path, aside: Path) -> Path | None:
    """One rename each where possible; inside the folder where it is a mount and cannot be renamed."""
    if not data.exists() or not _held(data):
        _put(folder, data)
        return None
    if folder.is_relative_to(data):
        return _swap_inside(data, folder, data / aside.name)
    try:
        data.rename(aside)
    except OSError:
        return _swap_inside(data, folder, data / aside.name)
    folder.rename(data)
    return aside


def _swap_inside(data: Path, folder: Path, aside: Path) -> Path:
    here = _held(data)
    aside.mkdir(mode=0o700)
    for entry in here:
        entry.rename(aside / entry.name)
    _move_in(folder, data)
    return aside


def _held(data: Path) -> list[Path]:
    """What the folder has of an installation."""
    return [entry for entry in data.iterdir() if not any(ours in entry.name for ours in OURS)]


def _put(folder: Path, data: Path) -> None:
    """Where nothing is, or an empty folder that may be a mount: nothing is to be kept aside."""
    try:
        folder.rename(data)
    except OSError:
        _move_in(folder, data)


def _move_in(folder: Path, data: Path) -> None:
    for entry in folder.iterdir():
        shutil.move(os.fspath(entry), data / entry.name)
