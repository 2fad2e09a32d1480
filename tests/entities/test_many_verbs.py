"""Verbs of the apps on many: what holds for each of them, and what is left out where it can't be done."""

from __future__ import annotations

from typing import Any

import pytest

from tests.campaigns.started import listed, one
from tests.entities.samples import DERIVING, make, maker
from tests.signing_in import by_password
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.entities import ENTITIES
from twofold.core.entities.many import Chosen
from twofold.core.errors import Conflict, Invalid, NotFound
from twofold.core.models import OplogEntry
from twofold.core.operations.query import ask
from twofold.core.operations.registry import OPERATIONS
from twofold.core.operations.runner import run
from twofold.web.declaration import PAGES

pytestmark = pytest.mark.django_db
OWN = sorted(
    name
    for name in OPERATIONS
    if name.endswith("_many") and name.partition(".")[2] not in {"change_many", "delete_many", "restore_many"}
)


@pytest.mark.parametrize("name", OWN)
def test_a_verb_on_many_asks_what_the_verb_asks_and_needs_what_it_needs(name: str, ready: World) -> None:
    many, one_of = OPERATIONS[name], OPERATIONS[name.removesuffix("_many")]
    target = set() if one_of.on else {"person_id"}  # whom ids say already
    assert many.takes.model_fields.keys() == {*Chosen.model_fields, *one_of.takes.model_fields} - target
    assert (many.needs, many.on, many.internal) == (one_of.needs, None, False)
    required = {each: "x" for each, field in many.takes.model_fields.items() if field.is_required()}
    for who in (ready.host, ready.stranger):
        with pytest.raises((NotFound, Invalid)):
            run(who, name, {"ids": ["x" * 21], "leaveOut": True, **required})
        with pytest.raises(Invalid) as refused:
            run(who, name, {"where": {"mood": "bad"}, "ids": ["x"]})
        assert refused.value.errors


def test_every_verb_that_rows_offer_works_on_many() -> None:
    alone = [
        pages.operation_of(verb)
        for pages in PAGES.values()
        for verb in pages.row_verbs
        if f"{pages.operation_of(verb)}_many" not in OPERATIONS
    ]
    assert alone == []


@pytest.mark.parametrize("noun", [each for each in DERIVING if f"{each}.delete_many" in OPERATIONS])
def test_what_is_gone_meanwhile_is_left_out_and_the_others_are_deleted(noun: str, ready: World) -> None:
    entity = ENTITIES[noun]
    who = maker(ready, entity)
    ids = [make(entity, who, at)["id"] for at in range(3)]
    run(who, f"{noun}.delete", {}, on=ids[0])
    with pytest.raises(NotFound):
        run(who, f"{noun}.delete_many", {"ids": ids})
    result = run(who, f"{noun}.delete_many", {"ids": ids, "leaveOut": True}).result
    assert (result["count"], result["leftOut"], dict(result.reasons)) == (2, 1, {"No longer there.": 1})
    run(who, f"{noun}.undo", {"changeId": result["changeId"]})
    left = {each["id"] for each in ask(who, f"{noun}.list", {"id": ",".join(ids)})["items"]}
    assert left == set(ids[1:])


@pytest.mark.parametrize("noun", [each for each in DERIVING if f"{each}.restore_many" in OPERATIONS])
def test_what_was_deleted_comes_back_together_and_that_is_undone(noun: str, ready: World) -> None:
    entity = ENTITIES[noun]
    who = maker(ready, entity)
    ids = [make(entity, who, at)["id"] for at in range(3)]
    run(who, f"{noun}.delete_many", {"ids": ids[:2]})
    with pytest.raises(NotFound):
        run(who, f"{noun}.restore_many", {"ids": ids})
    result = run(who, f"{noun}.restore_many", {"ids": ids, "leaveOut": True}).result
    assert (result["count"], list(result.left)) == (2, ids[2:])
    assert {each["id"] for each in ask(who, f"{noun}.list", {"id": ids})["items"]} == set(ids)
    run(who, f"{noun}.undo", {"changeId": result["changeId"]})
    assert {each["id"] for each in ask(who, f"{noun}.list", {"id": ids})["items"]} == set(ids[2:])
    assert run(who, f"{noun}.restore_many", {"where": {"id": ids}}).result["count"] == 2


@pytest.mark.parametrize("name", [name for name in OPERATIONS if name.endswith("_many")])
def test_nothing_is_done_and_nothing_logged_where_nothing_is_selected(name: str, ready: World) -> None:
    fits = {
        "set": {ENTITIES[name.partition(".")[0]].title: "x"}, "answer": "yes", "captured_at": "2026-11-20T10:00:00Z",
        "deal_value": "1", "currency": "EUR",
    }  # fmt: skip
    takes = OPERATIONS[name].takes.model_fields
    required = {field.alias or each: fits.get(each, "x") for each, field in takes.items() if field.is_required()}
    before = OplogEntry.rows.visible_to(ready.host).count()
    for nothing in ({"ids": []}, {"where": {"id": ["x" * 21]}}):
        with pytest.raises(Invalid) as refused:
            run(ready.host, name, {**required, **nothing, "leaveOut": True})
        assert [each["field"] for each in refused.value.errors] == list(nothing)
    assert OplogEntry.rows.visible_to(ready.host).count() == before


