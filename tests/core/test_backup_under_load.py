"""Backups while people work, restored elsewhere: the same bytes, nothing acknowledged is missing, nothing is half there."""

from __future__ import annotations

import json
import subprocess
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import environ
import pytest

from tests.leads.own_database import own_database, process
from twofold.core.upkeep.backup import back_up, databases, restore

STORY = "tests.core.backup_story"
AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
THREADS = 2
"""Of each writing process."""
MADE_BY = {
    "leads.lead": "lead.register",
    "leads.routingdecision": "lead.register",
    "leads.leadstep": "lead.accept",
    "leads.leadimport": "lead_import.upload",
    "core.documentversion": "lead_share.propose",
    "core.signature": "lead_share.sign",
}
"""Of these rows each operation leaves one."""
Env = dict[str, str]


def database(env: Env) -> dict[str, Any]:
    """The settings of its database, as the product reads them."""
    if "DATABASE_URL" in env:
        found: dict[str, Any] = environ.Env.db_url_config(env["DATABASE_URL"])
        return found
    return {"ENGINE": "twofold.project.sqlite", "NAME": str(Path(env["TWOFOLD_DATA"]) / databases.SQLITE)}


@contextmanager
def elsewhere(env: Env, folder: Path) -> Iterator[Env]:
    """Another data folder, and on PostgreSQL another database, with nothing in them."""
    if "DATABASE_URL" not in env:
        yield {**env, "TWOFOLD_DATA": str(folder)}
        return
    with own_database(folder) as other:
        yield other


def unpacked(saved: Path, env: Env) -> None:
    """What a backup holds, by tar and by PostgreSQL's own tool: not the way `restore` takes."""
    data = Path(env["TWOFOLD_DATA"])
    data.mkdir(mode=0o700)
    with tarfile.open(saved) as tar:
        for member in tar:
            tar.extract(member, data)
    if "DATABASE_URL" in env:
        tool = databases._tool("pg_restore")
        held = data / databases.POSTGRESQL
        subprocess.run([tool, "--no-owner", f"--dbname={env['DATABASE_URL']}", str(held)], check=True)


@dataclass
class Restored:
    """A backup, what was acknowledged before it began, and where it was put: by plain tools, and by `restore`."""

    saved: Path
    acknowledged: set[str]
    by_tools: Env
    restored: Env


def put_back(saved: Path, acknowledged: set[str], env: Env, stack: ExitStack) -> Restored:
    """Elsewhere, by both ways."""
    by_tools, there = (
        stack.enter_context(elsewhere(env, saved.with_name(f"{saved.name.partition('.')[0]}-{way}")))
        for way in ("tools", "restored")
    )
    unpacked(saved, by_tools)
    restore(saved, Path(there["TWOFOLD_DATA"]), database(there), AT, force="DATABASE_URL" in env)
    return Restored(saved, acknowledged, by_tools, there)


def looked_at(env: Env, *installations: Env) -> None:
    """Their canonical dumps are written, and the doctor finds nothing wrong with them."""
    places = [each for one in installations for each in (one["TWOFOLD_DATA"], str(database(one)["NAME"]))]
    with process(env, STORY, "look", *places) as looking:
        assert looking.wait() == 0
    wrong = [Path(one["TWOFOLD_DATA"]).with_suffix(".wrong").read_text() for one in installations]
    assert wrong == ["[]"] * len(installations)


def dump_of(env: Env) -> bytes:
    """The canonical dump."""
    return Path(env["TWOFOLD_DATA"]).with_suffix(".dump").read_bytes()


