"""An acceptance is taken back as long as its side did nothing further; both sides read that it was."""

from __future__ import annotations

import pytest

from tests.leads.shared import csv_of, imported, leads_of, signed
from tests.signing_in import by_password
from tests.worlds import World
from twofold.core.errors import Conflict, NotFound
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db
FILE = csv_of(
    "ada@one.example,Ada,One GmbH,DE,true,yes,yes",
    "ben@two.example,Ben,Two GmbH,DE,true,yes,yes",
)


@pytest.fixture
def ours(world: World) -> list[str]:
    campaign = signed(world)
    imported(world.host, campaign, FILE)
    return [lead["id"] for lead in leads_of(world.partner, campaign, myState="routed")]


def states(world: World, ids: list[str]) -> list[str]:
    return [ask(world.partner, "lead.get", {"id": id})["myState"] for id in ids]


def test_many_are_taken_back_together_and_the_other_side_reads_it(world: World, ours: list[str]) -> None:
    assert len(ours) > 1
    done = run(world.partner, "lead.accept_many", {"ids": ours}).result
    with pytest.raises(NotFound):
        run(world.host, "lead.undo", {"changeId": done["changeId"]})
    run(world.partner, "lead.undo", {"changeId": done["changeId"]})
    assert set(states(world, ours)) == {"routed"}
    says = str(ask(world.host, "lead.timeline", {"id": ours[0]})["entries"])
    assert "accepted it." in says
    assert "took accepting it back." in says
    with pytest.raises(Conflict):
        run(world.partner, "lead.undo", {"changeId": done["changeId"]})
    assert run(world.partner, "lead.accept_many", {"ids": ours}).result["count"] == len(ours)


def test_one_that_was_returned_before_is_returned_again(world: World, ours: list[str]) -> None:
    run(world.partner, "lead.return", {"reason": "Too small."}, on=ours[0])
    for _ in range(2):
        accepted = run(world.partner, "lead.accept", {}, on=ours[0])
        run(world.partner, "lead.undo", {"changeId": accepted.entry_id})
        assert states(world, ours[:1]) == ["returned"]


def test_what_was_followed_up_since_stays(world: World, ours: list[str]) -> None:
    done = run(world.partner, "lead.accept_many", {"ids": ours}).result
    run(world.partner, "lead.contact", {}, on=ours[0])
    with pytest.raises(Conflict, match="followed up since"):
        run(world.partner, "lead.undo", {"changeId": done["changeId"]})
    assert sorted(states(world, ours)) == sorted(["contacted", *["accepted"] * (len(ours) - 1)])


def test_a_page_offers_the_way_back_from_accepting_alone(world: World, ours: list[str]) -> None:
    client = by_password(world.partner)
    told = client.post("/leads/many", {"verb": "accept", "ids": ours[:1]}, "application/json").json()
    assert (told["count"], told["undo"]) == (1, "")
    text = client.post(f"/leads/{ours[1]}/accept", {"back": f"/leads/{ours[1]}"}, follow=True).content.decode()
    [undo] = {each for each in text.split('"') if each.startswith(f"/leads/{ours[1]}/undo/")}
    assert "Undone." in client.post(undo, {"back": f"/leads/{ours[1]}"}, follow=True).content.decode()
    assert states(world, ours[:2]) == ["accepted", "routed"]
    told = client.post("/leads/many", {"verb": "contact", "ids": ours[:1]}, "application/json").json()
    assert told["undo"] is None


def test_many_become_deals_and_those_that_cannot_are_left_out(world: World, ours: list[str]) -> None:
    run(world.partner, "lead.accept", {}, on=ours[0])
    deal = {"dealValue": "100", "currency": "EUR"}
    done = run(world.partner, "lead.convert_many", {"ids": ours, "leaveOut": True, **deal}).result
    assert (done["count"], done["leftOut"]) == (1, len(ours) - 1)
    assert {each.code for each in done.left.values()} == {"conflict"}