def test_a_program_is_told_of_each_one_that_was_left_out_why(world: World, campaign: Campaign) -> None:
    task = listed(world.host, "task", campaign, side="host")[0]["id"]
    done, theirs = task, one(world.host, "task", campaign, side="partner")["id"]
    run(world.host, "task.finish", {}, on=done)
    other = listed(world.host, "task", campaign, side="host", state="open")[0]["id"]
    given = {"ids": [done, theirs, other, "gone-" + "x" * 16], "leaveOut": True}
    client, headers = by_password(world.host), {"Idempotency-Key": "once"}
    answer = client.post("/api/v1/tasks/finish-many", given, "application/json", headers=headers).json()
    assert (answer["count"], answer["leftOut"]) == (1, 3)
    assert {id: each["code"] for id, each in answer["left"].items()} == {
        done: "conflict", theirs: "refused", given["ids"][3]: "not_found",
    }  # fmt: skip
    assert answer["left"][done]["message"] == "This task is already done."
    again = client.post("/api/v1/tasks/finish-many", given, "application/json", headers=headers).json()
    assert again == {name: value for name, value in answer.items() if name != "left"}


def test_those_it_cannot_be_done_to_are_left_out_with_the_reason_and_nothing_of_them_stays(
    world: World, campaign: Campaign
) -> None:
    tasks = [task["id"] for task in listed(world.host, "task", campaign, side="host")][:3]
    theirs = one(world.host, "task", campaign, side="partner")["id"]
    run(world.host, "task.finish", {}, on=tasks[0])
    result = run(world.host, "task.finish_many", {"ids": [*tasks, theirs], "leaveOut": True}).result
    assert (result["count"], result["leftOut"]) == (2, 2)
    assert result.reasons["This task is already done."] == 1
    entries = OplogEntry.rows.visible_to(world.host).filter(operation="task.finish", cause=result["changeId"])
    assert {entry.target_id for entry in entries} == set(tasks[1:])
    assert one(world.host, "task", campaign, id=theirs)["state"] != "done"
    run(world.host, "task.undo", {"changeId": result["changeId"]})
    done = listed(world.host, "task", campaign, state="done")
    assert [task["id"] for task in done] == tasks[:1]
    with pytest.raises(Conflict) as refused:
        run(world.host, "task.finish_many", {"ids": tasks[:1], "leaveOut": True})
    assert refused.value.detail.endswith("This task is already done. Nothing was changed.")


def test_what_a_side_effect_of_a_refused_one_would_leave_is_gone_too(world: World, campaign: Campaign) -> None:
    """A verb that writes before it refuses: its rows and its entries are those of a call that was refused."""
    from twofold.core.operations import runner

    body = OPERATIONS["task.finish"].body
    [first, second] = [task["id"] for task in listed(world.host, "task", campaign, side="host")][:2]

    def finish(do: Any, task: Any, input: Any) -> Any:
        found = body(do, task, input)
        if task.pk == second:
            raise Conflict("Not this one.")
        return found

    object.__setattr__(OPERATIONS["task.finish"], "body", finish)
    try:
        result = runner.run(world.host, "task.finish_many", {"ids": [first, second], "leaveOut": True}).result
    finally:
        object.__setattr__(OPERATIONS["task.finish"], "body", body)
    assert dict(result.reasons) == {"Not this one.": 1}
    assert one(world.host, "task", campaign, id=second)["state"] != "done"
    entries = OplogEntry.rows.visible_to(world.host).filter(cause=result["changeId"])
    assert [entry.target_id for entry in entries] == [first]


def test_roles_are_filled_and_emptied_together_and_given_back_by_undo(world: World, campaign: Campaign) -> None:
    ours = listed(world.host, "role", campaign, whose="ours", state="open")[:2]
    theirs = one(world.host, "role", campaign, whose="theirs")
    me = world.host.person
    assert me
    chosen = {"ids": [*(role["id"] for role in ours), theirs["id"]], "leaveOut": True}
    result = run(world.host, "role.assign_many", {**chosen, "personId": me.pk}).result
    assert (result["count"], result["leftOut"]) == (2, 1)
    held = {role["id"]: role["personId"] for role in listed(world.host, "role", campaign)}
    assert [held[role["id"]] for role in ours] == [me.pk, me.pk]
    run(world.host, "role.undo", {"changeId": result["changeId"]})
    assert {role["id"]: role["personId"] for role in listed(world.host, "role", campaign)}[ours[0]["id"]] is None


def test_blockers_are_resolved_together_and_opened_again_by_undo(world: World, campaign: Campaign) -> None:
    ids = [
        run(world.host, "blocker.raise", {"title": title}, on=campaign.pk).result.pk for title in ("No room", "No film")
    ]
    given = {"where": {"campaignId": campaign.pk, "state": "open"}, "outcome": "Found."}
    result = run(world.partner, "blocker.resolve_many", given).result
    assert result["count"] == len(ids)
    run(world.partner, "blocker.undo", {"changeId": result["changeId"]})
    assert {each["id"] for each in listed(world.host, "blocker", campaign, state="open")} == set(ids)


def test_a_kickoff_is_confirmed_among_milestones_that_complete_by_themselves(world: World, campaign: Campaign) -> None:
    given = {"where": {"campaignId": campaign.pk}, "leaveOut": True}
    result = run(world.host, "milestone.confirm_many", given).result
    assert result["count"] == 1
    assert result["leftOut"] == len(listed(world.host, "milestone", campaign)) - 1
    run(world.host, "milestone.undo", {"changeId": result["changeId"]})
    assert not [each for each in listed(world.host, "milestone", campaign) if each["confirmed"]]


@pytest.mark.parametrize(
    ("name", "did"),
    [
        ("campaign.advance", "moved several campaigns on"),
        ("invitation.resend", "sent several invitations again"),
        ("lead.record_consent", "recorded consent for several leads"),
    ],
)
def test_what_was_done_to_many_is_said_in_the_usual_order_of_words(name: str, did: str) -> None:
    assert OPERATIONS[f"{name}_many"].says == f"{{actor}} {did}"
    assert "{}" not in OPERATIONS[f"{name}_many"].fact
