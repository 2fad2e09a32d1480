"""Many at once, with random delays between read and write: one winner each, no double, no lock error."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.leads.own_database import own_database, said

pytestmark = [pytest.mark.both_databases]
RACERS = 4


def raced(folder: Path, what: str, count: int) -> dict[str, Any]:
    """A race in a process and a database of its own."""
    with own_database(folder) as env:
        found: dict[str, Any] = json.loads(said(env, "tests.leads.race_story", what, str(count)))
    return found


def test_of_people_who_answer_a_lead_at_once_one_is_heard(tmp_path: Path) -> None:
    found = raced(tmp_path, "accept", 20)
    assert found["came"] == {"won": 20, "Conflict": 20 * (RACERS - 1)}
    assert found["steps"] == 20


def test_one_person_registered_by_both_sides_at_once_is_one_lead(tmp_path: Path) -> None:
    found = raced(tmp_path, "register", 20)
    assert found["came"] == {"won": 20 * RACERS}
    assert found["routed"] == 20
    assert found["numbers"]
    assert found["splits"]
    assert found["last"] == 20 * RACERS


def test_of_two_who_sign_for_one_side_at_once_one_does(tmp_path: Path) -> None:
    found = raced(tmp_path, "sign", 12)
    assert found["signatures"] == 24
    assert found["in_force"] == 12
    assert found["came"] == {"won": 24, "Conflict": 24}
