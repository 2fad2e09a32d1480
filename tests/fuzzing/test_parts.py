"""Whatever comes from outside is taken or refused in a sentence: parsers, rules, Markdown, forms, cursors, files."""

from __future__ import annotations

import pytest

from tests.fuzzing.plan import COUNTS, PROMISED, promised
from tests.fuzzing.targets import buckets, cells, doors, files, prose, rules, signed
from tests.fuzzing.targets.api import DEEDS, REQUESTS
from tests.fuzzing.trial import Target, tried
from tests.fuzzing.trying import all_there_are, some

TARGETS = {each.name: each for one in (rules, signed, cells, prose, files, doors, buckets) for each in one.TARGETS}


@pytest.mark.parametrize("name", TARGETS)
def test_whatever_comes_is_taken_or_refused(name: str) -> None:
    some(TARGETS[name])


@pytest.mark.proof
@pytest.mark.parametrize("name", TARGETS)
def test_so_it_is_with_very_many(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    all_there_are(TARGETS[name], capsys)


def test_the_proof_has_as_many_cases_as_promised() -> None:
    assert set(COUNTS) == {*TARGETS, REQUESTS, DEEDS}
    assert promised(proof=True) >= PROMISED


def test_a_fault_is_found_and_told_with_its_seed_and_its_smallest_case() -> None:
    def broken(text: str) -> bool:
        return bool({"a": 1}["b" if "\u0130" in text else "a"])

    with pytest.raises(AssertionError) as told:
        tried(Target("a broken parser", lambda chance: chance.text("some text"), broken), 20_000, 5)
    assert "KeyError: 'b'" in str(told.value)
    assert "again: made(target, seed=5, number=" in str(told.value)
    assert str(told.value).endswith("smallest case: 'İ'")
