"""A part that is drawn is as large as it should be, holds one of every kind, and comes again by its seed."""

from __future__ import annotations

import pytest

from tests.drawn import SEED, many, said, share, some

EVERY = [(number % 7, number % 3, number) for number in range(1_000)]


def drawn(most: int) -> list[tuple[int, int, int]]:
    return some("numbers", EVERY, most, lambda each: each[0], lambda each: each[1])


def test_one_of_every_kind_is_among_them_and_no_more_than_asked_for() -> None:
    found = drawn(20)
    assert len(found) == len(set(found)) == 20
    assert {each[0] for each in found} == set(range(7))
    assert {each[1] for each in found} == set(range(3))
    assert found == sorted(found, key=lambda each: each[2])


def test_the_kinds_come_first_even_where_they_are_more_than_asked_for() -> None:
    assert {each[0] for each in drawn(1)} == set(range(7))
    assert drawn(5_000) == EVERY


def test_large_ones_leave_less_room_for_others() -> None:
    found = some("sizes", range(100), 50, size=lambda number: 10 if number < 50 else 1)
    assert len(found) < 50
    assert 50 <= sum(10 if number < 50 else 1 for number in found) < 60


def test_the_same_seed_draws_the_same_and_another_one_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SEED, "1")
    first = drawn(30)
    assert drawn(30) == first
    assert said() == "drawn by TWOFOLD_SEED=1"
    assert some("others", EVERY, 30) != some("numbers", EVERY, 30)
    monkeypatch.setenv(SEED, "2")
    assert drawn(30) != first


def test_each_thing_is_one_s_and_in_the_proof_everybody_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TWOFOLD_PROOF", raising=False)
    one, other = share("one", ("one", "other"), EVERY), share("other", ("one", "other"), EVERY)
    assert sorted(one + other) == sorted(EVERY)
    assert len(one) > 300 < len(other)
    monkeypatch.setenv("TWOFOLD_PROOF", "1")
    assert share("one", ("one", "other"), EVERY) == EVERY


def test_the_proof_tries_all_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWOFOLD_PROOF", "1")
    assert (many(500), many(10)) == (500, 10)
    monkeypatch.delenv("TWOFOLD_PROOF")
    assert (many(500), many(100), many(10)) == (100, 25, 10)
