"""Who finds what: nobody finds what their lists would not show them, and a person only who holds their card."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.access.story import Story
from tests.campaigns.started import start
from tests.leads.shared import csv_of, imported, signed
from tests.worlds import World, person
from twofold.core.actor import Actor, member
from twofold.core.clock import now
from twofold.core.entities.search import searchable
from twofold.core.errors import Refused
from twofold.core.models import Side, Space
from twofold.core.operations.query import ask, ask_all
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def searched(actor: Actor, q: str, **more: Any) -> list[dict[str, Any]]:
    """The items that are found."""
    found: list[dict[str, Any]] = ask(actor, "search.everything", {"q": q, "limit": 100, **more})["items"]
    return found


def test_whoever_searches_finds_no_item_that_their_list_does_not_find(story: Story) -> None:
    """Of every actor and kind: the same ids as the list's own search, so the same rule of who sees what."""
    world = story.world
    guest = person(world.partner.company, "Gus Guest", "guest", seat=story.campaigns["campaign"].space)  # type: ignore[arg-type]
    found = 0
    for actor in (world.host, world.host_member, world.partner, world.rival, story.ex, world.stranger, guest):
        actor.forget_spaces()
        for q in ("a", "canary", "finch", "campaign"):
            items = searched(actor, q)
            for entity in searchable(actor):
                listed = ask_all(actor, f"{entity.noun}.list", {"q": q})
                ids = {each["id"] for each in items if each["kind"] == entity.noun}
                assert ids <= {each["id"] for each in listed}, (entity.noun, q)
                assert len(ids) == min(len(listed), 100), (entity.noun, q)
                found += len(ids)
    assert found > 500


def test_private_words_are_found_by_their_own_company_only(world: World) -> None:
    start(world)
    given = {
        "company": "Kestrel Secret",
        "contactName": "Kay",
        "contactEmail": "kay@kestrel.example",
        "type": "referral",
    }
    run(world.host, "partner.create", given)
    assert [each["kind"] for each in searched(world.host_member, "kestrel")] == ["partner"]
    for actor in (world.partner, world.partner_member, world.rival, world.stranger):
        assert ask(actor, "search.everything", {"q": "kestrel"}) == {
            "items": [],
            "kinds": [],
            "pages": [],
            "actions": [],
        }


def test_a_campaign_is_found_by_its_two_sides_and_no_longer_by_one_that_left(world: World) -> None:
    campaign = start(world)
    for actor, sees in ((world.host, True), (world.partner, True), (world.rival, False), (world.stranger, False)):
        assert ("campaign" in {each["kind"] for each in searched(actor, "winter webinar")}) is sees
    Side.rows.filter(company=world.partner.company, space=campaign.space).update(ended_at=now())
    world.partner.forget_spaces()
    assert searched(world.partner, "winter webinar") == []
    assert searched(world.partner, "marketing", kind="role,task,channel") == []


def test_what_was_removed_is_not_found(world: World) -> None:
    campaign = start(world)
    assert searched(world.host, "webinar", kind="campaign,milestone")
    run(world.host, "campaign.delete", {}, on=campaign.pk)
    world.host.forget_spaces()
    assert searched(world.host, "webinar") == []


def test_a_lead_is_found_by_its_person_where_the_card_is_held(world: World) -> None:
    campaign = signed(world)
    imported(
        world.host, campaign,
        csv_of("petra@pelican.example,Petra Pelican,Pelican AG,DE,true,yes,yes", "hal@hoopoe.example,Hal Hoopoe,Hoopoe Inc,US,true,yes,yes"),
    )  # fmt: skip
    guest = person(world.partner.company, "Gus Guest", "guest", seat=Space.rows.get(pk=campaign.space_id))  # type: ignore[arg-type]
    for q in ("pelican", "petra", "petra@pelican"):
        assert [each["title"] for each in searched(world.partner, q, kind="lead")] == ["Petra Pelican"]
        for actor in (world.host, world.rival, world.stranger, guest):
            assert "pelican" not in json.dumps(ask(actor, "search.everything", {"q": q})).lower()
    [hal] = searched(world.host, "hoopoe inc")
    assert (hal["title"], hal["subtitle"]) == ("Hal Hoopoe", "Winter Webinar · Hoopoe Inc")
    assert searched(world.partner, "hoopoe") == []


def test_a_guest_finds_the_campaign_they_sit_in_and_no_partner(world: World) -> None:
    campaign = start(world)
    other = start(world, name="Summer Summit")
    guest = person(world.partner.company, "Gus Guest", "guest", seat=Space.rows.get(pk=campaign.space_id))  # type: ignore[arg-type]
    assert [each["title"] for each in searched(guest, "winter", kind="campaign")] == ["Winter Webinar"]
    assert searched(guest, "summer") == []
    assert searched(world.partner, "summer", kind="campaign")[0]["id"] == other.pk
    assert "partner" not in {each.noun for each in searchable(guest)}


def test_a_token_finds_what_its_scopes_name(world: World) -> None:
    start(world)
    assert world.host.membership is not None

    def with_scopes(*scopes: str) -> Actor:
        who = member(world.host.membership, "api")  # type: ignore[arg-type]
        return Actor(who.person, who.company, who.membership, who.role, "api", frozenset(scopes), "token")

    assert {each["kind"] for each in searched(with_scopes("company.see", "partners.see"), "brightleaf")} == {
        "company", "partner",
    }  # fmt: skip
    assert "token" not in {each.noun for each in searchable(with_scopes("read"))}
    with pytest.raises(Refused):
        searched(with_scopes("partners.see"), "brightleaf")
