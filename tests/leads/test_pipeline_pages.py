"""The pages around existing pipeline, held leads and a running import, as a person of each side sees them."""

import pytest
from django.test import Client

from tests.leads.shared import RULES, consent, csv_of, file_of, leads_of, register, signed
from tests.leads.test_exclusion_lists import LISTING
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.leads.importing.worker import run_import_now

pytestmark = [pytest.mark.django_db]


def browse(actor: Actor) -> Client:
    """A browser in which somebody is signed in."""
    fresh = Client()
    fresh.force_login(actor.person)  # type: ignore[arg-type]
    return fresh


def test_a_list_is_given_replaced_and_cleared_on_the_rules_page(world: World) -> None:
    campaign = signed(world, LISTING)
    here, there = browse(world.host), browse(world.partner)
    base = f"/campaigns/{campaign.pk}/rules"
    assert "Upload your pipeline" in here.get(base).content.decode()
    pasted = {"entries": "deal.example\r\n\r\nnot a domain\r\n"}
    wrong = here.post(f"{base}/pipeline", pasted)
    assert wrong.status_code == 422
    assert "Line 3 is neither" in wrong.content.decode()
    assert here.post(f"{base}/pipeline", {"entries": "deal.example\r\n"}).status_code == 302
    assert "1 entry, since" in here.get(base).content.decode()
    assert here.post(f"{base}/pipeline", {"file": file_of("deal.example\nann@x.example\n")}).status_code == 302
    theirs = there.get(base).content.decode()
    assert "2 entries, since" in theirs
    assert "deal.example" not in theirs
    assert "Clear your pipeline" not in theirs
    assert here.post(f"{base}/pipeline/clear").status_code == 302
    assert "Nothing uploaded yet" in here.get(base).content.decode()
    assert browse(world.rival).post(f"{base}/pipeline", {"entries": "x.example"}).status_code == 404


def test_rules_that_name_no_list_show_no_place_for_one(world: World, campaign: Campaign, rules_in_force: None) -> None:
    page = browse(world.host).get(f"/campaigns/{campaign.pk}/rules").content.decode()
    assert 'id="pipeline"' not in page
    assert "Check against my pipeline" not in page


def test_a_dry_run_on_the_page_asks_ones_own_list_where_one_likes(world: World) -> None:
    campaign = signed(world, LISTING)
    run(world.host, "exclusion_list.replace", {"entries": ["x.example"]}, on=campaign.pk)
    version = ask(world.host, "lead_share.list", {"campaignId": campaign.pk})["items"][0]["id"]
    base = f"/campaigns/{campaign.pk}/rules/{version}"
    text = csv_of("a@x.example,Ann,X,DE,true,yes,yes")
    here = browse(world.host)
    assert "Check against my pipeline" in here.get(base).content.decode()
    with_lists = here.post(f"{base}/try", {"file": file_of(text), "with_lists": "on"}).content.decode()
    assert '<th scope="row">Existing pipeline</th>' in with_lists
    assert '<th scope="row">DACH</th>' in here.post(f"{base}/try", {"file": file_of(text)}).content.decode()


def test_a_lead_in_pipeline_says_so_in_table_and_page(world: World) -> None:
    campaign = signed(world, LISTING)
    run(world.partner, "exclusion_list.replace", {"entries": ["x.example"]}, on=campaign.pk)
    lead = register(world.host, campaign, "a@x.example", country="US", consents=consent("partner"))
    name = world.partner.company.name if world.partner.company else ""
    for client in (browse(world.host), browse(world.partner)):
        assert "Existing pipeline" in client.get(f"/campaigns/{campaign.pk}/leads").content.decode()
        page = client.get(f"/leads/{lead.pk}").content.decode()
        assert f"It is already in {name}&#x27;s pipeline." in page


def test_a_held_lead_waits_for_consent_and_is_never_overdue(world: World) -> None:
    campaign = signed(world, RULES)
    lead = register(world.host, campaign, "a@x.example", country="DE")
    assert leads_of(world.host, campaign)[0]["due"]
    for client in (browse(world.host), browse(world.partner)):
        for path in (f"/campaigns/{campaign.pk}/leads", f"/leads/{lead.pk}"):
            page = client.get(path).content.decode()
            assert "awaiting consent" in page
            assert "data-due" not in page


def test_a_running_import_asks_every_three_seconds_until_it_is_through(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    text = csv_of("a@x.example,Ann,X,DE,true,yes,yes")
    preview = run(world.host, "lead_import.upload", {"file": file_of(text)}, on=campaign.pk).result
    here, url = browse(world.host), f"/lead-imports/{preview['id']}"
    assert 'hx-trigger="live-refresh"' in here.get(url).content.decode()
    run(world.host, "lead_import.commit", {"hash": preview["hash"]}, on=preview["id"])
    assert 'hx-trigger="live-refresh, every 3s"' in here.get(url).content.decode()
    run_import_now(preview["id"])
    assert 'hx-trigger="live-refresh"' in here.get(url).content.decode()
