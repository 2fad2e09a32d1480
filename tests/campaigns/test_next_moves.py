"""`campaign.next_moves`: whose move is next, on each side, over all campaigns."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.campaigns.started import one, start
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_ours_and_theirs_change_places_with_the_side(world: World) -> None:
    start(world)
    host, partner = ask(world.host, "campaign.next_moves"), ask(world.partner, "campaign.next_moves")
    assert {move["side"] for move in host["ours"]} == {"host"}
    assert host["ours"] == partner["theirs"]
    assert host["theirs"] == partner["ours"]
    assert all(
        move["link"].startswith(("/campaigns/", "/tasks/", "/roles/", "/checkins/", "/milestones/"))
        for move in host["ours"]
    )


def test_what_is_overdue_comes_first_and_what_is_done_is_gone(world: World, campaign: Campaign) -> None:
    task = one(world.host, "task", campaign, side="host", sort="-due")
    run(world.host, "task.update", {"due": (datetime.now(UTC) - timedelta(days=1)).isoformat()}, task["id"])
    first = ask(world.host, "campaign.next_moves")["ours"][0]
    assert (first["targetId"], first["urgency"]) == (task["id"], "overdue")
    run(world.host, "task.finish", {}, task["id"])
    assert task["id"] not in {move["targetId"] for move in ask(world.host, "campaign.next_moves")["ours"]}


def test_a_blocked_task_is_nobodys_move_but_the_blocker_is(world: World, campaign: Campaign) -> None:
    task = one(world.host, "task", campaign, side="host")
    given = {"title": "No logo yet", "side": "partner", "taskId": task["id"]}
    blocker = run(world.host, "blocker.raise", given, campaign.pk).result
    moves = ask(world.host, "campaign.next_moves", {"campaignId": campaign.pk, "limit": 200})
    assert task["id"] not in {move["targetId"] for move in moves["ours"]}
    assert moves["theirs"][0]["targetId"] == blocker.pk


def test_the_number_of_statements_does_not_grow_with_the_campaigns(world: World) -> None:
    counts = []
    for name in ("One", "Two", "Three"):
        start(world, name=name)
        world.host.forget_spaces()
        with CaptureQueriesContext(connection) as asked:
            ask(world.host, "campaign.next_moves")
        counts.append(len(asked))
    assert len(set(counts)) == 1
    assert counts[0] <= 20


def test_strangers_have_no_moves(world: World) -> None:
    start(world)
    for actor in (world.rival, world.stranger):
        assert ask(actor, "campaign.next_moves") == {
            "ours": [],
            "theirs": [],
            "counts": {"overdue": 0, "today": 0, "leads": 0},
        }
