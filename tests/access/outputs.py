"""Everything that anybody can get out: every address that is read, the live stream from its beginning, the export."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.access.addresses import Address, addresses
from tests.access.calling import call, undone
from tests.access.cast import Caller
from tests.access.specimens import Ids
from tests.access.variants import LONELY, variants
from twofold.core.json_text import encode
from twofold.core.live.broker import Event, events_after
from twofold.core.live.cursor import begin
from twofold.doors.bucket import write_bucket

_SEARCH = ("canary", "a")


def read(caller: Caller, known: dict[str, Ids]) -> Iterator[tuple[str, bytes]]:
    """Each path the caller can ask, and all that came back, headers included."""
    for _, path in questions(caller, known):
        yield path, answered(caller, path)


def questions(caller: Caller, known: dict[str, Ids]) -> Iterator[tuple[Address, str]]:
    """Each address the caller can ask, and the path to ask it by."""
    for address in addresses():
        if address.method != "GET" or address.listed:
            continue  # other people's pages show oneself only, and what a watcher asks counts all requests of the process
        for where, path in variants(address, known):
            if where not in {LONELY, *caller.spaces} and not where.endswith("company"):
                continue  # the matrix holds it equal to what is missing, byte for byte
            for query in _queries(address.name):
                yield address, path + query


def answered(caller: Caller, path: str) -> bytes:
    """Status, headers and body of one question."""
    with undone():
        got = call(caller, "GET", path)
    return f"{got.status} {got.headers}".encode() + got.body


def _queries(name: str) -> tuple[str, ...]:
    if name.endswith(".list"):
        return ("", "?limit=200", "?deleted=true", *(f"?q={word}" for word in _SEARCH))
    if name.endswith((".count", ".everything")):
        return ("", *(f"?q={word}" for word in _SEARCH))
    if name.endswith((".oplog", "activity")) or name == "activity.list":
        return ("", "?limit=200")
    return ("",)


def searches() -> list[Address]:
    """The addresses that take words to look for."""
    return [
        each for each in addresses() if each.method == "GET" and each.name.endswith((".list", ".count", ".everything"))
    ]


def heard(caller: Caller) -> list[Event]:
    """What the live stream replays: from the very beginning, and to one who comes back from their first place."""
    spaces = caller.actor.space_ids() if caller.actor else []
    return events_after(0, spaces, most=100_000) + begin("1", spaces)[0]


def streamed(caller: Caller) -> bytes:
    """The same as bytes."""
    return encode(heard(caller))


def exported(caller: Caller, folder: Path) -> bytes:
    """All files of the bucket that this caller can write, deleted things and their history too."""
    assert caller.actor is not None
    write_bucket(caller.actor, folder)
    return b"".join(each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file())
