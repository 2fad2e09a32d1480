"""`import`: a file of leads from its upload to its last row, by the house's own worker, while people look at pages."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import servers
from bench.house import House, wake
from bench.load import get, in_own_process
from bench.row import Row
from bench.rules import RULES, write_file

from .asked import answer, asked, say

if TYPE_CHECKING:
    import subprocess

GOAL_OF_LIMIT, RIVAL, MEMORY_MB, PAGE_P95_MS = 0.5, 853, 1024, 500
CHUNK = 5000
TABLES = ("leads_lead", "leads_routingdecision", "leads_contactcard", "leads_disclosure", "leads_consent")
_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=16384;"
)
_OUR_TRIGGERS = "type = 'trigger' AND tbl_name = 'leads_lead'"


def main() -> None:
    """Import, then put the same rows into a copy of the house as it was before."""
    ask = asked()
    data = wake()
    house = House.made()
    sign_rules(house)
    file = data / "people.csv"
    write_file(file, ask.rows)
    cookie = house.cookie()
    from django.db import connection

    connection.close()
    with contextlib.closing(sqlite3.connect(data / "twofold.sqlite3")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    empty = Path(shutil.copy(data / "twofold.sqlite3", data / "empty.sqlite3"))
    port = servers.free_port()
    with servers.running(servers.twofold(port, data, workers=1), port, "/readyz") as process:
        took, seen = imported(house, file, port, process, cookie)
    say("putting the same rows in by executemany")
    bare = executemany(data / "twofold.sqlite3", empty)
    ours, limit = ask.rows / took["all"], ask.rows / bare
    met = ours >= GOAL_OF_LIMIT * limit and ours >= 20 * RIVAL
    met = met and seen["worker MB"] < MEMORY_MB and (seen["page p95 ms"] or 0) < PAGE_P95_MS
    goal = f"≥ {GOAL_OF_LIMIT} of the limit, ≥ {20 * RIVAL}/s, < 1 GB, page p95 < {PAGE_P95_MS} ms"
    told = {name: round(value, 1) for name, value in took.items()}
    more = {"seconds": told, "limit s": round(bare, 1), **seen}
    answer(
        [Row(f"import of {ask.rows:,}", "leads/s", ours, limit, "SQLite executemany of the same rows", goal, met, more)]
    )


def sign_rules(house: House) -> None:
    """Both companies sign."""
    from tests.worlds import PASSWORD
    from twofold.core.operations.runner import run

    version = run(house.host, "lead_share.propose", {"rules": RULES}, on=house.campaign.pk).result
    for side in (house.host, house.partner):
        run(side, "lead_share.sign", {"hash": version.hash, "password": PASSWORD}, on=version.pk)


def imported(
    house: House, file: Path, port: int, process: subprocess.Popen[bytes], cookie: str
) -> tuple[dict[str, float], dict[str, Any]]:
    """Seconds of upload and of all; the worker's greatest memory and how the pages did meanwhile."""
    from django.core.files import File

    from twofold.core.operations.query import ask
    from twofold.core.operations.runner import run

    pages: list[dict[str, Any]] = []
    done = threading.Event()
    page = get(f"/campaigns/{house.campaign.pk}/leads", Cookie=cookie)

    def look() -> None:
        while not done.is_set():
            pages.append(in_own_process(port, [page], 1, 2.0))

    begun = time.perf_counter()
    with file.open("rb") as stream:
        seen = run(house.host, "lead_import.upload", {"file": File(stream, name="people.csv")}, on=house.campaign.pk)
    uploaded = time.perf_counter() - begun
    run(house.host, "lead_import.commit", {"hash": seen.result["hash"]}, on=seen.result["id"])
    looking = threading.Thread(target=look)
    looking.start()
    try:
        while (found := ask(house.host, "lead_import.get", {"id": seen.result["id"]}))["state"] == "running":
            time.sleep(0.2)
        took = time.perf_counter() - begun
        memory = _greatest_memory(process)
    finally:
        done.set()
        looking.join()
    if found["state"] != "done":
        raise SystemExit(f"the import is {found['state']}: {found['trouble']}")
    slowest = max((each["p95"] or 0 for each in pages), default=0)
    return {"upload": uploaded, "all": took}, {
        "worker MB": memory,
        "page p95 ms": slowest,
        "pages /s": round(sum(each["rate"] for each in pages) / max(len(pages), 1)),
        "statuses": sorted({status for each in pages for status in each["statuses"]}),
    }


def _greatest_memory(process: subprocess.Popen[bytes]) -> int:
    """The greatest resident size, in MB, that any process of the house has had."""
    greatest = 0
    for pid in servers.below(process.pid):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                greatest = max(greatest, int(line.split()[1]) // 1024)
    return greatest


def executemany(source: Path, target: Path) -> float:
    """Seconds of inserting alone: chunks as the import has them, one transaction each; no foreign keys checked, and
    without the triggers by which our tables count their leads.
    """
    seconds = 0.0
    with contextlib.closing(sqlite3.connect(source)) as full, contextlib.closing(sqlite3.connect(target)) as fresh:
        fresh.executescript(_PRAGMAS)
        for (name,) in fresh.execute(f"SELECT name FROM sqlite_master WHERE {_OUR_TRIGGERS}").fetchall():  # noqa: S608
            fresh.execute(f"DROP TRIGGER {name}")
        fresh.isolation_level = None
        total = full.execute("SELECT count(*) FROM leads_lead").fetchone()[0]
        cursors = {table: full.execute(f"SELECT * FROM {table} ORDER BY rowid") for table in TABLES}  # noqa: S608
        counts = {table: full.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}  # noqa: S608
        chunks = -(-total // CHUNK)
        for _ in range(chunks):
            rows = {table: cursors[table].fetchmany(-(-counts[table] // chunks)) for table in TABLES}
            begun = time.perf_counter()
            fresh.execute("BEGIN IMMEDIATE")
            for table, some in rows.items():
                if some:
                    marks = ", ".join("?" * len(some[0]))
                    fresh.executemany(f"INSERT INTO {table} VALUES ({marks})", some)  # noqa: S608 - our own tables
            fresh.execute("COMMIT")
            seconds += time.perf_counter() - begun
    return seconds


if __name__ == "__main__":
    main()
