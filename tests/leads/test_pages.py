"""The pages, walked as a person of each side walks them."""

import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.leads.shared import (
    RULES,
    consent,
    csv_of,
    file_of,
    imported,
    leads_of,
    library_rules,
    propose,
    register,
    sign,
    signed,
)
from tests.worlds import PASSWORD, World
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.leads.follow_up.mail_links import link_token
from twofold.leads.importing.worker import run_import_now
from twofold.rules.lead_share import read_rules
from twofold.rules.lead_share.form import draft_of, to_document
from twofold.rules.log_file import check_log_file
from twofold.web.downloads import cell_text

pytestmark = [pytest.mark.django_db]
FILE = csv_of(
    "a@x.example,Annika,X,DE,true,yes,yes",
    "b@x.example,Ben,X,US,true,yes,yes",
    "bad,,,,,,",
    "c@x.example,Cem,X,DE,true,yes,",
)


@pytest.fixture
def browse(client: Client) -> Callable[[Actor], Client]:
    """A browser in which somebody is signed in."""

    def signed_in(actor: Actor) -> Client:
        fresh = Client()
        fresh.force_login(actor.person)  # type: ignore[arg-type]
        return fresh

    return signed_in


Browse = Callable[[Actor], Client]


def test_rules_begin_from_the_library_and_are_proposed_tried_and_signed_on_pages(
    world: World, campaign: Campaign, browse: Browse
) -> None:
    here, there = browse(world.host), browse(world.partner)
    base = f"/campaigns/{campaign.pk}/rules"
    assert "Use this template" in here.get(base).content.decode()
    form = here.get(f"{base}/new?from=split-60-40").content.decode()
    posted = dict(re.findall(r'name="([\w-]+)" value="([^"]*)"', form))
    posted |= {name: re.search(r'value="([^"]*)" selected', block)[1]  # type: ignore[index]
               for name, block in re.findall(r'<select[^>]*name="([\w-]+)"[^>]*>(.*?)</select>', form, re.DOTALL) if " selected" in block}  # fmt: skip
    posted.pop("action", None)
    more = here.post(f"{base}/new", {**posted, "action": "add-route"}).content.decode()
    assert 'name="route-0-line-0-fact"' in more
    posted |= {"route-0-name": "Big", "route-0-match": "all", "route-0-line-0-fact": "employees", "route-0-line-0-op": "over",
               "route-0-line-0-value": "200", "route-0-to": "partner", "route-0-first": "partner", "route-0-hours": "24"}  # fmt: skip
    bad = here.post(f"{base}/new", {**posted, "route-0-line-0-value": "many", "action": "propose"})
    assert bad.status_code == 422
    assert "employees is a number" in bad.content.decode()
    assert "Route 1 (Big): " in bad.content.decode()
    assert "$.routes" not in bad.content.decode()
    assert 'data-shows-when="rest-to=split"' in form
    made = here.post(f"{base}/new", {**posted, "action": "propose"})
    assert made.status_code == 302, made.content.decode()
    url = made.headers["Location"]
    page = there.get(url).content.decode()
    assert "employees known and employees over 200" in page or "employees over 200" in page
    tried = there.post(f"{url}/try", {"file": file_of(FILE)}).content.decode()
    assert "What version 1 would do with the 4 rows" in tried
    assert "Your signature will name this dry run" in tried
    assert "Rows with an error" in tried
    version = ask(world.host, "lead_share.list", {"campaignId": campaign.pk})["items"][0]
    wrong = there.post(f"{url}/sign", {"hash": version["hash"], "password": "no"})
    assert wrong.status_code == 422
    assert "not your password" in wrong.content.decode()
    for client in (here, there):
        assert client.post(f"{url}/sign", {"hash": version["hash"], "password": PASSWORD}).status_code == 302
    assert "These rules are in force" in here.get(base).content.decode()
    again = there.post(f"{url}/try", {"file": file_of(FILE)}).content.decode()
    assert "What version 1 would do" in again
    assert "Your signature will name" not in again
    assert ask(world.partner, "receipt.key")["publicKey"] in here.get(url).content.decode()
    receipt = here.get(f"{url}/receipts/partner")
    assert receipt.headers["Content-Disposition"].startswith("attachment")


