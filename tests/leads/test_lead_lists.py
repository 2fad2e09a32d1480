"""The lists of leads, consents and imports: what each side may see as a column, narrow by, count and take away as a file."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from tests.leads.shared import consent, csv_of, imported, register, signed
from tests.worlds import World, person
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.clock import fixed_at, now
from twofold.core.models import Space
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
FILE = csv_of(
    "canaryp@only-partner.example,CanaryP,CanCorpP,DE,true,yes,yes",
    "canaryh@only-host.example,CanaryH,CanCorpH,US,true,yes,yes",
    "canaryheld@nobody.example,CanaryHeld,CanCorpHeld,DE,true,yes,",
)
PEOPLE = "title,contactName,contactEmail,contactCompany,contactPhone,contactJobTitle"


def browse(actor: Actor) -> Client:
    client = Client()
    client.force_login(actor.person)  # type: ignore[arg-type]
    return client


def text_of(actor: Actor, path: str) -> str:
    answer = browse(actor).get(path, follow=True)
    assert answer.status_code in (200, 404), path
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return body.decode().lower()


def test_columns_about_the_person_are_filled_for_who_holds_the_card_and_nobody_else(world: World) -> None:
    campaign = signed(world)
    imported(world.host, campaign, FILE)
    assert world.partner.company is not None
    guest = person(world.partner.company, "Gus Guest", "guest", seat=Space.rows.get(pk=campaign.space_id))
    pages = [
        f"/leads?columns={PEOPLE}",
        f"/campaigns/{campaign.pk}/leads?columns={PEOPLE}&layout=cards",
        f"/leads?columns={PEOPLE}&group=state",
        f"/leads/export?format=csv&columns={PEOPLE}",
        "/leads.csv",
    ]
    for path in pages:
        partner, host, visitor = (text_of(each, path) for each in (world.partner, world.host, guest))
        assert "canaryp@only-partner.example" in partner
        assert "cancorpp" in partner
        assert "canaryh@only-host.example" in host
        for word in ("canaryh", "cancorph", "only-host"):
            assert word not in partner, path
        for word in ("canaryp", "cancorpp", "only-partner"):
            assert word not in host, path
        for each in (partner, host):
            assert "canaryheld" not in each, path
        assert "canary" not in visitor
        assert "lead 2" in visitor
        assert "canary" not in text_of(world.rival, path)


def test_what_is_worked_out_stands_in_an_item_only_where_it_is_asked_for(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    imported(world.host, campaign, FILE)
    whole = ask(world.partner, "lead.list", {"campaignId": campaign.pk, "sort": "number"})["items"][0]
    assert not {"title", "overdue", "contactEmail", "theirState"} & whole.keys()
    asked = {"campaignId": campaign.pk, "sort": "number", "fields": "title,contactCompany"}
    found = ask(world.partner, "lead.list", asked)["items"]
    assert found[0] == {"title": "CanaryP", "contactCompany": "CanCorpP"}
    assert found[1] == {"title": "Lead 2", "contactCompany": None}


def test_each_side_narrows_and_counts_by_its_own_follow_up_and_by_the_others(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    imported(world.host, campaign, FILE)
    theirs, ours = ask(world.host, "lead.list", {"campaignId": campaign.pk, "sort": "number"})["items"][:2]
    run(world.partner, "lead.accept", {}, on=theirs["id"])
    for actor, own, other in ((world.partner, theirs, ours), (world.host, ours, theirs)):
        state = ask(actor, "lead.get", {"id": own["id"]})["myState"]
        assert [each["id"] for each in ask(actor, "lead.list", {"myState": state})["items"]] == [own["id"]]
        assert ask(actor, "lead.count", {"myState": f"{state},returned"}) == {"count": 1}
        assert ask(actor, "lead.count", {"groupBy": "myState"})["groups"][state] == 1
        state = ask(actor, "lead.get", {"id": other["id"]})["state"]
        assert [each["id"] for each in ask(actor, "lead.list", {"theirState": state})["items"]] == [other["id"]]
        page = browse(actor).get("/leads?view=to-follow-up").content.decode()
        assert f'href="/leads/{own["id"]}"' in page
        assert f'href="/leads/{other["id"]}"' not in page


def test_how_many_are_overdue_is_counted_anew_as_time_goes_by(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twofold.core.fast.count_cache._in_transaction", lambda: False)
    campaign = signed(world)
    register(world.host, campaign, "a@x.example", country="DE", consents=consent("partner"))
    assert ask(world.host, "lead.count", {"overdue": True}) == {"count": 0}
    with fixed_at(now() + timedelta(days=30)):
        assert ask(world.host, "lead.count", {"overdue": True}) == {"count": 1}
        assert ask(world.host, "lead.count", {"groupBy": "overdue"})["groups"] == {"true": 1}
        assert len(ask(world.partner, "lead.list", {"overdue": True, "sort": "due"})["items"]) == 1
    assert ask(world.host, "lead.count", {"overdue": True}) == {"count": 0}


def test_a_row_names_the_companies_of_its_campaign_and_offers_only_what_is_possible(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    imported(world.host, campaign, FILE)
    for path in (f"/campaigns/{campaign.pk}/leads", "/leads"):
        there = browse(world.partner).get(path).content.decode()
        rows = re.findall(r"<tr data-id=.*?</tr>", there, re.DOTALL)
        assert len(rows) == 3
        assert sum("Brightleaf Analytics" in row for row in rows) == 2
        assert sum("Northwind Cloud" in row for row in rows) == 1
        assert [('/accept"' in row) for row in rows if "CanaryP" in row] == [True]
        assert sum('/accept"' in row for row in rows) == 1


def test_consents_are_listed_for_who_holds_the_card(world: World, campaign: Campaign, rules_in_force: None) -> None:
    imported(world.host, campaign, FILE)
    path = f"/campaigns/{campaign.pk}/consents"
    there, here = (browse(each).get(path).content.decode() for each in (world.partner, world.host))
    assert "CanaryP" in there
    assert "CanaryP" not in here
    assert "CanaryH" not in there
    assert browse(world.rival).get(path).status_code == 404
    lead = ask(world.partner, "lead.list", {"q": "canaryp"})["items"][0]["id"]
    assert 'id="related-consent"' in browse(world.partner).get(f"/leads/{lead}").content.decode()


def test_the_list_of_imports_names_the_file_to_its_company_only(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    imported(world.host, campaign, FILE)
    path = f"/campaigns/{campaign.pk}/import"
    here, there = (browse(each).get(path).content.decode() for each in (world.host, world.partner))
    assert "leads.csv" in here
    assert "leads.csv" not in there
    assert "3 rows by Northwind Cloud" in there
    shown = ask(world.partner, "lead_import.list", {"fields": "fileName,title"})["items"]
    assert shown == [{"fileName": None, "title": "3 rows by Northwind Cloud"}]


def test_the_board_shows_ones_own_side_and_moves_by_the_verbs_of_following_up(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    imported(world.host, campaign, FILE)
    there, path = browse(world.partner), f"/campaigns/{campaign.pk}/leads?layout=board"
    mine, theirs = ask(world.partner, "lead.list", {"campaignId": campaign.pk, "sort": "number"})["items"][:2]
    page = there.get(path).content.decode()
    assert f'data-id="{mine["id"]}"' in page
    assert f'data-id="{theirs["id"]}"' not in page
    step = f"/leads/{mine['id']}/move"
    assert there.post(step, {"from": "routed", "to": "returned"}).status_code == 422
    assert there.post(step, {"from": "routed", "to": "returned", "reason": "Too small."}).status_code == 302
    assert there.post(step, {"from": "returned", "to": "accepted"}).status_code == 302
    assert ask(world.host, "lead.get", {"id": mine["id"]})["partnerState"] == "accepted"
    told = [each["note"] for each in ask(world.host, "lead.timeline", {"id": mine["id"]})["entries"]]
    assert "Too small." in told
    browse(world.host).post(step, {"from": "accepted", "to": "contacted"})
    assert ask(world.host, "lead.get", {"id": mine["id"]})["partnerState"] == "accepted"


def test_what_a_list_cannot_be_sorted_by_does_not_look_so(world: World) -> None:
    """Which column the own follow-up is differs from campaign to campaign: no index has that order."""
    imported(world.host, signed(world), csv_of("ada@one.example,Ada,One GmbH,DE,true,yes,yes"))
    page = browse(world.host).get("/leads?columns=number,state,myState,theirState")
    heads = {each.field.name: bool(each.sorts) for each in page.context["columns"]}
    assert heads == {"title": False, "number": True, "state": True, "myState": False, "theirState": False}
    assert page.content.decode().count('class="sort"') == 2
