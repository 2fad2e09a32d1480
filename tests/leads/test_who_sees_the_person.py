"""What a side cannot see it does not have: canary words looked for in everything that the others get."""

import json
from typing import Any

import pytest

from tests.leads.shared import consent, csv_of, imported, leads_of, register, signed
from tests.worlds import World, person
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.models import OplogEntry, Space
from twofold.core.operations.query import QUERIES, ask
from twofold.leads.models import ContactCard

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
FILE = csv_of(
    "canaryp@only-partner.example,CanaryP,CanCorpP,DE,true,yes,yes",
    "canaryh@only-host.example,CanaryH,CanCorpH,US,true,yes,yes",
    "canaryheld@nobody.example,CanaryHeld,CanCorpHeld,DE,true,yes,",
)


def everything(actor: Actor, campaign: Campaign) -> str:
    """All that an actor can ask about leads, imports, consents and the log."""
    told: list[Any] = []
    for noun in ("lead", "lead_import", "consent", "lead_share"):
        told.append(ask(actor, f"{noun}.list", {"limit": 200}))
    for lead in told[0]["items"]:
        told += [ask(actor, f"lead.{verb}", {"id": lead["id"]}) for verb in ("get", "timeline", "decision")]
    told.append(ask(actor, "activity.list", {"limit": 200}))
    for word in ("canaryp", "canaryh", "canaryheld"):
        told.append(len(ask(actor, "lead.list", {"q": word})["items"]))
        told.append(ask(actor, "lead.count", {"q": word}))
    if campaign.space_id in actor.space_ids():
        told.append(ask(actor, "lead.summary", {"campaignId": campaign.pk}))
    return json.dumps(told, default=str).lower()


def test_each_side_has_its_people_and_nobody_elses(world: World, campaign: Campaign, rules_in_force: None) -> None:
    imported(world.host, campaign, FILE)
    to_host, to_partner = everything(world.host, campaign), everything(world.partner, campaign)
    assert "canaryp@only-partner.example" in to_partner
    assert "canaryh@only-host.example" in to_host
    for word in ("canaryp", "cancorpp", "only-partner", "canaryheld", "cancorpheld", "nobody.example"):
        assert word not in to_host, word
    for word in ("canaryh", "cancorph", "only-host", "canaryheld", "nobody.example"):
        assert word not in to_partner, word
    for actor in (world.rival, world.stranger):
        assert "canary" not in everything(actor, campaign)


def test_a_guest_sees_numbers_and_states_only(world: World, campaign: Campaign, rules_in_force: None) -> None:
    imported(world.host, campaign, FILE)
    assert world.partner.company is not None
    guest = person(world.partner.company, "Gus Guest", "guest", seat=Space.rows.get(pk=campaign.space_id))
    assert len(leads_of(guest, campaign)) == 3
    assert "canary" not in json.dumps(leads_of(guest, campaign), default=str).lower()
    assert ask(guest, "lead.count", {"q": "canaryp"}) == {"count": 0}


def test_search_finds_own_people_only(world: World, campaign: Campaign, rules_in_force: None) -> None:
    imported(world.host, campaign, FILE)
    assert [lead["number"] for lead in leads_of(world.partner, campaign, q="canaryp")] == [1]
    assert leads_of(world.host, campaign, q="canaryp") == []
    assert leads_of(world.host, campaign, q="canaryheld") == []


def test_the_held_card_waits_unseen_with_who_brought_it(world: World, campaign: Campaign, rules_in_force: None) -> None:
    imported(world.host, campaign, FILE)
    waiting = ContactCard.rows.within(world.host.company_space_id()).filter(disclosed_at__isnull=True)
    assert [card.email for card in waiting] == ["canaryheld@nobody.example"]
    assert not ContactCard.rows.within(world.partner.company_space_id()).filter(email__startswith="canaryheld").exists()


def test_no_row_of_the_shared_space_and_no_log_holds_a_person(world: World) -> None:
    from twofold.leads.models import Disclosure, Lead, LeadImport, RoutingDecision

    campaign = signed(world)
    imported(world.host, campaign, FILE)
    register(
        world.host,
        campaign,
        "canaryr@only-partner.example",
        lastName="CanaryR",
        country="DE",
        consents=consent("partner"),
    )
    rows: list[Any] = []
    for model in (Lead, RoutingDecision, Disclosure, LeadImport):
        rows += list(model.rows.within(campaign.space_id).values())
    text = json.dumps(
        [rows, list(OplogEntry.rows.within(campaign.space_id).values_list("body", flat=True))], default=str
    )
    assert "canary" not in text.lower()
    assert "only-partner" not in text


def test_every_query_about_leads_needs_a_capability() -> None:
    named = [name for name in QUERIES if name.startswith(("lead.", "lead_import.", "lead_share.", "consent."))]
    assert len(named) >= 17
    assert all(QUERIES[name].needs for name in named)
