"""Which cells are tried: all of them by `make proof`, and of them in every test run at least `FLOOR`.

A test run tries every address by every method it has, for everybody. Of the variants it tries what is missing for
everybody and each other one for some, which ones being fixed by a checksum: so each address meets each caller, and each
variant of each address meets several callers. Methods an address does not have, HEAD, and ids that are none are tried alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

from tests.access.addresses import Address, addresses, not_there
from tests.access.cast import Caller
from tests.access.specimens import Ids
from tests.access.variants import LONELY, NOWHERE, variants, wrong

SOME = {"anonymous", "host admin", "partner admin", "partner guest in one campaign", "rival admin", "partner's token"}
"""Those who try ids that are none."""
ON_BOTH = {"partner admin"}
"""Who is asked on PostgreSQL too: much is theirs, and much is not."""
THINNED = {"variant": 5, "variant of nobody": 8, "method not there": 8, "head": 4, "wrong id": 2}
"""Of what may be left out, one in so many is tried in a test run."""


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


def plan(everybody: list[Caller], known: dict[str, Ids], *, whole: bool) -> Iterator[Row]:
    """All rows, or those of a test run."""
    for address in (*addresses(), *not_there()):
        every, bad = dict(variants(address, known)), dict(wrong(address, known)) if address.told else {}
        for caller in everybody:
            row = Row(caller, address, every, heads=address.method == "GET")
            if whole:
                yield row
            elif address.told or _kept("method not there", caller, address):
                yield _thinned(row)
            if bad and (whole or (caller.name in SOME and _kept("wrong id", caller, address))):
                yield Row(caller, address, bad, heads=False)


def _thinned(row: Row) -> Row:
    """What a test run tries of it: what is missing, to compare with, and some of the rest."""
    what = "variant" if row.caller.actor else "variant of nobody"
    paths = {
        where: path
        for where, path in row.paths.items()
        if where == LONELY or where.endswith(NOWHERE) or _kept(what, row.caller, row.address, where)
    }
    return Row(row.caller, row.address, paths, heads=row.heads and _kept("head", row.caller, row.address))


def _kept(what: str, caller: Caller, address: Address, where: str = "") -> bool:
    return crc32(f"{caller.name} {address.method} {address.path} {where}".encode()) % THINNED[what] == 0
