"""A database with all its tables and nothing in them, migrated once in a run and copied to every house of the tests."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[1]
NAME = "twofold.sqlite3"
ORIGINAL = "blank"
_MIGRATE = "from twofold.doors.cli.bootstrap import load_django; load_django(); from twofold.core.upkeep.migrate import migrate; migrate()"


def blank(data: Path) -> Path:
    """The data folder with such a database (SQLite), made when it is not there; a folder that has one stays as it is."""
    if not (data / NAME).exists():
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        with made_once("sqlite") as folder:
            if not (folder / NAME).exists():
                _migrate(folder, "")
            shutil.copyfile(folder / NAME, data / NAME)
    return data


def blank_beside(url: str, name: str) -> str:
    """Such a database of that name on the PostgreSQL server that an address names; gives its address."""
    import psycopg

    with made_once("postgresql") as folder, psycopg.connect(url, autocommit=True) as admin:
        if not (folder / "done").exists():
            admin.execute(f'DROP DATABASE IF EXISTS "{ORIGINAL}"')
            admin.execute(f'CREATE DATABASE "{ORIGINAL}"')
            _migrate(folder, _on(url, ORIGINAL))
            (folder / "done").touch()
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{ORIGINAL}"')
    return _on(url, name)


@contextmanager
def made_once(kind: str) -> Iterator[Path]:
    """A folder for something that the first worker who needs it makes while the others wait."""
    folder = Path(os.environ["TWOFOLD_TESTS"]) / kind
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def _migrate(data: Path, url: str) -> None:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    ours = {"TWOFOLD_DATA": str(data), "DJANGO_SETTINGS_MODULE": "twofold.project.settings", "PYTHONPATH": str(ROOT)}
    environment = {**kept, **ours} | ({"DATABASE_URL": url} if url else {})
    subprocess.run([sys.executable, "-c", _MIGRATE], env=environment, check=True)


def _on(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
