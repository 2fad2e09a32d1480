"""Writing a million rows at once: what the connection of an import is told while it runs, and only then."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from django.db import connection

# 64 MB of pages kept, and as much of the log before it is folded into the file: keys are random, so the same pages
# of the indexes change with every chunk and are worth writing once instead of each time. Commits stay as safe.
_BULK = {"cache_size": -65536, "wal_autocheckpoint": 16384}


@contextlib.contextmanager
def sqlite_bulk() -> Iterator[None]:
    """On SQLite a larger cache and rarer checkpoints for this connection; elsewhere nothing."""
    if connection.vendor != "sqlite":
        yield
        return
    before = {name: _set(name, value) for name, value in _BULK.items()}
    try:
        yield
    finally:
        for name, value in before.items():
            _set(name, value)


def _set(name: str, value: int) -> int:
    """Set one of our own pragmas; gives what it was."""
    with connection.cursor() as cursor:
        was = int(cursor.execute(f"PRAGMA {name}").fetchone()[0])
        cursor.execute(f"PRAGMA {name}={value}")
    return was
