"""The database's part of a backup: SQLite by its online backup, PostgreSQL by its own tools."""

import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

SQLITE, POSTGRESQL = "twofold.sqlite3", "database.dump"
_DEBIAN = Path("/usr/lib/postgresql")


class CannotDo(Exception):
    """A backup or restore that cannot be done, as a sentence; nothing was changed."""


def save_sqlite(database: Path, target: Path) -> None:
    """A consistent copy of a database that may be in use, in one step: between two, a change would make it begin anew."""
    with (
        closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def check_sqlite(database: Path) -> None:
    """Errors: CannotDo when the copy is not a sound database."""
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True)) as copy:
            (said,) = copy.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.DatabaseError as wrong:
        raise CannotDo(f"The database in the backup cannot be read: {wrong}.") from None
    if said != "ok":
        raise CannotDo(f"The database in the backup is not sound: {said}.")


def save_postgresql(settings: Mapping[str, Any], target: Path) -> None:
    """A dump in PostgreSQL's own format. Errors: CannotDo."""
    _run("pg_dump", settings, "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def load_postgresql(settings: Mapping[str, Any], dump: Path) -> None:
    """Replace the database by a dump, all or nothing. Errors: CannotDo."""
    options = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
    _run("pg_restore", settings, *options, f"--dbname={settings['NAME']}", str(dump))


def _run(name: str, settings: Mapping[str, Any], *options: str) -> None:
    tool = _tool(name)
    where = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    env = {variable: str(settings[key]) for variable, key in where.items() if settings.get(key)}
    done = subprocess.run(  # noqa: S603 (PostgreSQL's own tool, found above)
        [tool, *options], env={"LC_ALL": "C.UTF-8", **env}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["it gave no reason"])[0]
        raise CannotDo(f"{name} could not do its part: {said}")


def _tool(name: str) -> str:
    """Debian keeps the newest tools out of PATH, by version."""
    versions = sorted(_DEBIAN.glob(f"*/bin/{name}"), key=lambda path: path.parent.parent.name.zfill(3))
    found = str(versions[-1]) if versions else shutil.which(name)
    if not found:
        raise CannotDo(f"{name} is not on this machine; it comes with PostgreSQL's client tools (postgresql-client).")
    return found
