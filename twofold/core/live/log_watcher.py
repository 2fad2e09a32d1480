"""Noticing that the log grew: SQLite's data version polled on a raw connection, PostgreSQL's NOTIFY."""

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from typing import Any

from django.db import connection

POLL_SECONDS = 0.1


def log_growth() -> Iterator[None]:
    """Yields whenever something was committed, and at least once a second."""
    return _postgres() if connection.vendor == "postgresql" else _sqlite()


def _sqlite() -> Iterator[None]:
    path = str(connection.settings_dict["NAME"])
    uri = path if path.startswith("file:") else f"file:{path}?mode=ro"
    with contextlib.closing(sqlite3.connect(uri, uri=True, check_same_thread=False)) as raw:
        seen, quiet = -1, 0.0
        while True:
            (version,) = raw.execute("PRAGMA data_version").fetchone()
            if version != seen or quiet >= 1.0:
                seen, quiet = version, 0.0
                yield
            time.sleep(POLL_SECONDS)
            quiet += POLL_SECONDS


def _postgres() -> Iterator[None]:
    import psycopg

    settings: dict[str, Any] = connection.get_connection_params()
    wanted = {key: value for key, value in settings.items() if key in {"dbname", "user", "password", "host", "port"}}
    with psycopg.connect(**wanted, autocommit=True) as raw:
        raw.execute("LISTEN twofold")
        while True:
            for _ in raw.notifies(timeout=1.0, stop_after=1):
                pass
            yield
