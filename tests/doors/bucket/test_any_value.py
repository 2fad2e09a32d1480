"""Whatever stands in a field of a bucket: a sentence that names it, or a record whose page opens."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.access.calling import undone
from tests.campaigns.visiting import signed_in
from tests.drawn import many
from tests.worlds import World
from twofold.core.entities.bucket import bucket_fields, exchanged, export
from twofold.core.errors import Conflict, Invalid, Problem
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db
PARTNER, CAMPAIGN = "V1StGXR8_Z5jdHi6B-myT", "CamStGXR8_Z5jdHi6B-my"
GOOD: dict[str, dict[str, Any]] = {
    "partners": {"id": PARTNER, "company": "Elmfield", "contactName": "Eli", "contactEmail": "eli@elmfield.example", "type": "referral"},
    "campaigns": {"id": CAMPAIGN, "name": "Spring", "partnerId": PARTNER, "type": "referral"},
}  # fmt: skip
OWN = ("id", "createdAt", "updatedAt", "deletedAt", "somethingElse")
TELLING = ("", " ", "\0", "\ud800", "0001-01-01", "9999-12-31", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00",
           "Europe/Berlin", "Mars/Olympus", "../../etc/passwd", "2026-W01-1", "javascript:alert(1)", "x" * 30_000)  # fmt: skip
LEAF = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.sampled_from(TELLING)
    | st.dates().map(str) | st.datetimes().map(lambda at: f"{at.isoformat()}Z") | st.just(10**400)
)  # fmt: skip
VALUE = st.recursive(
    LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)
FIELDS = sorted(
    (path, name) for path in GOOD for name in (*OWN, *(each.name for each in bucket_fields(exchanged()[path])))
)


def _taken_in(world: World, path: str, changed: dict[str, Any], *, deleted: bool) -> None:
    """Refused by a sentence that names the file; else the list, the export, the item and its page can be had."""
    items = [{"entity": each, "data": data, "file": f"{each}.json"} for each, data in GOOD.items()]
    for item in items:
        if item["entity"] == path:
            item |= {"data": {**GOOD[path], **changed}, "deleted": deleted}
    refused = _refused(world, items)
    if refused is not None:
        assert refused.detail
        assert isinstance(refused, Conflict) or all(each["field"].startswith(path) for each in refused.errors)
        return
    client, noun = signed_in(world.stranger), path.removesuffix("s")
    ask(world.stranger, f"{noun}.list", {"deleted": deleted})
    assert list(export(world.stranger, exchanged()[path]))
    assert client.get(f"/{path}").status_code == 200
    for item in ask(world.stranger, f"{noun}.list")["items"]:
        assert client.get(f"/{path}/{item['id']}").status_code == 200
        assert client.get(f"/{path}/{item['id']}/edit").status_code == 200


def _refused(world: World, items: list[dict[str, Any]]) -> Problem | None:
    """Why they were not taken in."""
    try:
        run(world.stranger, "bucket.import", {"items": items})
    except (Invalid, Conflict) as refused:
        return refused
    return None


@settings(max_examples=many(200), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(("campaigns", "timeZone"), "Mars/Olympus", False)
@example(("campaigns", "budget"), 10**400, False)
@example(("campaigns", "notes"), "\ud800", False)
@example(("partners", "createdAt"), "0001-01-01T00:00:00+14:00", False)
@given(st.sampled_from(FIELDS), VALUE, st.booleans())
def test_any_value_in_any_field_is_refused_in_a_sentence_or_makes_a_good_record(
    world: World, field: tuple[str, str], value: Any, deleted: Any
) -> None:
    path, name = field
    with undone():
        _taken_in(world, path, {name: value}, deleted=deleted)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from([name for path, name in FIELDS if path == "campaigns"]), VALUE))
def test_so_are_any_values_in_all_of_them(world: World, values: dict[str, Any]) -> None:
    with undone():
        _taken_in(world, "campaigns", values, deleted=False)
