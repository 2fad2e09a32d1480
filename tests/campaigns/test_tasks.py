"""Tasks: add, give to a role, change, finish, reopen, remove, restore."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.campaigns.started import listed, one, start
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.errors import Conflict, Invalid, NotFound, Refused
from twofold.core.models import OplogEntry
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_a_task_needs_one_role_of_the_campaign(world: World, campaign: Campaign) -> None:
    other = start(world, name="Another")
    role = one(world.host, "role", campaign, side="partner")
    given = {"list": "kickoff_alignment", "title": "Book a room", "driRoleId": role["id"]}
    task = run(world.host, "task.add", given, campaign.pk).result
    assert one(world.partner, "task", campaign, id=task.pk)["side"] == "partner"
    for wrong in ({"driRoleId": one(world.host, "role", other)["id"]}, {"driRoleId": ""}, {"list": "no-such"}):
        with pytest.raises(Invalid):
            run(world.host, "task.add", {**given, **wrong}, campaign.pk)


def test_finishing_says_who_and_when_and_happens_once(world: World, campaign: Campaign) -> None:
    task = one(world.host, "task", campaign, side="host")
    run(world.host_member, "task.finish", {}, task["id"])
    seen = one(world.partner, "task", campaign, id=task["id"])
    assert (seen["state"], seen["finishedBy"]) == ("done", "Mika Member")
    assert seen["finishedAt"] is not None
    with pytest.raises(Conflict, match="already done"):
        run(world.host, "task.finish", {}, task["id"])


def test_only_its_own_side_finishes_or_reopens_a_task(world: World, campaign: Campaign) -> None:
    task = one(world.host, "task", campaign, side="partner")
    with pytest.raises(Refused, match="Brightleaf"):
        run(world.host, "task.finish", {}, task["id"])
    run(world.partner, "task.finish", {}, task["id"])
    with pytest.raises(Refused):
        run(world.host, "task.reopen", {}, task["id"])
    run(world.partner, "task.reopen", {}, task["id"])
    assert one(world.host, "task", campaign, id=task["id"])["finishedBy"] is None
    with pytest.raises(Conflict):
        run(world.partner, "task.reopen", {}, task["id"])


def test_a_task_can_be_given_to_the_other_side(world: World, campaign: Campaign) -> None:
    task = one(world.host, "task", campaign, side="host")
    theirs = one(world.host, "role", campaign, side="partner")
    run(world.host, "task.assign", {"driRoleId": theirs["id"]}, task["id"])
    run(world.partner, "task.finish", {}, task["id"])


def test_overdue_tasks_can_be_listed(world: World, campaign: Campaign) -> None:
    task = one(world.host, "task", campaign, side="host")
    run(world.host, "task.update", {"due": (datetime.now(UTC) - timedelta(hours=1)).isoformat()}, task["id"])
    assert [each["id"] for each in listed(world.partner, "task", campaign, state="overdue")] == [task["id"]]
    assert ask(world.partner, "task.count", {"campaignId": campaign.pk, "groupBy": "state"})["groups"]["overdue"] == 1


def test_a_removed_task_can_be_restored(world: World, campaign: Campaign) -> None:
    task = one(world.host, "task", campaign, side="host")
    run(world.host, "task.delete", {}, task["id"])
    assert not listed(world.host, "task", campaign, id=task["id"])
    run(world.host, "task.restore", {}, task["id"])
    assert listed(world.partner, "task", campaign, id=task["id"])


def test_nobody_else_finishes_it(world: World) -> None:
    task = one(world.host, "task", start(world))
    for actor in (world.rival, world.stranger):
        with pytest.raises(NotFound):
            run(actor, "task.finish", {}, task["id"])


def test_many_tasks_are_finished_together_or_not_at_all_and_that_is_undone(world: World, campaign: Campaign) -> None:
    mine = [task["id"] for task in listed(world.host, "task", campaign, side="host")][:3]
    theirs = one(world.host, "task", campaign, side="partner")
    with pytest.raises(Refused) as refused:
        run(world.host, "task.finish_many", {"ids": [*mine, theirs["id"]]})
    assert refused.value.detail.startswith(f"{theirs['title']}: This task belongs to")
    assert refused.value.detail.endswith("Nothing was changed.")
    assert not listed(world.host, "task", campaign, state="done")
    result = run(world.host_member, "task.finish_many", {"ids": mine}).result
    assert result["count"] == len(mine)
    assert {each["id"] for each in listed(world.partner, "task", campaign, state="done")} == set(mine)
    entries = OplogEntry.rows.visible_to(world.host).filter(operation="task.finish", cause=result["changeId"])
    assert {entry.target_id for entry in entries} == set(mine)
    with pytest.raises(Conflict, match="already done"):
        run(world.host, "task.finish_many", {"ids": mine})
    run(world.host, "task.undo", {"changeId": result["changeId"]})
    assert not listed(world.host, "task", campaign, state="done")


def test_all_that_match_are_given_to_another_role(world: World, campaign: Campaign) -> None:
    before = {task["id"]: task["driRoleId"] for task in listed(world.host, "task", campaign, side="host")}
    role = one(world.host, "role", campaign, side="partner")
    where = {"campaignId": campaign.pk, "whose": "ours"}
    for wrong, field in (({}, "driRoleId"), ({"driRoleId": role["id"], "where": {"mood": "x"}}, "where.mood")):
        with pytest.raises(Invalid) as refused:
            run(world.host, "task.assign_many", {"where": where, **wrong})
        assert [each["field"] for each in refused.value.errors] == [field]
    result = run(world.host, "task.assign_many", {"where": where, "driRoleId": role["id"]}).result
    assert result["count"] == len(before)
    assert not listed(world.host, "task", campaign, side="host")
    run(world.host, "task.undo", {"changeId": result["changeId"]})
    assert {task["id"]: task["driRoleId"] for task in listed(world.host, "task", campaign, side="host")} == before


def test_nobody_finishes_many_that_they_do_not_see(world: World, campaign: Campaign) -> None:
    task = one(world.host, "task", campaign, side="host")
    for actor in (world.rival, world.stranger):
        with pytest.raises(NotFound):
            run(actor, "task.finish_many", {"ids": [task["id"]]})
        with pytest.raises(Invalid, match="None of the tasks match"):
            run(actor, "task.finish_many", {"where": {"campaignId": campaign.pk}})
