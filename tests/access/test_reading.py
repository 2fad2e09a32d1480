"""Whatever an address answers, nobody reads a word of a space that they are not in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pytest

from tests.access.birds import SPACE_OF, heard_in, overheard, spoken
from tests.access.cast import Caller, callers
from tests.access.outputs import LISTENERS, read
from tests.access.specimens import specimens
from tests.access.story import Story, told

pytestmark = pytest.mark.django_db


SILENT = {"linnet", "plover", "bittern"}
"""Nobody writes a text in a partnership's own space."""


@pytest.fixture
def story(db: None) -> Story:
    return told()


def listen(story: Story, who: Iterable[Caller], capsys: pytest.CaptureFixture[str]) -> None:
    """Everything that can be read by them, looked through for words that are not theirs."""
    known, wrong, requests = specimens(story), [], 0
    by_stem: dict[str, set[str]] = defaultdict(set)
    for caller in who:
        for path, answer in read(caller, known):
            requests += 1
            for stem in heard_in(answer):
                by_stem[stem].add(caller.name)
            wrong += [f"{caller.name}: GET {path}: {stem}" for stem in overheard(caller, answer)]
    with capsys.disabled():
        print(f"\ncanaries: {spoken(story)} words looked for in {requests} answers; heard: {sorted(by_stem)}")
    assert not wrong, "\n".join(wrong[:60])
    deaf = sorted(set(SPACE_OF) - SILENT - set(by_stem))
    assert not deaf, f"nobody reads their own {', '.join(deaf)}: the test looks for the wrong words"


def test_no_word_is_ever_read_outside_its_space(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    listen(story, [each for each in callers(story) if each.name in LISTENERS], capsys)


@pytest.mark.proof
@pytest.mark.both_databases
def test_nor_by_anybody_else(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    listen(story, callers(story), capsys)
