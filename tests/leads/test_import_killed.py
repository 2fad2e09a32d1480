"""`kill -9` in the middle of an import, again and again: nothing lost, nothing doubled, no human hand needed."""

import json
import os
import random
import time
from pathlib import Path
from typing import Any

import pytest

from tests.leads.forking import forks
from tests.leads.own_database import own_database

STORY = "tests.leads.import_story"


def killed(folder: Path, rows: int, kills: int, longest: float) -> dict[str, Any]:
    """Commit an import, kill its worker that many times at random moments, then let one finish; how it stands at the end."""
    chance = random.Random(20_000)
    with own_database(folder) as env, forks(env, STORY) as story:
        import_id = story.said("begin", rows)
        before = 0
        while not before:  # on a slow machine the worker needs longer for its first rows
            for _ in range(kills):
                worker = story.begin("work")
                assert story.line() == "ready"
                time.sleep(chance.uniform(0.05, longest))
                story.killed(worker)
            before, longest = json.loads(story.said("ask", import_id))["done"], longest * 3
        if before < rows:
            story.said("finish", import_id)
        return {**json.loads(story.said("ask", import_id)), "before": before}


def whole(found: dict[str, Any], rows: int) -> None:
    """Every row once, in order, with everything that belongs to it."""
    assert found["state"] == "done"
    assert found["done"] == found["leads"] == found["decisions"] == found["last_number"] == rows
    assert found["rows"]
    assert found["numbers"]
    assert found["shared"] == found["people"]
    assert found["splits"]
    assert found["statuses"]
    assert found["disclosures"]


@pytest.mark.both_databases
def test_an_import_of_thousands_killed_again_and_again_is_whole(tmp_path: Path) -> None:
    """10,000 rows four times on SQLite; on PostgreSQL, where a chunk takes longer, 5,000 three times. In the proof 100,000
    rows 200 times on each.
    """
    rows, kills = (5_000, 3) if os.environ.get("DATABASE_URL", "").startswith("postgres") else (10_000, 4)
    for longest in (0.2, 0.07, 0.02):  # seconds: machines differ, and the kills must fall into the import
        found = killed(tmp_path / f"{longest}", rows, kills, longest)
        whole(found, rows)
        if found["before"] < rows:
            return
    pytest.fail("the import was done before all kills had fallen")


@pytest.mark.proof
@pytest.mark.both_databases
def test_an_import_of_100000_killed_200_times_is_whole(tmp_path: Path) -> None:
    whole(killed(tmp_path, 100_000, 200, 0.4), 100_000)
