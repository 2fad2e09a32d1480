"""An id inside an input is taken from what the caller sees: a foreign one and a missing one get the same answer."""

from __future__ import annotations

import re

import pytest

from tests.access.addresses import Address, addresses
from tests.access.calling import call, undone
from tests.access.cast import Caller, callers
from tests.access.specimens import MISSING, specimens
from tests.access.story import told
from tests.access.variants import LONELY, variants

pytestmark = pytest.mark.django_db
_RANDOM = re.compile(rb'"[\w-]{21}"|\d{4}-\d\d-\d\dT[\d:.]+Z')
ASKED = {"partner admin", "rival admin"}


def references(address: Address) -> list[str]:
    """The fields of an operation's input that hold somebody's id."""
    if address.route is None or address.route.kind != "operation":
        return []
    names = address.route.takes.model_json_schema(by_alias=True).get("properties", {})
    return [name for name in names if name.endswith(("Id", "Ids"))]


def on_what(address: Address, caller: Caller, known: dict[str, dict[str, str]]) -> str | None:
    """A path that the caller may act on, if there is one."""
    paths = dict(variants(address, known))
    return next((path for where, path in paths.items() if where == LONELY or where in caller.spaces), None)


def test_a_foreign_id_in_an_input_is_like_a_missing_one(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    story = told()
    known, wrong, cells = specimens(story), [], 0
    for caller in (each for each in callers(story) if each.name in ASKED):
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
                answers = {}
                for each in [MISSING, *sorted(foreign - seen)]:
                    value = [each] if field.endswith("Ids") else each
                    with undone():
                        got = call(caller, address.method, str(path), {**address.body, field: value}, file=address.file)
                    answers[each] = (got.status, _RANDOM.sub(b"", got.body))
                    cells += 1
                apart = [each for each, answer in answers.items() if answer != answers[MISSING]]
                wrong += [
                    f"{caller.name}: {address.method} {address.path} {field}: {answers[each]}, not {answers[MISSING]}"
                    for each in apart[:1]
                ]
    with capsys.disabled():
        print(f"\nreferences in inputs: {cells} cells")
    assert not wrong, "\n".join(wrong)
