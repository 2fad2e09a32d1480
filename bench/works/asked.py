"""What a work was asked for, and how it answers."""

from __future__ import annotations

import json
import signal
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bench.row import Row


@dataclass(frozen=True)
class Asked:
    """Which rows of the table, over how many leads, how long each round, how many rounds."""

    names: list[str]
    rows: int
    seconds: float
    rounds: int


def asked() -> Asked:
    """From the one argument of the process; told to stop, it ends the servers that it started."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    return Asked(**json.loads(sys.argv[1]))


def answer(rows: Iterable[Row]) -> None:
    """To whoever started the process."""
    print(json.dumps([asdict(row) for row in rows]))


def say(words: str) -> None:
    """Progress, for the person who waits."""
    print(f"  {words}", file=sys.stderr, flush=True)
