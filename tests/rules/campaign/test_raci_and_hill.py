"""A RACI row has one A and at least one R, and the hill says how far work is."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twofold.rules.campaign.cadence import can_be_answered
from twofold.rules.campaign.hill import hill_position_label, is_stale
from twofold.rules.campaign.raci import RaciRow, raci_problems

SIDE_OF = {"pm@host": "host", "pm@partner": "partner", "designer": "host"}
TITLES = {"pm@host": "Project Manager", "pm@partner": "Partner Marketing Manager", "designer": "Designer"}
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
LETTERS = st.frozensets(st.sampled_from(["R", "A", "C", "I"]), max_size=2)


@given(st.dictionaries(st.sampled_from(list(SIDE_OF)), LETTERS))
def test_a_row_is_valid_exactly_when_the_definition_says_so(letters: dict) -> None:
    accountable = [slot for slot, given_ in letters.items() if "A" in given_]
    working = [slot for slot, given_ in letters.items() if "R" in given_]
    sides = {SIDE_OF[slot] for slot, given_ in letters.items() if given_}
    pairs = all(len(given_) < 2 or given_ == {"R", "A"} for given_ in letters.values())
    expected = len(accountable) == 1 and bool(working) and sides == {"host", "partner"} and pairs
    assert (not raci_problems([RaciRow("r", "Design", letters)], SIDE_OF, TITLES)) == expected


def test_a_role_with_too_many_letters_is_called_by_its_title() -> None:
    row = RaciRow("r", "Design", {"pm@host": frozenset("RA"), "pm@partner": frozenset("CI")})
    (problem,) = raci_problems([row], SIDE_OF, TITLES)
    assert problem.message == "Partner Marketing Manager has 2 letters in Design; only R and A go together"


def test_a_letter_for_a_role_that_is_not_there_is_reported() -> None:
    row = RaciRow("r", "Design", {"pm@host": frozenset("RA"), "pm@partner": frozenset("C"), "gone": frozenset("I")})
    (problem,) = raci_problems([row], SIDE_OF, TITLES)
    assert problem.message == "a role that is no longer in this campaign has a letter in Design; take the letter away"


def test_the_side_without_a_letter_is_the_side_that_is_told() -> None:
    (problem,) = raci_problems([RaciRow("r", "Design", {"pm@host": frozenset("RA")})], SIDE_OF, TITLES)
    assert (problem.side, problem.message) == (
        "partner",
        "the partner has no letter in Design; inform one of its roles",
    )


def test_many_consulted_roles_are_a_warning_that_stops_nothing() -> None:
    slots = {f"c{n}": "partner" for n in range(5)} | {"pm@host": "host"}
    row = RaciRow("r", "Design", {"pm@host": frozenset("RA")} | {f"c{n}": frozenset("C") for n in range(5)})
    assert [problem.warning for problem in raci_problems([row], slots, {})] == [True]


@pytest.mark.parametrize(
    ("position", "label"),
    [(0, "Not started"), (10, "Figuring out what it takes"), (40, "Nearly figured out"),
     (50, "Figured out, now getting it done"), (60, "In progress"), (90, "Nearly done"), (100, "Done")],
)  # fmt: skip
def test_each_stretch_of_the_hill_has_its_words(position: int, label: str) -> None:
    assert hill_position_label(position) == label


@pytest.mark.parametrize("position", [-1, 101])
def test_a_position_beside_the_hill_is_refused(position: int) -> None:
    with pytest.raises(ValueError, match="positions go from 0 to 100"):
        hill_position_label(position)


def test_a_dot_on_its_way_is_stale_after_a_week_and_a_finished_one_never() -> None:
    week = timedelta(days=7)
    assert is_stale(30, NOW - week, NOW)
    assert not is_stale(30, NOW - week + timedelta(minutes=1), NOW)
    assert not is_stale(100, NOW - 9 * week, NOW)
    assert not is_stale(0, NOW - 9 * week, NOW)


def test_a_check_in_can_be_answered_from_the_day_before_until_it_ends() -> None:
    starts, ends = NOW + timedelta(hours=24), NOW + timedelta(hours=25)
    assert can_be_answered(starts, ends, NOW)
    assert not can_be_answered(starts, ends, NOW - timedelta(minutes=1))
    assert not can_be_answered(starts, ends, ends)
