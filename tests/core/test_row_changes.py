"""Who saved meanwhile is told which fields the other changed: by name, without any value."""

import json

import pytest

from tests.worlds import World
from twofold.core.errors import Conflict
from twofold.core.json_text import encode
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.core.oplog.row_changes import changes_since

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def moved(world: World, seen: int) -> list[dict[str, str]]:
    """What a late writer, who saw this version, is told."""
    with pytest.raises(Conflict) as late:
        run(world.host, "partner.update", {"company": "Mine"}, world.partner_record.pk, if_version=seen)
    assert (late.value.extra["yours"], late.value.extra["current"]) == (seen, version(world))
    told: list[dict[str, str]] = json.loads(encode(late.value.as_json()))["changes"]
    return told


def version(world: World) -> int:
    found: int = ask(world.host, "partner.get", {"id": world.partner_record.pk})["version"]
    return found


def test_the_fields_that_others_changed_since_are_named_with_who_and_when(world: World) -> None:
    record, seen = world.partner_record.pk, version(world)
    run(world.host_member, "partner.update", {"tier": "gold", "notes": "Very private."}, record)
    entry = ask(world.host, "activity.list", {"targetId": record, "limit": 1})["items"][0]
    told = moved(world, seen)
    assert {each["field"] for each in told} == {"tier", "notes"}
    assert {each["by"] for each in told} == {"Mika Member"}
    assert {each["at"] for each in told} == {json.loads(encode(entry["at"]))}
    assert "private" not in str(told).lower()


def test_what_was_changed_before_one_looked_is_not_told(world: World) -> None:
    record = world.partner_record.pk
    run(world.host_member, "partner.update", {"tier": "gold"}, record)
    seen = version(world)
    run(world.host_member, "partner.move", {"status": "negotiating"}, record)
    run(world.host, "partner.update", {"commissionRate": "5 %"}, record)
    told = moved(world, seen)
    assert [(each["field"], each["by"]) for each in told] == [
        ("commissionRate", "Hanna Host"),
        ("status", "Mika Member"),
    ]


def test_columns_that_the_api_does_not_show_are_not_named(world: World) -> None:
    record, seen = world.partner_record.pk, version(world)
    run(world.host_member, "partner.delete", {}, record)
    run(world.host_member, "partner.restore", {}, record)
    assert moved(world, seen) == []


def test_nothing_is_told_of_a_row_that_one_does_not_see(world: World) -> None:
    run(world.host_member, "partner.update", {"tier": "gold"}, world.partner_record.pk)
    world.partner_record.refresh_from_db()
    assert changes_since(world.host, world.partner_record, 1)
    assert changes_since(world.partner, world.partner_record, 1) == []
