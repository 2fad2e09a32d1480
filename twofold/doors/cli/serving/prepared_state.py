"""Whether an installation is still as it was when it was last prepared, told in a twentieth of a second.

What was prepared is remembered as one hash over the code, the installed packages, the migrations applied and the
triggers set. Run as a module with the data folder: exit 0 when nothing differs. On SQLite only.
"""

import hashlib
import os
import sqlite3
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

REMEMBERED = "prepared"
_PACKAGE = Path(__file__).resolve().parents[3]
_STATE = (
    "SELECT app || '.' || name FROM django_migrations UNION ALL "
    "SELECT 'trigger ' || name || sql FROM sqlite_master WHERE type = 'trigger' ORDER BY 1"
)


def remember(data: Path) -> None:
    """Keep the present state in mind; on PostgreSQL there is nothing to remember."""
    found = _state(data)
    if found:
        (data / REMEMBERED).write_text(found)


def still_prepared(data: Path) -> bool:
    """Whether nothing has changed since."""
    try:
        return bool(os.environ.get("DATABASE_URL", "") == "" and (data / REMEMBERED).read_text() == _state(data))
    except OSError:
        return False


def _state(data: Path) -> str:
    database = data / "twofold.sqlite3"
    if os.environ.get("DATABASE_URL") or not database.exists():
        return ""
    digest = hashlib.sha256()
    for line in _code():
        digest.update(line.encode() + b"\n")
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=2)) as opened:
            for (line,) in opened.execute(_STATE):
                digest.update(line.encode() + b"\n")
    except sqlite3.DatabaseError:
        return ""
    return digest.hexdigest()


def _code() -> Iterator[str]:
    """Our files with size and time, and the packages by name and version."""
    yield sys.version
    yield from sorted(each.name for each in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    for folder, folders, names in os.walk(_PACKAGE):
        folders[:] = sorted(each for each in folders if each != "__pycache__")
        for name in sorted(names):
            if name.endswith(".py"):
                told = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 (four times as quick)
                yield f"{folder}/{name} {told.st_size} {told.st_mtime_ns}"


if __name__ == "__main__":
    sys.exit(0 if still_prepared(Path(sys.argv[1])) else 1)
