"""A campaign that is out of sight takes everything in it along, for both sides; restoring it brings all of it back."""

from typing import Any

import pytest
from django.urls import reverse

from tests.campaigns.started import listed, one, start
from tests.campaigns.visiting import signed_in
from tests.leads.shared import consent, register
from tests.worlds import World
from twofold.campaigns.integrity import closed_spaces_are_those_of_removed_campaigns
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.errors import NotFound, Refused
from twofold.core.models import Space
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NOUNS = (
    "lead", "task", "task_list", "checkin", "channel", "message", "role", "milestone", "asset", "launch_item",
    "raci_row", "brief_section", "dot", "lead_share",
)  # fmt: skip


def _seen(actor: Actor) -> dict[str, tuple[Any, Any]]:
    actor.forget_spaces()
    return {
        noun: (ask(actor, f"{noun}.count", {}), [each["id"] for each in ask(actor, f"{noun}.list", {})["items"]])
        for noun in NOUNS
    }


def _people(world: World) -> tuple[Actor, ...]:
    return world.host, world.host_member, world.partner, world.partner_member


def test_everything_in_it_goes_out_of_sight_and_comes_back(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    lead = register(world.host, campaign, "ada@fernhill.example", consents=consent("host", "partner"))
    channel, checkin = one(world.partner, "channel", campaign, key="kickoff"), one(world.partner, "checkin", campaign)
    run(world.host, "message.post", {"body": "Hello"}, channel["id"])
    before = {actor: _seen(actor) for actor in (world.host, world.partner)}
    assert all(count["count"] and ids for count, ids in before[world.partner].values())
    run(world.host, "campaign.delete", {}, campaign.pk)
    for actor in _people(world):
        assert all(not count["count"] and not ids for count, ids in _seen(actor).values())
        for name, given, on in (
            ("message.post", {"body": "Is anyone here?"}, channel["id"]),
            ("checkin.answer", {"progress": "Much"}, checkin["id"]),
            ("lead.accept", {}, lead.pk),
            ("task.restore", {}, listed_before(before[world.host], "task")),
        ):
            with pytest.raises(NotFound):
                run(actor, name, given, on)
    run(world.host, "campaign.restore", {}, campaign.pk)
    assert {actor: _seen(actor) for actor in (world.host, world.partner)} == before
    run(world.partner, "checkin.answer", {"progress": "Much"}, checkin["id"])


def listed_before(seen: dict[str, tuple[Any, Any]], noun: str) -> str:
    """One of them."""
    return str(seen[noun][1][0])


def test_no_page_of_those_who_work_speaks_of_it_any_more(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    lead = register(world.host, campaign, "ada@fernhill.example", consents=consent("host", "partner"))
    run(world.host, "campaign.delete", {}, campaign.pk)
    for actor in (world.host, world.partner):
        actor.forget_spaces()
        moves = ask(actor, "campaign.next_moves", {})
        assert (moves["ours"], moves["theirs"], moves["counts"]["leads"]) == ([], [], 0)
        client = signed_in(actor)
        assert lead.pk not in client.get(reverse("leads")).content.decode()
        assert client.get(f"/leads/{lead.pk}").status_code == 404
        assert client.get("/").status_code == 200
        assert ask(actor, "activity.list", {})["items"][0]["operation"] == "campaign.delete"


def test_it_stays_where_it_can_be_restored_by_those_who_started_it(world: World, campaign: Campaign) -> None:
    run(world.host, "campaign.delete", {}, campaign.pk)
    for actor in _people(world):
        actor.forget_spaces()
        assert [each["id"] for each in ask(actor, "campaign.list", {"deleted": True})["items"]] == [campaign.pk]
        assert listed(actor, "task", campaign, deleted=True) == []
    with pytest.raises(Refused, match="started this campaign"):
        run(world.partner, "campaign.restore", {}, campaign.pk)
    run(world.host_member, "campaign.restore", {}, campaign.pk)
    world.partner.forget_spaces()
    assert listed(world.partner, "task", campaign)


def test_a_stranger_learns_nothing_of_it(world: World, campaign: Campaign) -> None:
    run(world.host, "campaign.delete", {}, campaign.pk)
    assert ask(world.rival, "campaign.list", {"deleted": True})["items"] == []
    with pytest.raises(NotFound):
        run(world.rival, "campaign.restore", {}, campaign.pk)


def test_doctor_holds_what_is_closed_against_what_is_removed(world: World) -> None:
    campaign, other = start(world), start(world, name="Another")
    run(world.host, "campaign.delete", {}, campaign.pk)
    assert list(closed_spaces_are_those_of_removed_campaigns()) == []
    Space.rows.filter(pk=campaign.space_id).update(closed_at=None)
    Space.rows.filter(pk__in=(other.space_id, world.host.company_space_id())).update(closed_at=now())
    told = list(closed_spaces_are_those_of_removed_campaigns())
    assert len(told) == 3
    assert all(any(each in sentence for sentence in told) for each in (campaign.pk, other.pk))