def test_the_log_of_the_campaign_is_there_to_keep_and_grows(
    world: World, campaign: Campaign, rules_in_force: None, browse: Browse
) -> None:
    path, partner = f"/campaigns/{campaign.pk}/log", browse(world.partner)
    assert f'href="{path}"' in partner.get(f"/campaigns/{campaign.pk}/rules").content.decode()
    first = partner.get(path)
    assert first.headers["Content-Disposition"].startswith("attachment")
    register(world.host, campaign, "a@x.example", country="DE", consents=consent("partner"))
    second = browse(world.host).get(path)
    before, after = (json.loads(each.content)["entries"] for each in (first, second))
    assert after[: len(before)] == before
    assert len(after) > len(before)
    assert [check_log_file(each.content) for each in (first, second)] == [[], []]
    assert browse(world.rival).get(path).status_code == 404


def test_json_that_is_wrong_says_where(world: World, campaign: Campaign, browse: Browse) -> None:
    answer = browse(world.host).post(f"/campaigns/{campaign.pk}/rules/json", {"rules": '{"schema": "lead-share/1"}'})
    assert answer.status_code == 422
    assert "Here routes is missing" in answer.content.decode()


@pytest.mark.parametrize("name", ["by-region", "enterprise-to-partner", "split-60-40", "whoever-brought-it"])
def test_the_form_keeps_what_the_rules_mean(name: str) -> None:
    rules = library_rules(name)
    again = to_document(draft_of(rules))
    before, after = read_rules(rules), read_rules(again)
    assert [(route.name, route.to, route.follow_up) for route in before.routes] == [
        (route.name, route.to, route.follow_up) for route in after.routes
    ]
    assert to_document(draft_of(again)) == again


def test_a_file_is_looked_at_imported_and_shown_to_each_side(
    world: World, campaign: Campaign, rules_in_force: None, browse: Browse
) -> None:
    here, there = browse(world.host), browse(world.partner)
    refused = here.post(f"/campaigns/{campaign.pk}/import", {"file": file_of(b"PK\x03\x04")})
    assert refused.status_code == 422
    assert "not a CSV file" in refused.content.decode()
    sent = here.post(f"/campaigns/{campaign.pk}/import", {"file": file_of(FILE)})
    url = sent.headers["Location"]
    page = here.get(url).content.decode()
    assert "1 row with an error" in page
    assert "a@x.example" in page
    assert "a@x.example" not in there.get(url).content.decode()
    found = re.search(r'name="hash" value="(\w+)"', page)
    assert found
    assert here.post(f"{url}/commit", {"hash": found[1]}).status_code == 302
    run_import_now(url.rsplit("/", 1)[1])
    assert "See the leads of this import" in there.get(url).content.decode()
    assert "leads.csv" in here.get(f"/campaigns/{campaign.pk}/import").content.decode()
    assert "leads.csv" not in there.get(f"/campaigns/{campaign.pk}/import").content.decode()
    ours, theirs = (client.get(f"/campaigns/{campaign.pk}/leads").content.decode() for client in (here, there))
    assert "Annika" in theirs
    assert "Annika" not in ours
    assert "Ben" in ours
    assert "Cem" not in ours + theirs
    assert there.get("/leads?q=Annika").content.decode().count('<th scope="row"') == 1
    exported = b"".join(there.get(f"/leads.csv?campaignId={campaign.pk}", follow=True).streaming_content).decode()  # type: ignore[attr-defined]
    assert "a@x.example" in exported
    assert "b@x.example" not in exported


