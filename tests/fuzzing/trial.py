"""Many cases of one kind: each is taken, or refused as the target allows. Anything else is told with its seed."""

from __future__ import annotations

import reprlib
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.fuzzing.chance import Chance
from tests.fuzzing.shrinking import smallest

APART = 10**9
"""Between the cases of one seed and those of the next."""
MOST_SECONDS = 20.0
"""No case of a few thousand characters takes longer, on a busy machine either."""
_SHOWN = 3000


@dataclass(frozen=True)
class Target:
    """One thing that takes what comes from outside.

    `make` gives a case; `meet` hands it over, holds the result to what must always be so, and says whether it was
    taken. `refusals` are the ways of saying no; every other exception is a failure. A target that `takes_all` refuses nothing.
    """

    name: str
    make: Callable[[Chance], Any]
    meet: Callable[[Any], object]
    refusals: tuple[type[Exception], ...] = ()
    takes_all: bool = False


@dataclass
class Tally:
    """What became of the cases."""

    cases: int = 0
    taken: int = 0
    seconds: float = 0.0
    slowest: float = 0.0

    def __str__(self) -> str:
        return (
            f"{self.cases} cases in {self.seconds:.1f} s, {self.taken} taken, {self.cases - self.taken} refused, "
            f"the slowest in {self.slowest * 1000:.0f} ms"
        )


def made(target: Target, seed: int, number: int) -> Any:
    """The case with this number, made again from nothing but the seed."""
    chance = Chance()
    chance.seed(seed * APART + number)
    return target.make(chance)


def tried(target: Target, cases: int, seed: int) -> Tally:
    """So many cases; raises AssertionError with the seed, the number and the smallest case for the first failure."""
    tally, begun, chance, clock = Tally(), time.perf_counter(), Chance(), time.perf_counter
    for number in range(cases):
        chance.seed(seed * APART + number)
        case = target.make(chance)
        before = clock()
        try:
            tally.taken += bool(target.meet(case))
        except target.refusals:
            pass
        except Exception as wrong:
            raise AssertionError(told(target, seed, number, wrong)) from wrong
        tally.slowest = max(tally.slowest, clock() - before)
        tally.cases += 1
    tally.seconds = clock() - begun
    assert tally.slowest < MOST_SECONDS, f"{target.name}, seed {seed}: a case took {tally.slowest:.0f} s"
    return tally


def told(target: Target, seed: int, number: int, wrong: Exception) -> str:
    """What a person needs to see the failure again: seed and number, the smallest case like it, where it broke."""

    def fails(case: Any) -> bool:
        try:
            target.meet(case)
        except target.refusals:
            return False
        except Exception as other:
            return type(other) is type(wrong)
        return False

    case = smallest(made(target, seed, number), fails)
    shown = reprlib.Repr()
    shown.maxstring = shown.maxother = _SHOWN
    shown.maxlist = shown.maxdict = shown.maxlevel = shown.maxtuple = 50
    where = traceback.extract_tb(wrong.__traceback__)[-1]
    return (
        f"{target.name}: {type(wrong).__name__}: {str(wrong)[:300]} at {where.filename}:{where.lineno}\n"
        f"again: made(target, seed={seed}, number={number})\nsmallest case: {shown.repr(case)}"
    )
