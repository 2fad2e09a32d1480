"""SQLite with settings that keep acknowledged commits, or PostgreSQL by `DATABASE_URL`: the same code on both."""

from pathlib import Path
from typing import Any

import environ

from .paths import private_folder

SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000; PRAGMA foreign_keys=ON;"
        "PRAGMA recursive_triggers=ON; PRAGMA trusted_schema=OFF; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;"
        "PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000;"
    ),
}


def database(env: environ.Env, data: Path) -> dict[str, Any]:
    """The one database of this installation."""
    if env("DATABASE_URL", default=""):
        found: dict[str, Any] = env.db("DATABASE_URL")
    else:
        private_folder(data)
        found = {"ENGINE": "twofold.project.sqlite", "NAME": str(data / "twofold.sqlite3")}
    if "sqlite" in found["ENGINE"]:
        return {**found, "ENGINE": "twofold.project.sqlite", "OPTIONS": SQLITE, "CONN_MAX_AGE": None}
    return {**found, "CONN_MAX_AGE": 0, "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}}}
