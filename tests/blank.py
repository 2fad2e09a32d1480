"""A database with all its tables and nothing in them, migrated once in a run and copied to every house of the tests."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME = "twofold.sqlite3"
_MIGRATE = "import django; django.setup(); from twofold.core.migrating import migrate; migrate()"


def blank(data: Path) -> Path:
    """The data folder with such a database (SQLite), made when it is not there; a folder that has one stays as it is."""
    if not (data / NAME).exists():
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(_migrated(), data / NAME)
    return data


def _migrated() -> Path:
    """The original, which the first worker that needs it makes while the others wait."""
    shared = Path(os.environ["TWOFOLD_TESTS"])
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "done").exists():
            kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
            ours = {"TWOFOLD_DATA": str(shared / "data"), "DJANGO_SETTINGS_MODULE": "twofold.project.settings"}
            environment = {**kept, **ours, "PYTHONPATH": str(ROOT)}
            subprocess.run([sys.executable, "-c", _MIGRATE], env=environment, check=True)
            (shared / "done").touch()
    return shared / "data" / NAME
