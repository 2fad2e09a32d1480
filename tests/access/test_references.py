"""An id inside an input is taken from what the caller sees: a foreign one and a missing one get the same answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.access.addresses import Address, addresses
from tests.access.calling import call, undone
from tests.access.cast import Caller
from tests.access.specimens import MISSING, Ids
from tests.access.variants import LONELY, variants
from tests.drawn import said, some

pytestmark = pytest.mark.django_db
_RANDOM = re.compile(rb'"[\w-]{21}"|\d{4}-\d\d-\d\dT[\d:.]+Z')
MOST = 600
"""Ids that a test run tries; the proof tries all."""
ASKED = {"partner admin", "rival admin"}


def references(address: Address) -> list[str]:
    """The fields of an operation's input that hold somebody's id."""
    if address.route is None or address.route.kind != "operation":
        return []
    names = address.route.takes.model_json_schema(by_alias=True).get("properties", {})
    return [name for name in names if name == "ids" or name.endswith(("Id", "Ids"))]


def on_what(address: Address, caller: Caller, known: dict[str, Ids]) -> str | None:
    """A path that the caller may act on, if there is one."""
    paths = dict(variants(address, known))
    return next((path for where, path in paths.items() if where == LONELY or where in caller.spaces), None)


@dataclass(frozen=True)
class Reference:
    """Somebody's id in a field of the input of an operation that the caller may run on `path`."""

    caller: Caller
    address: Address
    path: str
    field: str
    id: str

    def answer(self, id: str) -> tuple[int, bytes]:
        """What comes back when the field holds this id."""
        given = {**self.address.body, self.field: [id] if self.field.endswith(("ids", "Ids")) else id}
        with undone():
            got = call(self.caller, self.address.method, self.path, given, file=self.address.file)
        return got.status, _RANDOM.sub(b"", got.body)


def all_references(everybody: list[Caller], known: dict[str, Ids]) -> Iterator[Reference]:
    """Each id that is not the caller's, in each field for ids of every operation."""
    for caller in (each for each in everybody if each.name in ASKED):
        foreign = {
            ids[where]
            for ids in known.values()
            for where in ids
            if where not in caller.spaces and not {"deleted", "ended"} & set(where.split())
        }
        seen = {ids[where] for ids in known.values() for where in ids if where in caller.spaces}
        for address in addresses():
            path = on_what(address, caller, known)
            for field in references(address) if path else []:
                for id in sorted(foreign - seen):
                    yield Reference(caller, address, str(path), field, id)


def compare(asked: list[Reference], capsys: pytest.CaptureFixture[str]) -> None:
    """Each answer with the one that the same caller gets for an id that is missing."""
    missing: dict[tuple[str, Address, str], tuple[int, bytes]] = {}
    wrong = []
    for each in asked:
        place = each.caller.name, each.address, each.field
        if place not in missing:
            missing[place] = each.answer(MISSING)
        found = each.answer(each.id)
        if found != missing[place]:
            wrong.append(f"{place[0]}: {each.address.method} {each.path} {each.field}: {found}, not {missing[place]}")
    with capsys.disabled():
        print(f"\nreferences in inputs: {len(asked)} cells, {said()}")
    assert not wrong, "\n".join(wrong[:40])


def test_a_foreign_id_in_an_input_is_like_a_missing_one(
    everybody: list[Caller], known: dict[str, Ids], capsys: pytest.CaptureFixture[str]
) -> None:
    every = list(all_references(everybody, known))
    compare(some("references", every, MOST, lambda each: (each.address, each.field)), capsys)


@pytest.mark.proof
def test_so_is_each_of_all_foreign_ids(
    everybody: list[Caller], known: dict[str, Ids], capsys: pytest.CaptureFixture[str]
) -> None:
    compare(list(all_references(everybody, known)), capsys)
