"""Guessing addresses in a preview or a dry run finds out nothing about the other company's pipeline and people."""

from typing import Any

import pytest
from django.test import Client

from tests.leads.shared import RULES, consent, csv_of, file_of, imported, register, signed
from tests.leads.test_exclusion_lists import LISTING
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_in_proof]
GUESSED = csv_of("ann@x.example,,,DE,true,yes,yes", "bob@y.example,,,DE,true,yes,yes")
ONLY_HOST = {**RULES, "routes": [{**RULES["routes"][-1], "when": True, "to": "host", "name": "All"}]}
ONLY_HOST["routes"][0]["followUp"] = {"first": "host", "withinHours": 24}


def looked_at(actor: Actor, campaign: Campaign) -> list[tuple[str, str]]:
    preview: dict[str, Any] = run(actor, "lead_import.upload", {"file": file_of(GUESSED)}, on=campaign.pk).result
    run(actor, "lead_import.cancel", {}, on=preview["id"])
    return [(row["status"], row["why"]) for row in preview["firstRows"]]


def test_a_preview_is_the_same_whether_the_other_side_has_the_person_in_its_pipeline_or_not(world: World) -> None:
    campaign = signed(world, LISTING)
    before = looked_at(world.partner, campaign)
    run(world.host, "exclusion_list.replace", {"entries": ["ann@x.example"]}, on=campaign.pk)
    assert looked_at(world.partner, campaign) == before
    assert "pipeline" in looked_at(world.host, campaign)[0][1]


def test_a_dry_run_is_the_same_whether_the_other_side_has_the_person_in_its_pipeline_or_not(world: World) -> None:
    campaign = signed(world, LISTING)
    version = ask(world.partner, "lead_share.list", {"campaignId": campaign.pk})["items"][0]["id"]

    def tried() -> dict[str, Any]:
        given = {"file": file_of(GUESSED), "withLists": True}
        found: dict[str, Any] = run(world.partner, "lead_share.dry_run", given, on=version).result
        return found

    before = tried()
    run(world.host, "exclusion_list.replace", {"entries": ["ann@x.example"]}, on=campaign.pk)
    assert tried() == before


def test_a_preview_knows_only_people_whom_ones_own_company_brought_in_or_was_given(world: World) -> None:
    campaign = signed(world, ONLY_HOST)
    register(world.host, campaign, "ann@x.example", consents=consent("host"))
    register(world.partner, campaign, "bob@y.example", consents=consent("host"))
    assert [status for status, _ in looked_at(world.partner, campaign)] == ["routed", "duplicate"]
    assert [status for status, _ in looked_at(world.host, campaign)] == ["duplicate", "duplicate"]
    assert imported(world.partner, campaign, GUESSED).counts["status"] == {"duplicate": 2}


def test_a_person_held_for_ones_own_company_is_not_told_by_a_preview(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    lead = register(world.host, campaign, "ann@x.example", country="DE")
    assert lead.partner_state == "held"
    assert [status for status, _ in looked_at(world.partner, campaign)] == ["routed", "routed"]


def test_the_pages_say_whose_lists_and_leads_are_asked(world: World) -> None:
    campaign = signed(world, LISTING)
    preview = run(world.partner, "lead_import.upload", {"file": file_of(GUESSED)}, on=campaign.pk).result
    client = Client()
    client.force_login(world.partner.person)  # type: ignore[arg-type]
    page = client.get(f"/lead-imports/{preview['id']}").content.decode()
    said = " ".join(page.split())
    assert "This counts what your company can see: your own pipeline and your own leads." in said
    assert "Northwind Cloud's pipeline and leads are checked during the import" in said
    rules = client.get(f"/campaigns/{campaign.pk}/rules").content.decode()
    assert "Check against my pipeline" in rules
