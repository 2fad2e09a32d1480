"""What holds for writing every entity: create, change, delete, restore, many at once, undo."""

from __future__ import annotations

from typing import Any

import pytest

from tests.entities.samples import DERIVING, clearable, example, make, maker, parent_of, value_of
from tests.worlds import World, person
from twofold.core.actor import Actor
from twofold.core.entities import ENTITIES, Entity
from twofold.core.errors import Conflict, Invalid, NotFound
from twofold.core.models import OplogEntry
from twofold.core.operations.query import ask
from twofold.core.operations.registry import OPERATIONS
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db
OF_THE_ROW = {"version", "updatedAt"}


@pytest.fixture(params=DERIVING)
def entity(request: pytest.FixtureRequest) -> Entity:
    return ENTITIES[request.param]


@pytest.fixture
def who(ready: World, entity: Entity) -> Actor:
    return maker(ready, entity)


def shown(who: Actor, entity: Entity, id: str) -> dict[str, Any]:
    item: dict[str, Any] = ask(who, f"{entity.noun}.get", {"id": id})
    return item


def ids(who: Actor, entity: Entity, **given: Any) -> set[str]:
    return {item["id"] for item in ask(who, f"{entity.noun}.list", {"limit": 200, **given})["items"]}


def test_what_is_not_given_has_its_default(entity: Entity, who: Actor) -> None:
    item = make(entity, who)
    for field in entity.written:
        if not field.required and field.default is not None and field.name in item:
            assert item[field.name] == field.default, field.name


def test_what_is_needed_is_asked_for_beside_its_field(entity: Entity, who: Actor) -> None:
    for field in entity.written:
        if field.required:
            given = example(entity, who)
            for wrong in (
                {name: value for name, value in given.items() if name != field.name},
                given | {field.name: ""},
            ):
                with pytest.raises(Invalid) as refused:
                    run(who, f"{entity.noun}.{entity.makes}", wrong, on=parent_of(entity, who))
                assert [each["field"] for each in refused.value.errors] == [field.name]


def test_a_change_is_what_was_sent(entity: Entity, who: Actor) -> None:
    for field in entity.written:
        if "update" not in entity.verbs or field.write != "always":
            continue
        item = make(entity, who)
        value = value_of(entity, field, who, 1)
        run(who, f"{entity.noun}.update", {field.name: value}, on=item["id"])
        changed = shown(who, entity, item["id"])
        others = {name for name in item if item[name] != changed[name]} - OF_THE_ROW - CALCULATED.get(field.name, set())
        assert others <= {field.name}, f"{field.name} changed {others}"
        assert _same(changed[field.name], value), field.name


def test_null_and_an_empty_text_clear_what_may_be_empty_and_are_refused_elsewhere(entity: Entity, who: Actor) -> None:
    if "update" not in entity.verbs:
        return
    item = make(entity, who, all_fields=True)
    for field in entity.written:
        if field.write != "always":
            continue
        for nothing in (None, ""):
            if clearable(entity, field):
                run(who, f"{entity.noun}.update", {field.name: nothing}, on=item["id"])
                assert shown(who, entity, item["id"])[field.name] in (None, "", []), field.name
            else:
                with pytest.raises(Invalid) as refused:
                    run(who, f"{entity.noun}.update", {field.name: nothing}, on=item["id"])
                assert [each["field"] for each in refused.value.errors] == [field.name]


def test_changing_has_no_defaults_in_the_document(entity: Entity) -> None:
    for name in (f"{entity.noun}.update", f"{entity.noun}.change_many"):
        if name in OPERATIONS:
            schema = OPERATIONS[name].takes.model_json_schema(by_alias=True)
            part = schema.get("$defs", {}).get(f"Update{schema['title'].removeprefix('ChangeMany')}", schema)
            assert not [field for field, each in part["properties"].items() if "default" in each and field != "ids"]


def test_a_lost_update_is_impossible(entity: Entity, who: Actor) -> None:
    if "update" not in entity.verbs:
        return
    item = make(entity, who)
    field = next(each for each in entity.written if each.write == "always")
    run(who, f"{entity.noun}.update", {field.name: value_of(entity, field, who, 1)}, on=item["id"], if_version=1)
    with pytest.raises(Conflict) as refused:
        run(who, f"{entity.noun}.update", {field.name: value_of(entity, field, who, 2)}, on=item["id"], if_version=1)
    assert (refused.value.extra["yours"], refused.value.extra["current"]) == (1, 2)


def test_what_was_deleted_is_out_of_sight_and_comes_back(entity: Entity, who: Actor) -> None:
    if "delete" not in entity.verbs:
        return
    item = make(entity, who)
    run(who, f"{entity.noun}.delete", {}, on=item["id"])
    assert item["id"] not in ids(who, entity)
    assert item["id"] in ids(who, entity, deleted=True)
    with pytest.raises(NotFound):
        shown(who, entity, item["id"])
    run(who, f"{entity.noun}.restore", {}, on=item["id"])
    back = shown(who, entity, item["id"])
    assert {**back, **{name: item[name] for name in OF_THE_ROW}} == item
    with pytest.raises(Conflict):
        run(who, f"{entity.noun}.restore", {}, on=item["id"])


