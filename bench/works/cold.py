"""`cold`: from nothing to ready, from a full data directory to ready, and the memory of the servers."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from bench import servers
from bench.load import get, in_own_process
from bench.row import Row

from .asked import answer, asked

START_S, MEMORY_MB = 2.0, 300


def main() -> None:
    """Start twice on one new directory; the second start is the one people wait for every day."""
    asked()
    data = Path(tempfile.mkdtemp(prefix="twofold-bench-"))
    seconds, memory = [], {}
    for _ in range(2):
        port = servers.free_port()
        begun = time.perf_counter()
        with servers.running(servers.twofold(port, data, workers=1), port, "/readyz") as process:
            seconds.append(time.perf_counter() - begun)
            in_own_process(port, [get("/accounts/login/")], 8, 2.0)
            memory = servers.memory_of(process)
    first, second = seconds
    total = sum(memory.values())
    answer(
        [
            Row(
                "cold, second start", "s", second, None, "no limit set", f"≤ {START_S:.0f} s, ≤ {MEMORY_MB} MB",
                second <= START_S and total <= MEMORY_MB,
                {"first start s": round(first, 2), "memory MB": total, **memory},
            )
        ]
    )  # fmt: skip


if __name__ == "__main__":
    main()
