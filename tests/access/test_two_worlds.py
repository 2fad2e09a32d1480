"""Two worlds that differ only in what is the host's own: everyone at the partner gets the same bytes in both.

Ids, moments and secrets are drawn alike in both worlds, so that nothing needs to be blurred before comparing.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.storage import InMemoryStorage, default_storage
from django.utils import timezone

from tests.access.addresses import Address
from tests.access.calling import undone
from tests.access.cast import PARTNERS, Caller, callers
from tests.access.outputs import answered, questions, streamed
from tests.access.specimens import specimens
from tests.access.story import Story, told
from tests.drawn import said, some
from twofold.companies import secrets
from twofold.core import clock, ids
from twofold.core.operations.registry import OPERATIONS

pytestmark = pytest.mark.django_db
MOMENT = datetime(2027, 1, 11, 9, 30, tzinfo=UTC)
MOST = 150
"""Questions of a test run, asked in both worlds; the proof asks all."""
World = list[tuple[Caller, Address, str]]
Asked = tuple[str, str]
Answers = dict[Asked, bytes]
_DIGEST = re.compile(
    rb"\b[0-9a-f]{64}(?:[0-9a-f]{64})?\b|\b[0-9a-f]{32}\b|\b[0-9a-f]{16}\b|\b[0-9a-f]{8,12}(?=\xe2\x80\xa6)"
)
ADMIN = "partner admin"
PARTNER_SIDE = {ADMIN, "partner guest in one campaign", "of both, as the partner", "partner's token"}


def same_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on ids, clock and secrets begin at the same place."""
    dice = random.Random(7)
    monkeypatch.setattr(ids, "os", SimpleNamespace(urandom=dice.randbytes))
    monkeypatch.setattr(secrets, "secrets", SimpleNamespace(token_urlsafe=lambda size: dice.randbytes(size).hex()))
    monkeypatch.setattr(clock, "datetime", SimpleNamespace(now=lambda _: MOMENT))
    monkeypatch.setattr(timezone, "now", lambda: MOMENT)
    monkeypatch.setattr(default_storage, "_wrapped", InMemoryStorage())


def live_on(story: Story, more: int) -> None:
    """The host goes on alone: scores its partners, adds others, moves and removes them."""
    host, create = story.world.host, OPERATIONS["partner.create"].takes
    axes = dict.fromkeys(("audienceOverlap", "strategicValue", "executionEffort"), 1 + more)
    story.do(host, "partner.score", axes, on=story.world.partner_record.pk)
    for number in range(more):
        made = story.do(host, "partner.create", story.words.fill(create))
        story.do(host, "partner.move", {"status": "churned", "reason": story.words.word()}, on=made.pk)
        if number:
            story.do(host, "partner.delete", on=made.pk)


@contextmanager
def a_world(monkeypatch: pytest.MonkeyPatch, stem: str, people: str, more: int) -> Iterator[World]:
    """Everybody at the partner, and all that they can ask, in the order that is the same in every such world."""
    same_draws(monkeypatch)
    with undone():
        story = told(stem, people)
        partners = [each for each in callers(story) if each.name in PARTNER_SIDE]
        live_on(story, more)
        known: Any = specimens(story)
        mine = {path: {where: id for where, id in found.items() if where in PARTNERS} for path, found in known.items()}
        yield [(each, address, path) for each in partners for address, path in questions(each, mine)]


def named(world: World) -> list[Asked]:
    """Who asks what, whichever world it is."""
    return [(caller.name, path) for caller, _, path in world]


def answers(world: World, asked: set[Asked]) -> Answers:
    """What comes back of what is asked, and the live stream of each who asks."""
    who = {name for name, _ in asked}
    found = {(caller.name, path): answered(caller, path) for caller, _, path in world if (caller.name, path) in asked}
    partners = {caller.name: caller for caller, *_ in world}
    return found | {(name, "the stream"): streamed(partners[name]) for name in who}


def _first(one: bytes, other: bytes) -> str:
    """Where two answers begin to differ."""
    at = next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )
    return f"{one[max(0, at - 120) : at + 60]!r} / {other[max(0, at - 20) : at + 60]!r}"


def compare(quiet: Answers, busy: Answers, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\ntwo worlds: {len(quiet) + len(busy)} answers compared, {said()}")
    assert quiet.keys() == busy.keys()
    apart = [
        f"{who}: {path}: {_first(one, busy[who, path])}" for (who, path), one in quiet.items() if one != busy[who, path]
    ]
    assert not apart, f"{len(apart)} answers differ:\n" + "\n".join(apart[:30])


def same_bytes(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], most: int) -> None:
    """Not a byte tells of what the host wrote and did alone. A person who is the host's alone leaves digests only:
    a decision commits to what it saw, so that it can be checked later, by SHA-256, which says nothing by itself.
    """
    with a_world(monkeypatch, "canary", "canarylead", 0) as world:
        every = named(world)
        drawn = some("two worlds", world, most, lambda each: each[1], lambda each: each[0].name)
        asked = set(named(drawn))
        quiet = answers(world, asked)
    with a_world(monkeypatch, "nightingale", "canarylead", 4) as world:
        assert named(world) == every
        compare(quiet, answers(world, asked), capsys)
    admins = {each for each in asked if each[0] == ADMIN}
    with a_world(monkeypatch, "canary", "nightingale", 0) as world:
        others = answers(world, admins)
    theirs = {each: answer for each, answer in quiet.items() if each[0] == ADMIN}
    compare(_blurred(theirs), _blurred(others), capsys)


def _blurred(found: Answers) -> Answers:
    return {asked: _DIGEST.sub(b"#", answer) for asked, answer in found.items()}


def test_the_partner_gets_the_same_bytes_whatever_the_host_keeps_for_itself(
    db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a part of all that can be asked: each address by somebody, everybody something."""
    same_bytes(monkeypatch, capsys, MOST)


@pytest.mark.proof
def test_so_it_is_with_all_that_can_be_asked(
    db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    same_bytes(monkeypatch, capsys, sys.maxsize)
