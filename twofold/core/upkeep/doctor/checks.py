"""The list of what is looked at, and what was found (security.md 23)."""

import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from . import database_checks, environment_checks, oplog_checks, row_checks, signoff_checks

MOST = 50


@dataclass(frozen=True)
class Finding:
    """One thing looked at: its name, and a sentence for everything that is wrong with it."""

    name: str
    wrong: list[str]


Look = Callable[[], Iterator[str]]
CHECKS: list[tuple[str, Look]] = [
    ("settings of the database", database_checks.settings_hold),
    ("migrations", database_checks.migrations_are_applied),
    ("guards of append-only tables", database_checks.guards_are_there),
    ("kept counts", database_checks.trigger_counts_hold),
    ("foreign keys", database_checks.references_hold),
    ("log chains", oplog_checks.chains_hold),
    ("rows against the log", row_checks.rows_agree_with_the_log),
    ("signed documents", signoff_checks.documents_hold),
    ("stored files", environment_checks.files_are_there),
    ("data directory", environment_checks.data_is_private),
    ("deliveries", environment_checks.deliveries_flow),
    ("worker", environment_checks.worker_is_alive),
]


def integrity_check(name: str) -> Callable[[Look], Look]:
    """Register what a higher floor looks at: a function that gives a sentence for everything that is wrong."""

    def register(look: Look) -> Look:
        CHECKS.append((name, look))
        return look

    return register


def run_checks(*, stopped: bool = False) -> Iterator[Finding]:
    """Look at everything, one finding each. With `stopped`, nobody expects a worker."""
    for name, look in CHECKS:
        if stopped and name == "worker":
            continue
        yield Finding(name, _first(_readable(look)))


def _readable(look: Look) -> Iterator[str]:
    """What is wrong; with a sentence instead of an end where a value in the database is none that can be read."""
    try:
        yield from look()
    except (ValueError, TypeError) as wrong:
        where = traceback.extract_tb(wrong.__traceback__)[-1]
        yield f"A value in the database cannot be read: {type(wrong).__name__} at {Path(where.filename).name}:{where.lineno}."


def _first(sentences: Iterator[str]) -> list[str]:
    found = list(sentences)
    return found if len(found) <= MOST else [*found[:MOST], f"… and {len(found) - MOST} more."]
