"""Everything that anybody can get out: every address that is read, the live stream from its beginning, the mails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core import mail

from tests.access.addresses import LONELY, addresses
from tests.access.calling import call, undone
from tests.access.cast import Caller
from tests.access.specimens import Ids
from twofold.core.live.broker import events_after
from twofold.core.wire import encode

_SEARCH = ("canary", "a")


def read(caller: Caller, known: dict[str, Ids]) -> Iterator[tuple[str, bytes]]:
    """Each path the caller can ask, and all that came back, headers included."""
    for address in addresses():
        if address.method != "GET" or address.listed:
            continue  # other people's pages show oneself only, and what a watcher asks counts all requests of the process
        for where, path in address.variants(known):
            if where not in {LONELY, *caller.spaces} and not where.endswith("company"):
                continue  # the matrix holds it equal to what is missing, byte for byte
            for query in _queries(address.name):
                with undone():
                    got = call(caller, "GET", path + query)
                yield path + query, f"{got.status} {got.headers}".encode() + got.body


def _queries(name: str) -> tuple[str, ...]:
    if name.endswith(".list"):
        return ("", "?limit=200", "?deleted=true", *(f"?q={word}" for word in _SEARCH))
    if name.endswith(".count"):
        return ("", *(f"?q={word}" for word in _SEARCH))
    if name.endswith((".oplog", "activity")) or name == "activity.list":
        return ("", "?limit=200")
    return ("",)


def streamed(caller: Caller) -> bytes:
    """What the live stream would replay from the very beginning."""
    return encode(events_after(0, caller.actor.space_ids() if caller.actor else [], most=100_000))


def mailed_to(domain_of: Any) -> Iterator[tuple[str, bytes]]:
    """Every mail that went out to somebody for whom `domain_of` is true."""
    for each in mail.outbox:
        if any(domain_of(address) for address in each.to):
            yield each.subject, each.message().as_bytes()
