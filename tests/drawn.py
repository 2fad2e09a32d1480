"""What a test run tries of something that has more cases than it has time for: a part that stays as large however much
there is, and is drawn anew each time.

The seed is said with what was drawn; `TWOFOLD_SEED=… make test` draws the same again.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

T = TypeVar("T")
Thing = TypeVar("Thing")
SEED = "TWOFOLD_SEED"


def seed() -> str:
    """What this run draws by, all its workers alike: `conftest.py` sets it where nobody did."""
    return os.environ[SEED]


def said() -> str:
    """How to draw the same again."""
    return f"drawn by {SEED}={seed()}"


def chance(what: str) -> random.Random:
    """A source of chance that is the same wherever and whenever this run draws for the same."""
    return random.Random(f"{seed()} {what}")


def some(
    what: str,
    all_there_are: Sequence[T],
    most: int,
    *kinds: Callable[[T], Hashable],
    size: Callable[[T], int] = lambda _: 1,
) -> list[T]:
    """As many as have the size `most` together, one of each kind among them in any case; in the order they had."""
    order = list(range(len(all_there_are)))
    chance(what).shuffle(order)
    taken: dict[int, int] = {}
    for kind in kinds:
        met = {kind(all_there_are[at]) for at in taken}
        for at in order:
            here = kind(all_there_are[at])
            if here not in met:
                met.add(here)
                taken[at] = size(all_there_are[at])
    left = most - sum(taken.values())
    for at in order:
        if left <= 0:
            break
        if at not in taken:
            taken[at] = size(all_there_are[at])
            left -= taken[at]
    return [all_there_are[at] for at in sorted(taken)]


def proof() -> bool:
    """Whether this is `make proof`, which has the time for all."""
    return bool(os.environ.get("TWOFOLD_PROOF"))


def many(examples: int) -> int:
    """Examples of Hypothesis: all of them in the proof, a fifth in a test run, where that is more than a few."""
    return examples if proof() else max(min(examples, 25), examples // 5)


def share(of: T, among: Sequence[T], things: Sequence[Thing]) -> list[Thing]:
    """What one of several takes of these things: in the proof all; in a test run each thing is taken by one, drawn."""
    dice = chance("who takes what")
    return [thing for thing in things if dice.choice(among) == of or proof()]
