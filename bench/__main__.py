"""`python -m bench [names] [--rows N] [--seconds S] [--rounds R]`: measure, print one table, keep build/bench.json."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .row import Row, table

WORKS = {
    "reading": ("list", "nine", "page", "board"),
    "writing": ("create", "update"),
    "tables": ("table", "bulk"),
    "importing": ("import",),
    "routing": ("route",),
    "cold": ("cold",),
}
RESULT = Path("build") / "bench.json"


def main() -> int:
    """Run the works asked for, each in a process of its own. Exit status 1 when one of them failed."""
    every = [name for names in WORKS.values() for name in names]
    ask = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    ask.add_argument("names", nargs="*", help=f"what to measure, of: {', '.join(every)}; all when none is named")
    ask.add_argument("--rows", type=int, default=1_000_000, help="leads in the tables, and in the imported file")
    ask.add_argument("--seconds", type=float, default=2.0, help="how long each round of requests lasts")
    ask.add_argument("--rounds", type=int, default=3, help="how often ours and the limit take turns")
    asked = ask.parse_args()
    unknown = sorted(set(asked.names) - set(every))
    if unknown:
        ask.error(f"there is no {', '.join(unknown)}; there are {', '.join(every)}")
    wanted = asked.names or every
    rows: list[Row] = []
    failed = False
    for work, gives in WORKS.items():
        mine = [name for name in gives if name in wanted]
        if mine:
            got = _measured(work, mine, asked)
            failed = failed or got is None
            rows.extend(got or [])
    print(table(rows))
    _keep(rows, asked)
    return 1 if failed else 0


def _measured(work: str, names: list[str], asked: argparse.Namespace) -> list[Row] | None:
    """The rows of one work, from a process that starts with nothing loaded; None when it failed."""
    given = json.dumps({"names": names, "rows": asked.rows, "seconds": asked.seconds, "rounds": asked.rounds})
    print(f"measuring {', '.join(names)} …", file=sys.stderr, flush=True)
    done = subprocess.run(
        [sys.executable, "-m", f"bench.works.{work}", given],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""},
        check=False,
    )
    if done.returncode:
        print(f"{work} could not be measured; the reason stands above.", file=sys.stderr)
        return None
    return [Row(**row) for row in json.loads(done.stdout)]


def _keep(rows: list[Row], asked: argparse.Namespace) -> None:
    RESULT.parent.mkdir(exist_ok=True)
    kept: dict[str, Any] = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"cores": os.cpu_count(), "processor": platform.machine(), "python": platform.python_version()},
        "rows": asked.rows,
        "results": [row.as_json() for row in rows],
    }
    RESULT.write_text(json.dumps(kept, indent=1) + "\n")
    print(f"\nkept in {RESULT}")


if __name__ == "__main__":
    sys.exit(main())
