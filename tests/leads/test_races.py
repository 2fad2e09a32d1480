"""Many at once, with random delays between read and write: one winner each, no double, no lock error."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.leads.own_database import own_database, said
from tests.leads.racing import RACERS

pytestmark = pytest.mark.both_databases
FLOOR = 2_000
MOST = 7_200  # seconds that a race over so many may take on a busy machine
Races = dict[str, Any]
COUNTS = {"accept": 20, "register": 20, "sign": 12, "invite": 20, "finish": 20}


def raced(folder: Path, **counts: int) -> Races:
    """Races in a process and a database of their own."""
    with own_database(folder) as env:
        asked = [f"{kind}={count}" for kind, count in counts.items()]
        found: Races = json.loads(said(env, "tests.leads.race_story", *asked, within=MOST))
    return found


def one_is_heard(found: Races, count: int) -> None:
    assert found["came"] == {"won": count, "Conflict": count * (RACERS - 1)}
    assert found["leads"] == found["steps"] == found["stepped"] == count


def one_person_is_one_lead(found: Races, count: int) -> None:
    assert found["came"] == {"won": count * RACERS}
    assert found["routed"] == count
    assert found["numbers"]
    assert found["splits"]
    assert found["last"] == count * RACERS


def one_of_each_side_signs(found: Races, count: int) -> None:
    assert found["came"] == {"won": 2 * count, "Conflict": 2 * count}
    assert found["signatures"] == 2 * count
    assert found["in_force"] == count


def one_invitation_lives_and_lets_one_in(found: Races, count: int) -> None:
    assert set(found["came"]) <= {"won", "Conflict", "NotFound"}
    assert found["alone"] == found["whole"] == count
    assert count * 2 // 3 <= found["accepted"] <= count


def one_finishes_and_one_goes_on(found: Races, count: int) -> None:
    assert found["won"] == {"finish": count, "after": count}
    assert found["came"] == {"won": 2 * count, "Conflict": 2 * count * (RACERS - 1)}
    assert found["whole"] == count
    assert found["entries"] == 2 * count


HOLDS = {
    "accept": one_is_heard,
    "register": one_person_is_one_lead,
    "sign": one_of_each_side_signs,
    "invite": one_invitation_lives_and_lets_one_in,
    "finish": one_finishes_and_one_goes_on,
}


@pytest.fixture(scope="module")
def races(tmp_path_factory: pytest.TempPathFactory) -> Races:
    """All kinds, one after the other, in one process and one database."""
    return raced(tmp_path_factory.mktemp("races"), **COUNTS)


def test_of_people_who_answer_a_lead_at_once_one_is_heard(races: Races) -> None:
    one_is_heard(races["accept"], COUNTS["accept"])


def test_one_person_registered_by_both_sides_at_once_is_one_lead(races: Races) -> None:
    one_person_is_one_lead(races["register"], COUNTS["register"])


def test_of_two_who_sign_for_one_side_at_once_one_does(races: Races) -> None:
    one_of_each_side_signs(races["sign"], COUNTS["sign"])


def test_of_admins_who_invite_one_address_at_once_the_last_is_heard_and_the_link_lets_one_in(races: Races) -> None:
    one_invitation_lives_and_lets_one_in(races["invite"], COUNTS["invite"])


def test_of_people_who_finish_a_task_at_once_one_does_and_of_those_who_go_on_too(races: Races) -> None:
    one_finishes_and_one_goes_on(races["finish"], COUNTS["finish"])


def test_after_all_races_the_log_the_rows_and_the_signatures_agree(races: Races) -> None:
    assert races["doctor"] == []


@pytest.mark.proof
@pytest.mark.parametrize("kind", HOLDS)
def test_of_two_thousand_contested_ones_none_is_doubled(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = raced(tmp_path, **{kind: FLOOR})
    with capsys.disabled():
        print(f"\nraces, {kind}: {FLOOR} contested in {found[kind]['seconds']} s: {found[kind]['came']}")
    HOLDS[kind](found[kind], FLOOR)
    assert found["doctor"] == []
