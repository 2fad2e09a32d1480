"""Blockers: first-class, with a side, an owner and an age (S1.74)."""

import pytest

from tests.campaigns.started import one
from tests.campaigns.visiting import press, signed_in
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.errors import Conflict, Invalid, NotFound
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_in_proof]


def test_a_blocker_stands_between_the_campaign_and_its_launch_until_it_is_cleared(
    world: World, campaign: Campaign
) -> None:
    blocker = run(world.host, "blocker.raise", {"title": "No room", "side": "partner"}, campaign.pk).result
    seen = ask(world.partner, "campaign.overview", {"id": campaign.pk})
    assert seen["counts"]["blocked"] == 1
    assert 'Blocker: "No room" is still open' in [
        gap["what"] for part in seen["gates"][2]["requirements"] for gap in part["missing"]
    ]
    run(world.partner, "blocker.resolve", {"outcome": "Booked."}, blocker.pk)
    assert ask(world.host, "campaign.overview", {"id": campaign.pk})["counts"]["blocked"] == 0
    assert one(world.host, "blocker", campaign)["resolvedBy"] == "Pia Partner"


def test_it_is_cleared_once_and_can_be_reopened(world: World, campaign: Campaign) -> None:
    blocker = run(world.host, "blocker.raise", {"title": "No room"}, campaign.pk).result
    assert blocker.side == "host"
    with pytest.raises(Conflict):
        run(world.host, "blocker.reopen", {}, blocker.pk)
    run(world.partner, "blocker.resolve", {}, blocker.pk)
    with pytest.raises(Conflict, match="already"):
        run(world.host, "blocker.resolve", {}, blocker.pk)
    run(world.host, "blocker.reopen", {}, blocker.pk)
    assert one(world.partner, "blocker", campaign)["state"] == "open"


def test_its_owner_works_for_the_side_that_can_clear_it(world: World, campaign: Campaign) -> None:
    given = {"title": "No room", "side": "partner", "ownerId": world.partner_member.person.pk}
    run(world.host, "blocker.raise", given, campaign.pk)
    with pytest.raises(Invalid) as wrong:
        run(world.host, "blocker.raise", {**given, "ownerId": world.host.person.pk}, campaign.pk)
    assert wrong.value.errors[0]["field"] == "ownerId"


def test_outsiders_neither_raise_nor_clear(world: World, campaign: Campaign) -> None:
    blocker = run(world.host, "blocker.raise", {"title": "No room"}, campaign.pk).result
    with pytest.raises(NotFound):
        run(world.rival, "blocker.raise", {"title": "Ha"}, campaign.pk)
    with pytest.raises(NotFound):
        run(world.rival, "blocker.resolve", {}, blocker.pk)


def test_the_page_raises_and_clears(world: World, campaign: Campaign) -> None:
    client = signed_in(world.partner)
    client.post(f"/campaigns/{campaign.pk}/blockers", {"title": "No room", "side": "host"})
    blocker = one(world.host, "blocker", campaign)
    assert blocker["side"] == "host"
    press(client, campaign.pk, "clear-blocker", blocker["id"])
    assert one(world.host, "blocker", campaign)["state"] == "cleared"
