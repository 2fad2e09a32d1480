"""Which cells are tried: all of them by `make proof`, and of them in every test run about `MOST`, however many there are.

Those are drawn anew each time (`tests/drawn.py`). Every address is tried by somebody and by one who is not signed in, and
everybody tries something; the rest is what chance finds: methods an address does not have, HEAD, ids that are none, things
of every space. What is missing is asked for first each time, for the others to be like it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.access.addresses import Address, addresses, not_there
from tests.access.cast import Caller
from tests.access.specimens import Ids
from tests.access.variants import LONELY, NOWHERE, baseline, variants, wrong
from tests.drawn import chance, some

MOST = {"sqlite": 8_000, "postgresql": 1_500}
"""Cells of a test run on each database, as many as that at the very most. Who makes it smaller has to say so here."""
OUTSIDE = "anonymous"
"""Who tries every address, once."""
OF_A_ROW = 3
"""Cells that one draw is reckoned to try: what is missing, another one, and at times each with HEAD. So there is room in
`MOST` for four times as many addresses."""

NOT_THERE = 1 / 10
"""Of the rows of methods that an address does not have, which are most of all rows: so many may be drawn."""


@dataclass(frozen=True)
class Row:
    """One caller at one address: where the thing lives → the path; `heads` says that HEAD is asked beside GET."""

    caller: Caller
    address: Address
    paths: dict[str, str]
    heads: bool

    @property
    def cells(self) -> int:
        """How many requests that is."""
        return len(self.paths) * (2 if self.heads else 1)


def whole(everybody: list[Caller], known: dict[str, Ids]) -> Iterator[Row]:
    """All rows there are."""
    for address in (*addresses(), *not_there()):
        every, bad = dict(variants(address, known)), dict(wrong(address, known)) if address.told else {}
        for caller in everybody:
            yield Row(caller, address, every, heads=address.method == "GET")
            if bad:
                yield Row(caller, address, bad, heads=False)


def drawn(everybody: list[Caller], known: dict[str, Ids], most: int) -> list[Row]:
    """Those of a test run."""
    dice = chance("the cells of a row")
    rows = [row for row in whole(everybody, known) if row.address.told or dice.random() < NOT_THERE]
    taken = some("the access matrix", rows, most, _by_somebody, _from_outside, _by_each, size=_size)
    return [_thinned(row, dice) for row in taken]


def _by_somebody(row: Row) -> object:
    return row.address if row.address.told and row.caller.actor else None


def _from_outside(row: Row) -> object:
    return row.address if row.address.told and row.caller.name == OUTSIDE else None


def _by_each(row: Row) -> object:
    return row.caller.name


def _size(row: Row) -> int:
    return 1 if row.caller.name == OUTSIDE else min(row.cells, OF_A_ROW)


def _thinned(row: Row, dice: random.Random) -> Row:
    """What is tried of a row that was drawn."""
    missing = [where for where in row.paths if where == LONELY or where.endswith(NOWHERE)]
    others = [where for where in row.paths if where not in missing]
    if row.caller.name == OUTSIDE:
        return replace(row, paths={where: row.paths[where] for where in [dice.choice(missing)]}, heads=False)
    heads = row.heads and dice.random() < 0.25
    other = dice.choice(others) if others else missing[0]
    wanted = {baseline(other), other} if others else {other}
    return replace(row, paths={where: path for where, path in row.paths.items() if where in wanted}, heads=heads)
