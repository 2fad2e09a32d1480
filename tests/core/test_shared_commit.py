"""Changes that wait for each other share a commit, and nothing else."""

import json
from typing import Any

import pytest

from tests.leads.own_database import own_database, said


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What came of changes that stood in one line: `tests/core/commit_story.py`."""
    with own_database(tmp_path_factory.mktemp("commits")) as env:
        found: dict[str, Any] = json.loads(said(env, "tests.core.commit_story"))
    return found


def test_what_stands_in_one_line_is_committed_once_and_a_refusal_takes_nothing_along(told: dict[str, Any]) -> None:
    assert told["together"] == {"came": ["won", "won", "Conflict", "won", "won", "won"], "commits": 1, "left": 0}


def test_what_only_the_commit_finds_wrong_is_the_trouble_of_who_asked_for_it(told: dict[str, Any]) -> None:
    assert told["broken"]["came"] == ["won", "IntegrityError", "won"]
    assert told["broken"]["left"] == 0
    assert told["seats"] == 0


def test_nobody_sees_a_change_before_its_commit(told: dict[str, Any]) -> None:
    assert told["hidden"] == {"came": ["won", "won"], "commits": 1, "left": 0}
    assert told["seen"] == [0]


def test_trouble_with_the_commit_is_told_to_everybody_and_the_line_moves_on(told: dict[str, Any]) -> None:
    assert told["disk"] == {"came": ["OSError"] * 3, "commits": 0, "left": 0}
    assert told["after"] == {"came": ["won"] * 3, "commits": 1, "left": 0}


def test_a_change_is_done_in_the_context_of_who_asked(told: dict[str, Any]) -> None:
    assert told["past"] == 1


def test_logs_and_rows_agree_afterwards(told: dict[str, Any]) -> None:
    assert told["doctor"] == []
