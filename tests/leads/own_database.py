"""A database of its own for tests that need real processes and threads: an SQLite file, or a new PostgreSQL database."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.blank import blank, blank_beside
from twofold.core.ids import new_id

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def own_database(folder: Path) -> Iterator[dict[str, str]]:
    """The environment in which a process uses it; a PostgreSQL database is dropped afterwards."""
    env = {
        **os.environ,
        "TWOFOLD_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "SECRET_KEY": "only-for-tests-and-long-enough-to-be-accepted",
        "PYTHONPATH": str(ROOT),
    }
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        env.pop("DATABASE_URL", None)
        blank(folder)
        yield env
        return
    import psycopg

    name = "own_" + new_id().replace("-", "_").lower()
    try:
        yield {**env, "DATABASE_URL": blank_beside(url, name)}
    finally:
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def process(env: dict[str, str], module: str, *arguments: str) -> subprocess.Popen[str]:
    """A process that runs one of the modules beside this one."""
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
    )


def said(env: dict[str, str], module: str, *arguments: str, within: float = 300) -> str:
    """What such a process says when it has ended well, within so many seconds."""
    with process(env, module, *arguments) as running:
        out = running.communicate(timeout=within)[0]
    assert running.returncode == 0, out
    return out.strip().splitlines()[-1]
