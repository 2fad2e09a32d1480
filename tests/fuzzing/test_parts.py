"""Whatever comes from outside is taken or refused in a sentence: parsers, rules, Markdown, forms, cursors, files."""

from __future__ import annotations

import pytest

from tests.fuzzing.cases import Draws
from tests.fuzzing.targets import buckets, cells, doors, files, prose, rules, signed
from tests.fuzzing.targets.api import PROOF_OF_THE_WHOLE
from tests.fuzzing.trial import Target, tried

TARGETS = {each.name: each for one in (rules, signed, cells, prose, files, doors, buckets) for each in one.TARGETS}
PROMISED = 5_000_000
"""Cases of the proof, in all."""


@pytest.mark.parametrize("name", TARGETS)
def test_whatever_comes_is_taken_or_refused(name: str) -> None:
    target = TARGETS[name]
    assert tried(target, target.run, "a test run").cases >= target.run > 0


@pytest.mark.proof
@pytest.mark.parametrize("name", TARGETS)
def test_so_it_is_with_very_many(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    proved(TARGETS[name], capsys)


def proved(target: Target, capsys: pytest.CaptureFixture[str]) -> None:
    """Some are taken and some refused, or only the first line would be tried."""
    tally = tried(target, target.proof, "the proof")
    with capsys.disabled():
        print(f"\nfuzzing, {target.name}: {tally}")
    assert tally.cases >= target.proof > target.run
    assert tally.taken
    assert tally.taken < tally.cases or target.takes_all


def test_the_proof_has_as_many_cases_as_promised() -> None:
    assert sum(each.proof for each in TARGETS.values()) + PROOF_OF_THE_WHOLE >= PROMISED


def test_a_fault_is_found_and_told_with_its_simplest_case() -> None:
    def broken(text: str) -> bool:
        return bool({"a": 1}["b" if "\u0130" in text else "a"])

    with pytest.raises(AssertionError) as told:
        tried(Target("a broken parser", lambda draws: draws.text("some text"), broken), 20_000, "a planted fault")
    assert "KeyError: 'b'" in str(told.value)
    assert str(told.value).splitlines()[1] in {f"case: '{case}'" for case in SIMPLEST}


SIMPLEST = ("İsome text", "İome text", "some textİ", "İ")
"""One change of the sample that breaks it."""


def test_a_refusal_is_none_where_the_target_takes_all() -> None:
    def refuses(text: str) -> bool:
        raise ValueError(text)

    target = Target(
        "a parser that refuses", lambda draws: draws.text("some text"), refuses, (ValueError,), proof=60, run=20
    )
    tally = tried(target, 60, "refusals")
    assert (tally.cases, tally.taken) == (60, 0)
    strict = Target("a parser that must not refuse", target.make, refuses, takes_all=True)
    with pytest.raises(AssertionError, match="ValueError"):
        tried(strict, 60, "refusals")


def test_a_case_is_drawn_again_by_the_name_of_its_trial() -> None:
    seen: list[list[str]] = [[], []]
    for cases in seen:
        keep = Target(
            "what is drawn", lambda draws: draws.text("some text"), lambda case, cases=cases: cases.append(case)
        )
        tried(keep, 200, "the same")
    assert seen[0] == seen[1]
    assert len(set(seen[0])) > 50


def test_every_way_to_change_a_sample_is_taken() -> None:
    drawn: list[str] = []
    tried(Target("changes", lambda draws: draws.text("some text"), drawn.append), 2_000, "changes")
    assert {"some text", ""} <= set(drawn)
    assert {"some text"[:at] for at in range(4, 9)} & set(drawn)
    assert max(map(len, drawn)) > 1_000


def test_values_are_of_every_kind() -> None:
    drawn: list[object] = []
    tried(Target("values", Draws.value, drawn.append), 4_000, "values")
    assert {type(each) for each in drawn} == {str, int, float, bool, type(None), list, dict}
