"""A partner moves one stage at a time, under conditions, and its score says how much time it gets."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twofold.rules.pipeline import (
    PARTNER_STEPS,
    STATUS_MEANS,
    IllegalMove,
    MoveNotReady,
    PipelineFacts,
    band,
    check_move,
    next_review,
    score,
)

FULL = PipelineFacts("Reach", "Warm leads", has_agreement=True, reason="They were bought")


def test_the_board_has_the_columns_of_the_playbook_in_their_order() -> None:
    assert list(PARTNER_STEPS) == ["prospect", "negotiating", "onboarding", "active", "expanding", "churned"]
    assert set(STATUS_MEANS) == set(PARTNER_STEPS)


@given(st.sampled_from(list(PARTNER_STEPS)), st.sampled_from(list(PARTNER_STEPS)))
def test_exactly_the_legal_moves_are_taken(current: str, wanted: str) -> None:
    if wanted in PARTNER_STEPS[current]:
        assert check_move(current, wanted, FULL) is None
    else:
        with pytest.raises(IllegalMove) as refused:
            check_move(current, wanted, FULL)
        assert refused.value.legal == PARTNER_STEPS[current]
        named = re.search(r"Move this partner to (\w+) first|already in (\w+)", str(refused.value))
        assert named
        assert (named[1] or named[2]).lower() in {*PARTNER_STEPS[current], current}


def test_ending_a_partnership_needs_a_reason() -> None:
    with pytest.raises(MoveNotReady) as refused:
        check_move("active", "churned", PipelineFacts(reason="  "))
    assert list(refused.value.missing) == ["reason"]


def test_onboarding_needs_what_each_side_gets_and_a_signed_agreement() -> None:
    with pytest.raises(MoveNotReady, match="what the partner gets") as refused:
        check_move("negotiating", "onboarding", PipelineFacts())
    assert list(refused.value.missing) == ["weGet", "theyGet", "agreement"]


AXIS = st.integers(1, 5)


@given(AXIS, AXIS, AXIS)
def test_the_score_is_audience_plus_strategic_minus_effort(a: int, s: int, e: int) -> None:
    assert score(a, s, e) == a + s - e
    assert -3 <= score(a, s, e) <= 9


@pytest.mark.parametrize(
    ("value", "expected"),
    [(9, "invest"), (8, "invest"), (7.9, "active_management"), (7, "active_management"),
     (5, "active_management"), (4.5, "lightweight"), (2, "lightweight"), (1, "deprioritize"),
     (-3, "deprioritize")],
)  # fmt: skip
def test_every_score_falls_in_one_band(value: float, expected: str) -> None:
    assert band(value) == expected


def test_an_axis_outside_one_to_five_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="strategicValue is 6"):
        score(3, 6, 1)


def test_the_band_sets_the_next_review() -> None:
    assert next_review("invest", date(2026, 11, 21)) == date(2026, 12, 5)
    assert next_review("active_management", date(2026, 12, 31)) == date(2027, 1, 31)
    assert next_review("lightweight", date(2026, 11, 30)) == date(2027, 2, 28)
    assert next_review("deprioritize", date(2026, 11, 30)) is None
