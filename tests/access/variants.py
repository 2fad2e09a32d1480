"""What can stand in the places of an address: things of every space, deleted ones, what is not there, what is no id."""

from __future__ import annotations

from collections.abc import Iterator

from tests.access.addresses import PLACE, Address
from tests.access.specimens import MISSING, Ids

LONELY = "–"
"""The variant of an address without a place for an id."""
NOWHERE = "missing"
CROSSED = ("campaign", "campaign with the rival")
"""Things inside a campaign are also asked for through another one: these are the campaigns one goes through."""

BLANK = "a blank after campaign"
"""A page may overlook it, for those who see the campaign."""

WRONG = {
    "malformed": "no-such-id",
    "a number": "1",
    "too long": "a" * 300,
    "with NUL": f"{MISSING[:10]}\x00{MISSING[11:]}",
    "quoted": "' OR ''='' --",
    "not ASCII": ("é" * 21).encode().decode("latin-1"),
    "a wildcard": "%" * 21,
}
"""What is no id of ours, and what some databases make of it."""


def variants(address: Address, known: dict[str, Ids]) -> Iterator[tuple[str, str]]:
    """Where the thing lives, or why there is none → the path to call."""
    if not PLACE.search(address.path):
        yield LONELY, address.path
        return
    for where in sorted({NOWHERE} | {where for word in address.words for where in known.get(word, {})}):
        yield where, _filled(address, [_id(known, word, where) for word in address.words])
    yield from _crossed(address, known)


def wrong(address: Address, known: dict[str, Ids]) -> Iterator[tuple[str, str]]:
    """Ids that are none: every one must be like an id that is missing."""
    if not PLACE.search(address.path):
        return
    last, own = address.words[-1], _id(known, address.words[-1], "campaign")
    other = _id(known, "campaigns" if last != "campaigns" else "tasks", "campaign")
    real = {"in other letters": own.swapcase(), BLANK: f"{own} ", "of another kind": other}
    outer = [_id(known, word, "campaign") for word in address.words[:-1]]
    for why, id in {NOWHERE: MISSING, **WRONG, **(real if own != MISSING else {})}.items():
        yield why, _filled(address, [*outer, id])


def baseline(where: str) -> str:
    """The variant that this one has to be like, when its thing is not there for the caller."""
    through, inside, _ = where.partition(" / ")
    return f"{through} / {NOWHERE}" if inside else NOWHERE


def inner(where: str) -> str:
    """The space that decides: that of the thing itself, not of the campaign it is asked for through."""
    return where.partition(" / ")[2] or where


def _crossed(address: Address, known: dict[str, Ids]) -> Iterator[tuple[str, str]]:
    """`campaign / other campaign`: a thing of the second asked for through the first."""
    words = address.words
    if len(words) < 2 or words[0] != "campaigns":
        return
    living = [where for where in known.get(words[-1], {}) if "campaign" in where]
    for through in CROSSED:
        for where in [NOWHERE, *(each for each in living if each != through)]:
            yield (
                f"{through} / {where}",
                _filled(address, [_id(known, "campaigns", through), *(_id(known, word, where) for word in words[1:])]),
            )


def _id(known: dict[str, Ids], word: str, where: str) -> str:
    return known.get(word, {}).get(where, MISSING)


def _filled(address: Address, ids: list[str]) -> str:
    left = iter(ids)
    return PLACE.sub(lambda _: next(left), address.path)