def test_a_preview_left_for_a_day_is_no_longer_listed(
    world: World, campaign: Campaign, rules_in_force: None, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, page = browse(world.host), f"/campaigns/{campaign.pk}/import"
    url = here.post(page, {"file": file_of(FILE)}).headers["Location"]
    assert url in here.get(page).content.decode()
    monkeypatch.setattr("twofold.leads.entities.imports.LEFT", timedelta(0))
    assert url not in here.get(page).content.decode()


def test_a_file_without_an_email_column_is_mapped_on_the_page(
    world: World, campaign: Campaign, rules_in_force: None, browse: Browse
) -> None:
    here = browse(world.host)
    url = here.post(
        f"/campaigns/{campaign.pk}/import", {"file": file_of(csv_of("a@x.example,DE", header="Wer,Land"))}
    ).headers["Location"]
    assert "find the e-mail column" in here.get(url).content.decode()
    wrong = here.post(f"{url}/look-again", {"column": ["Wer", "Land"], "field": ["", "country"], "time_zone": "UTC"})
    assert wrong.status_code == 422
    right = here.post(
        f"{url}/look-again", {"column": ["Wer", "Land"], "field": ["email", "country"], "time_zone": "UTC"}
    )
    assert right.status_code == 302
    assert "Import 1 row" in here.get(url).content.decode()


def test_a_lead_is_answered_in_two_clicks_and_says_why(
    world: World, campaign: Campaign, rules_in_force: None, browse: Browse
) -> None:
    lead = register(world.host, campaign, "a@x.example", firstName="Annika", country="DE", consents=consent("partner"))
    there = browse(world.partner)
    page = there.get(f"/leads/{lead.pk}").content.decode()
    assert "country is DE" in page
    refused = there.post(f"/leads/{lead.pk}/return", {"back": "/leads"})
    assert refused.status_code == 422
    assert 'id="id_reason_error"' in refused.content.decode()
    assert leads_of(world.partner, campaign)[0]["state"] == "routed"
    assert there.post(f"/leads/{lead.pk}/accept", {"back": "/leads"}).headers["Location"] == "/leads"
    assert leads_of(world.partner, campaign)[0]["state"] == "accepted"
    decision = there.get(f"/leads/{lead.pk}/decision")
    assert decision.headers["Content-Disposition"].endswith('.decision.json"')
    assert browse(world.rival).get(f"/leads/{lead.pk}").status_code == 404


def test_who_brought_a_held_lead_in_sees_whom_to_ask_and_records_the_yes(
    world: World, campaign: Campaign, rules_in_force: None, browse: Browse
) -> None:
    lead = register(world.host, campaign, "cem@x.example", firstName="Cem", country="DE")
    here, there = browse(world.host), browse(world.partner)
    ours, theirs = (" ".join(client.get(f"/leads/{lead.pk}").text.split()) for client in (here, there))
    assert "cem@x.example" in ours
    assert "You imported this lead; it was not shared with" in ours
    assert "cem@x.example" not in theirs
    assert "imported the lead and can record consent" in theirs
    said = {"recipient": "partner", "answer": "yes", "wording": "Yes, they may call me.", "source": "A call"}
    assert here.post(f"/leads/{lead.pk}/consent", {**said, "source": ""}).status_code == 422
    assert there.post(f"/leads/{lead.pk}/consent", said).status_code == 403
    assert leads_of(world.partner, campaign)[0]["status"] == "held"
    assert here.post(f"/leads/{lead.pk}/consent", said).status_code == 302
    assert "cem@x.example" in there.get(f"/leads/{lead.pk}").content.decode()
    assert "cem@x.example" not in here.get(f"/leads/{lead.pk}").content.decode()


def test_the_link_in_a_mail_acts_only_when_a_button_is_pressed(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    lead = register(world.host, campaign, "a@x.example", firstName="Annika", country="DE", consents=consent("partner"))
    assert world.partner.membership is not None
    token = link_token(lead.pk, world.partner.membership)
    anyone = Client()
    for _ in range(2):
        page = anyone.get(f"/l/{token}")
        assert page.status_code == 200
        assert "Annika" not in page.content.decode()
        assert f'<span class="clip">{world.partner.company.name}</span>' in page.content.decode()  # type: ignore[union-attr]
    assert leads_of(world.partner, campaign)[0]["state"] == "routed"
    assert anyone.post(f"/l/{token}", {"do": "return", "reason": ""}).status_code == 422
    assert "Accepted" in anyone.post(f"/l/{token}", {"do": "accept"}).content.decode()
    assert leads_of(world.partner, campaign)[0]["state"] == "accepted"


def test_links_that_are_forged_late_foreign_or_revoked_open_one_page_that_says_what_to_do(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    lead = register(world.host, campaign, "a@x.example", country="DE", consents=consent("partner"))
    assert world.partner.membership is not None
    assert world.rival.membership is not None
    good = link_token(lead.pk, world.partner.membership)
    forged = good[:-5] + ("A" if good[-5] != "A" else "B") + good[-4:]
    late = link_token(lead.pk, world.partner.membership, issued=1)
    foreign = link_token(lead.pk, world.rival.membership)
    anyone = Client()
    answers = {token: anyone.get(f"/l/{token}") for token in (forged, late, foreign, "x", "é", good + "A" * 40)}
    assert {token: answer.status_code for token, answer in answers.items()} == dict.fromkeys(answers, 404)
    assert len({answer.content for answer in answers.values()}) == 1
    assert "This link no longer works" in answers["x"].content.decode()
    assert 'href="/leads"' in answers["x"].content.decode()
    assert anyone.get(f"/l/{good}").status_code == 200
    run(world.partner, "person.end_access")
    assert anyone.post(f"/l/{good}", {"do": "accept"}).status_code == 404


def test_a_table_for_download_holds_no_formula(
    world: World, campaign: Campaign, rules_in_force: None, browse: Browse
) -> None:
    register(
        world.host, campaign, "a@x.example", firstName="=cmd|' /C calc'!A1", country="DE", consents=consent("partner")
    )
    exported = b"".join(browse(world.partner).get("/leads.csv", follow=True).streaming_content).decode()  # type: ignore[attr-defined]
    assert "'=cmd" in exported


@pytest.mark.parametrize("first", ["=", "+", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_what_some_spreadsheet_takes_for_a_formula_gets_an_apostrophe(first: str) -> None:
    assert cell_text(f"{first}1+1") == f"'{first}1+1"


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("-5", "-5"),
        ("-5.5", "-5.5"),
        ("--5", "'--5"),
        ("-²", "'-²"),
        ("-٣", "'-٣"),
        ("-.", "'-."),
        ("-5-3", "'-5-3"),
        (-5, "-5"),
    ],
)
def test_of_what_begins_with_a_minus_only_a_number_stays_as_it_is(cell: object, told: str) -> None:
    assert cell_text(cell) == told


def test_empty_places_say_what_to_do_first(world: World, campaign: Campaign, browse: Browse) -> None:
    here = browse(world.host)
    assert "Choose a campaign" in here.get("/leads").content.decode()
    assert "Sign the rules first" in here.get(f"/campaigns/{campaign.pk}/leads").content.decode()
    version = propose(world, campaign, RULES)
    sign(world.host, version)
    sign(world.partner, version)
    assert "Import leads" in here.get(f"/campaigns/{campaign.pk}/leads").content.decode()
    imported(world.host, campaign, FILE)
    assert "To be answered" in here.get(f"/campaigns/{campaign.pk}/leads").content.decode()


@pytest.mark.parametrize("query", ["sort=nope", "dueFrom=x"])
def test_a_download_that_cannot_be_made_says_why_before_it_begins(world: World, browse: Browse, query: str) -> None:
    signed(world)
    answer = browse(world.host).get(f"/leads.csv?{query}", follow=True)
    assert answer.status_code == 422
    assert query.split("=", maxsplit=1)[0] in answer.content.decode()
