"""Whatever an address answers, nobody reads a word of a space that they are not in."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.access.addresses import Address
from tests.access.birds import SPACE_OF, heard_in, overheard, spoken
from tests.access.cast import Caller
from tests.access.outputs import answered, questions
from tests.access.specimens import Ids
from tests.access.story import Story
from tests.drawn import said, some

pytestmark = pytest.mark.django_db
MOST = 900
"""Answers that a test run looks through; the proof looks through all."""
SILENT = {"linnet", "plover", "bittern"}
"""Nobody writes a text in a partnership's own space."""


Question = tuple[Caller, Address, str]


def all_questions(everybody: Iterable[Caller], known: dict[str, Ids]) -> list[Question]:
    """Who asks, which address, by which path."""
    return [(caller, address, path) for caller in everybody for address, path in questions(caller, known)]


def listen(asked: list[Question], what: str, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """Every answer is looked through for words that are not the asker's; gives those that were heard by their own."""
    heard: set[str] = set()
    wrong = []
    for caller, _, path in asked:
        answer = answered(caller, path)
        heard |= heard_in(answer)
        wrong += [f"{caller.name}: GET {path}: {stem}" for stem in overheard(caller, answer)]
    with capsys.disabled():
        print(f"\ncanaries: {what} in {len(asked)} answers; heard: {sorted(heard)}")
    assert not wrong, f"{what}:\n" + "\n".join(wrong[:60])
    return heard


def test_no_word_is_ever_read_outside_its_space(
    story: Story, known: dict[str, Ids], everybody: list[Caller], capsys: pytest.CaptureFixture[str]
) -> None:
    """By a part of what can be asked: each address by somebody, everybody something."""
    every = all_questions(everybody, known)
    asked = some("readings", every, MOST, lambda each: each[1], lambda each: each[0].name)
    assert {each[1] for each in asked} == {each[1] for each in every}
    heard = listen(asked, f"{spoken(story)} words looked for, {said()}", capsys)
    assert len(heard) > len(SPACE_OF) // 3, "hardly anybody reads their own words: the test looks for the wrong ones"


@pytest.mark.proof
@pytest.mark.both_databases
def test_nor_by_anything_else_that_can_be_asked(
    story: Story, known: dict[str, Ids], everybody: list[Caller], capsys: pytest.CaptureFixture[str]
) -> None:
    heard = listen(all_questions(everybody, known), f"{spoken(story)} words looked for", capsys)
    deaf = sorted(set(SPACE_OF) - SILENT - heard)
    assert not deaf, f"nobody reads their own {', '.join(deaf)}: the test looks for the wrong words"