def test_many_are_changed_together_or_not_at_all_and_undone_together(entity: Entity, who: Actor) -> None:
    if "change_many" not in entity.verbs:
        return
    made = [make(entity, who, at) for at in range(3)]
    field = next(each for each in entity.written if each.write == "always" and not each.sealed)
    wanted = value_of(entity, field, who, 2)
    with pytest.raises(NotFound):
        run(who, f"{entity.noun}.change_many", {"ids": [made[0]["id"], "x" * 21], "set": {field.name: wanted}})
    assert shown(who, entity, made[0]["id"]) == made[0]
    named = [item["id"] for item in made]
    result = run(who, f"{entity.noun}.change_many", {"ids": named, "set": {field.name: wanted}}).result
    assert result["count"] == len(made)
    assert all(_same(shown(who, entity, id)[field.name], wanted) for id in named)
    entries = OplogEntry.rows.visible_to(who).filter(operation=f"{entity.noun}.update", cause=result["changeId"])
    assert entries.count() == len(made)
    run(who, f"{entity.noun}.undo", {"changeId": result["changeId"]})
    assert [shown(who, entity, id)[field.name] for id in named] == [item[field.name] for item in made]
    with pytest.raises(Conflict):
        run(who, f"{entity.noun}.undo", {"changeId": result["changeId"]})


def test_many_are_deleted_by_what_matches_and_undone_together(entity: Entity, who: Actor) -> None:
    if "delete_many" not in entity.verbs:
        return
    made = [make(entity, who, at) for at in range(2)]
    ours = ",".join(item["id"] for item in made)
    result = run(who, f"{entity.noun}.delete_many", {"where": {"id": ours}}).result
    assert (result["count"], ids(who, entity) & set(ours.split(","))) == (2, set())
    run(who, f"{entity.noun}.undo", {"changeId": result["changeId"]})
    assert set(ours.split(",")) <= ids(who, entity)
    for wrong in ({}, {"ids": [], "where": {}}, {"where": {"nothing": 1}}):
        with pytest.raises(Invalid):
            run(who, f"{entity.noun}.delete_many", wrong)


def test_nobody_else_finds_or_changes_it(entity: Entity, who: Actor, ready: World) -> None:
    item = make(entity, who)
    for verb in ("update", "delete"):
        if verb in entity.verbs:
            with pytest.raises(NotFound):
                run(ready.stranger, f"{entity.noun}.{verb}", {}, on=item["id"])
    if "change_many" in entity.verbs:
        field = next(each for each in entity.written if each.write == "always")
        with pytest.raises(NotFound):
            run(ready.stranger, f"{entity.noun}.change_many",
                {"ids": [item["id"]], "set": {field.name: value_of(entity, field, who, 1)}})  # fmt: skip
    assert item["id"] not in ids(ready.stranger, entity)


def test_what_is_sealed_never_stands_in_the_log(entity: Entity, who: Actor) -> None:
    canaries = {
        field.name: f"Canary {field.name}"[: int(field.most or 40)]
        for field in entity.written
        if field.sealed and field.type in {"string", "text"}
    }
    given = {**example(entity, who), **canaries}
    made = run(who, f"{entity.noun}.{entity.makes}", given, on=parent_of(entity, who)).result
    bodies = " ".join(OplogEntry.rows.visible_to(who).values_list("body", flat=True))
    assert made.pk in bodies
    assert "Canary" not in bodies


def test_a_guest_changes_many_in_the_campaign_they_are_seated_in(ready: World) -> None:
    from tests.campaigns.started import listed
    from twofold.campaigns.models import Campaign

    [campaign] = Campaign.rows.visible_to(ready.host)
    guest = person(ready.host.company, "Gus Guest", "guest", seat=campaign.space)  # type: ignore[arg-type]
    tasks = [task["id"] for task in listed(guest, "task", campaign, side="host")][:2]
    result = run(guest, "task.change_many", {"ids": tasks, "set": {"due": "2027-01-15T09:00:00Z"}}).result
    assert result["count"] == len(tasks)
    run(guest, "task.undo", {"changeId": result["changeId"]})


CALCULATED = {
    "assetId": {"asset"},
    "taskId": {"task"},
    "leads": {"leadsEntered"},
    "leadsEntered": {"leads"},
    "budget": {"roi"},
    "revenue": {"roi"},
}
"""What is calculated from a field changes with it."""


def _same(found: Any, sent: Any) -> bool:
    if hasattr(found, "isoformat"):
        found = found.isoformat().replace("+00:00", "Z")
    return bool(found == sent)
