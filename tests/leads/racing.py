"""Racers that start at the same moment, delays that let what was read grow old, and what came of it."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import connections

from tests.worlds import World
from twofold.core import usual
from twofold.core.actor import Actor, member
from twofold.core.errors import Problem
from twofold.core.models import Membership
from twofold.core.operations import context, runner
from twofold.leads.routing import batch

RACERS = 4
LONGEST = 0.004  # seconds between a read and what is made of it


def delayed(owner: Any, name: str) -> None:
    """Wait a random moment before each call."""
    real = getattr(owner, name)

    def late(*given: Any, **named: Any) -> Any:
        time.sleep(random.uniform(0, LONGEST))
        return real(*given, **named)

    setattr(owner, name, late)


def delay_all() -> None:
    """Between a check and its transaction, between reading and deciding, and between deciding and writing."""
    delayed(runner, "_once")
    delayed(usual, "row")
    delayed(batch, "known_people")
    delayed(context.OperationContext, "change")
    delayed(context.OperationContext, "create")


class Race:
    """The same four threads for many heats, so that no heat waits for threads and connections to be made."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self.pool = pool
        self.came: Counter[str] = Counter()

    def heat(self, *racers: Callable[[], Any]) -> list[str]:
        """All four at once; what came of each: `won`, or the name of its refusal."""
        assert len(racers) == RACERS
        gate = threading.Barrier(RACERS)
        came = list(self.pool.map(lambda racer: _one(gate, racer), racers))
        self.came.update(came)
        return came


def _one(gate: threading.Barrier, racer: Callable[[], Any]) -> str:
    gate.wait()
    try:
        racer()
    except Problem as problem:
        return type(problem).__name__
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "won"


@contextmanager
def racing() -> Iterator[Race]:
    """A race; its connections are closed when it is over."""
    with ThreadPoolExecutor(RACERS) as pool:
        yield Race(pool)
        gate = threading.Barrier(RACERS)
        for _ in pool.map(lambda _: (gate.wait(), connections.close_all()), range(RACERS)):
            pass


def again(actor: Actor) -> Actor:
    """The same person in another session."""
    assert actor.membership is not None
    return member(Membership.rows.select_related("person", "company").get(pk=actor.membership.pk), "api")


def twice(*actors: Actor) -> list[Actor]:
    """Two people, each in two sessions: the four racers of one side."""
    return [again(actor) for actor in actors for _ in range(RACERS // len(actors))]


def all_four(world: World) -> list[Actor]:
    """Two people of each side."""
    return [again(actor) for actor in (world.host, world.host_member, world.partner, world.partner_member)]