def whole(dump: bytes, acknowledged: set[str]) -> set[bytes]:
    """Everything acknowledged is there and nothing is half there; gives the lines of the log."""
    rows = [json.loads(line) for line in dump.splitlines()]
    count = Counter(row["table"] for row in rows)
    entries = [row for row in rows if row["table"] == "core.oplogentry"]
    done = Counter(entry["operation"] for entry in entries)
    assert acknowledged <= {entry["id"] for entry in entries}
    assert {table: count[table] for table in MADE_BY} == {table: done[name] for table, name in MADE_BY.items()}
    leads = {row["id"] for row in rows if row["table"] == "leads.lead"}
    assert leads == {row["lead_id"] for row in rows if row["table"] == "leads.routingdecision"}
    assert leads == {entry["target_id"] for entry in entries if entry["operation"] == "lead.register"}
    return {line for line in dump.splitlines() if b'"table":"core.oplogentry"' in line}


def so_far(acknowledged: Path) -> set[str]:
    """The entries of all operations that have been acknowledged."""
    return set(acknowledged.read_text().split("\n")[:-1])


def more(acknowledged: Path, known: set[str], writers: int) -> set[str]:
    """Those when more has come than each thread could have under way: so much was written since."""
    ends = time.monotonic() + 60
    while len(found := so_far(acknowledged)) <= len(known) + writers * THREADS:
        assert time.monotonic() < ends, "nobody writes"
        time.sleep(0.05)
    return found


def under_load(folder: Path, *, backups: int, writers: int) -> dict[str, int]:
    """So many backups, one after the other, while so many processes write; then one more when they have stopped."""
    acknowledged, saved = folder / "acknowledged", [folder / f"{n}.tar.gz" for n in range(backups + 1)]
    (folder / "data").mkdir(mode=0o700)
    with own_database(folder / "data") as env, ExitStack() as stack:
        working = [stack.enter_context(at_work(env, acknowledged, begins=not n)) for n in range(writers)]
        before = []
        for each in saved[:-1]:
            before.append(more(acknowledged, so_far(acknowledged), writers))
            back_up(each, folder / "data", database(env), AT)
        more(acknowledged, so_far(acknowledged), writers)
        (folder / "acknowledged.stop").touch()
        done = sum(stopped(each) for each in working)
        before.append(so_far(acknowledged))
        back_up(saved[-1], folder / "data", database(env), AT)
        found = [put_back(each, known, env, stack) for each, known in zip(saved, before, strict=True)]
        looked_at(env, env, *(place for each in found for place in (each.by_tools, each.restored)))
    for each in found:
        assert dump_of(each.restored) == dump_of(each.by_tools), f"{each.saved.name} is restored as something else"
    assert dump_of(found[-1].restored) == dump_of(env)
    logs = [whole(dump_of(each.restored), each.acknowledged) for each in found]
    for earlier, later in pairwise(logs):
        assert earlier < later, "a backup holds what a later one does not"
    return {"done": done, "entries": len(logs[-1]), "bytes": len(dump_of(env))}


@contextmanager
def at_work(env: Env, acknowledged: Path, *, begins: bool) -> Iterator[subprocess.Popen[str]]:
    """A process that has begun to write."""
    words = ["work", str(THREADS), str(acknowledged), "begins" if begins else ""]
    with process(env, STORY, *words) as running:
        try:
            assert running.stdout is not None
            assert running.stdout.readline() == "ready\n"
            yield running
        finally:
            running.kill()


def stopped(running: subprocess.Popen[str]) -> int:
    """How much it has done, when it has stopped by itself."""
    out, _ = running.communicate(timeout=60)
    assert running.returncode == 0, out
    return int(out)


def test_a_backup_under_load_is_what_was_there_and_restores_to_the_same_bytes(tmp_path: Path) -> None:
    found = under_load(tmp_path, backups=1, writers=1)
    assert found["done"] > 0


@pytest.mark.proof
@pytest.mark.both_databases
def test_twenty_backups_under_load_restore_to_the_same_bytes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    found = under_load(tmp_path, backups=20, writers=2)
    with capsys.disabled():
        print(f"\n20 backups under 4 writers in {time.monotonic() - began:.0f} s: {found}")
