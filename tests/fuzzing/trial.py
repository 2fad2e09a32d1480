"""Many cases of one kind, by Hypothesis: each is taken, or refused as the target allows. Anything else is a failure, and
told with the simplest case that shows it.

Hypothesis costs more for an example than most targets do for a case, so that one example holds several cases; and it
remembers what it has drawn, so that very many are drawn in several runs of their own seeds.
"""

from __future__ import annotations

import reprlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzzing.cases import Draw, Draws

AT_ONCE = 20
"""Cases of one example."""
EXAMPLES = 250
"""Of one run."""
MOST_SECONDS = 20.0
"""No case of a few thousand characters takes longer, on a busy machine either."""
_SHOWN = 3000


@dataclass(frozen=True)
class Target:
    """One thing that takes what comes from outside.

    `make` gives a case; `meet` hands it over, holds the result to what must always be so, and says whether it was
    taken. `refusals` are the ways of saying no; every other exception is a failure. A target that `takes_all` refuses
    nothing. `proof` is how many cases `make proof` tries, `run` how many a test run does.
    """

    name: str
    make: Callable[[Draws], Any]
    meet: Callable[[Any], object]
    refusals: tuple[type[Exception], ...] = ()
    takes_all: bool = False
    proof: int = 0
    run: int = 250


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


def tried(target: Target, cases: int, named: str) -> Tally:
    """At least so many cases; the name of the trial seeds what is drawn.

    Errors: AssertionError with the simplest case that fails.
    """
    tally, begun, batch = Tally(), time.perf_counter(), _several(target)

    def meet_them(batch: list[Any]) -> None:
        for case in batch:
            _meet(target, case, tally)

    number = 0
    while tally.cases < cases:
        examples = max(1, min(EXAMPLES, (cases - tally.cases) // AT_ONCE))
        how = settings(
            max_examples=examples,
            phases=[Phase.generate, Phase.shrink],
            database=None,
            deadline=None,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        )
        seed(f"{target.name}, {named}, {number}")(how(given(batch=batch)(meet_them)))()
        number += 1
    tally.seconds = time.perf_counter() - begun
    assert tally.slowest < MOST_SECONDS, f"{target.name}, {named}: a case took {tally.slowest:.0f} s"
    return tally


def _several(target: Target) -> st.SearchStrategy[list[Any]]:
    @st.composite
    def cases(draw: Draw) -> list[Any]:
        draws = Draws(draw)
        return [target.make(draws) for _ in range(AT_ONCE)]

    return cases()


def _meet(target: Target, case: Any, tally: Tally) -> None:
    before = time.perf_counter()
    try:
        tally.taken += bool(target.meet(case))
    except target.refusals:
        pass
    except Exception as wrong:
        raise AssertionError(
            f"{target.name}: {type(wrong).__name__}: {str(wrong)[:300]}\ncase: {_told(case)}"
        ) from wrong
    tally.slowest = max(tally.slowest, time.perf_counter() - before)
    tally.cases += 1


def _told(case: Any) -> str:
    shown = reprlib.Repr()
    shown.maxstring = shown.maxother = _SHOWN
    shown.maxlist = shown.maxdict = shown.maxlevel = shown.maxtuple = 50
    return shown.repr(case)
