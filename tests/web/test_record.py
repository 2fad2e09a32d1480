"""The page of one item: all its fields, what hangs on it, what happened, and the steps it can take."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from tests.campaigns.visiting import signed_in
from tests.web.filling import as_opened
from tests.worlds import World
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.partners.entities import PARTNERS

pytestmark = pytest.mark.django_db
S2_36 = (
    "company", "contactName", "contactEmail", "contactPhone", "type", "status", "tier", "ownerUserId", "agreementUrl",
    "commissionRate", "referralsMade", "referralsReceived", "revenueAttributed", "sharedCustomers",
    "integrationStatus", "lastSync", "nextReview", "notes",
)  # fmt: skip


@pytest.fixture
def host(world: World) -> Client:
    return signed_in(world.host)


@pytest.fixture
def address(world: World) -> str:
    return f"/partners/{world.partner_record.pk}"


def item(world: World) -> dict[str, Any]:
    return ask(world.host, "partner.get", {"id": world.partner_record.pk})


def test_every_field_of_the_founding_document_is_on_the_page(host: Client, address: str) -> None:
    text = host.get(address).content.decode()
    assert [name for name in S2_36 if f'id="field-{name}"' not in text] == []


def test_fields_that_can_be_edited_carry_their_raw_value_and_the_page_says_what_fits(
    host: Client, world: World, address: str
) -> None:
    run(world.host, "partner.update", {"notes": "<b>Two</b>\nlines"}, world.partner_record.pk)
    text = host.get(address).content.decode()
    meta = json.loads(re.findall(r'<script id="fields-partner" type="application/json">(.*?)</script>', text)[0])
    assert set(re.findall(r'data-field="(\w+)"', text)) == set(meta) == {each.name for each in PARTNERS.written}
    assert f'data-id="{world.partner_record.pk}" data-version="{item(world)["version"]}"' in text
    assert 'data-value="&quot;&lt;b&gt;Two&lt;/b&gt;\\nlines&quot;"' in text
    assert "&lt;b&gt;Two&lt;/b&gt;" in text


def test_a_private_section_says_who_sees_it(host: Client, address: str) -> None:
    text = host.get(address).content.decode()
    assert re.search(r"Private notes\s*</h2>\s*<p class=\"muted\">Only Northwind Cloud sees this.</p>", text)


def test_what_hangs_on_an_item_is_listed_with_its_number_and_a_way_to_all(
    host: Client, world: World, address: str
) -> None:
    assert "Campaigns together" in host.get(address).content.decode()
    for number in range(7):
        given = {"name": f"Webinar {number}", "partnerId": world.partner_record.pk, "type": "co_marketing"}
        run(world.host, "campaign.create", {**given, "status": "completed" if number else "planning"})
    other = {"name": "Elsewhere", "partnerId": world.rival_record.pk, "type": "co_marketing"}
    run(world.host, "campaign.create", other)
    answer = host.get(address)
    [table] = answer.context["related"]
    assert (table.heading, table.count, len(table.rows)) == ("Campaigns together", 7, 5)
    assert all(url.startswith("/campaigns/") for url, _, _ in table.rows)
    assert f'<a href="{escape(table.all_url)}">All 7</a>' in answer.content.decode()
    assert host.get(table.all_url).content.decode().count("Webinar ") >= 7
    assert "Elsewhere" not in answer.content.decode()


def test_what_happened_is_shown_a_part_at_a_time(host: Client, world: World, address: str) -> None:
    for number in range(12):
        run(world.host, "partner.update", {"tier": f"tier {number}"}, world.partner_record.pk)
    first = host.get(address)
    [more] = re.findall(r'href="(\?before=[^"]+)"', first.content.decode())
    second = host.get(address + more)
    shown = [[each["seq"] for each in page.context["past"]["items"]] for page in (first, second)]
    assert shown[0] + shown[1] == sorted(shown[0] + shown[1], reverse=True)
    assert len(set(shown[0] + shown[1])) == len(shown[0]) + len(shown[1])


def test_what_to_do_next_follows_from_where_the_partner_stands(host: Client, world: World, address: str) -> None:
    assert "Get in touch" in host.get(address).content.decode()
    run(world.host, "partner.move", {"status": "negotiating"}, world.partner_record.pk)
    assert "Enter what you get from the partnership." in host.get(address).content.decode()


def test_a_step_without_a_question_is_taken_and_can_be_undone(host: Client, world: World, address: str) -> None:
    told = host.post(address + "/move", {"to": "negotiating", "from": "prospect"}, follow=True)
    text = told.content.decode()
    assert "Brightleaf Analytics is now Negotiating." in text
    assert item(world)["status"] == "negotiating"
    [undo] = re.findall(r'action="(/partners/[^"]+/undo/[^"]+)"', text)
    host.post(undo)
    assert item(world)["status"] == "prospect"


def test_what_a_step_needs_is_asked_on_a_page_and_both_are_done_in_one(
    host: Client, world: World, address: str
) -> None:
    run(world.host, "partner.move", {"status": "negotiating"}, world.partner_record.pk)
    run(world.host, "partner.update", {"weGet": "Reach"}, world.partner_record.pk)
    asked = host.get(address + "/move?to=onboarding&from=negotiating")
    assert [field.name for field in asked.context["form"]] == ["they_get", "agreement_url"]
    sent = as_opened(host, address, asked)
    half = host.post(address + "/move", {**sent, "they_get": "Leads"})
    assert half.status_code == 422
    assert list(half.context["form"].errors) == ["agreement_url"]
    assert "Leads</textarea>" in half.content.decode()
    before = item(world)["version"]
    done = host.post(address + "/move", {**sent, "they_get": "Leads", "agreement_url": "https://files.example/a"})
    assert done.status_code == 302
    now = item(world)
    assert (now["status"], now["theyGet"], now["agreementUrl"]) == ("onboarding", "Leads", "https://files.example/a")
    assert now["version"] == before + 1


def test_a_step_that_is_not_possible_from_here_says_which_comes_first(host: Client, world: World, address: str) -> None:
    refused = host.post(address + "/move", {"to": "active"}, HTTP_HX_REQUEST="true")
    assert refused.status_code == 409
    assert "Move this partner to Negotiating first." in refused.content.decode()
    run(world.host_member, "partner.move", {"status": "negotiating"}, world.partner_record.pk)
    late = host.post(address + "/move", {"to": "negotiating", "from": "prospect"}, HTTP_HX_REQUEST="true")
    assert late.status_code == 409
    assert "Brightleaf Analytics is Negotiating by now." in late.content.decode()


def test_only_the_steps_that_are_possible_are_offered(host: Client, world: World, address: str) -> None:
    assert set(re.findall(r'data-move="(\w+)"', host.get(address).content.decode())) == {"negotiating", "churned"}


def test_undoing_what_somebody_has_changed_since_is_refused_in_a_sentence(
    host: Client, world: World, address: str
) -> None:
    change = run(world.host, "partner.update", {"tier": "gold"}, world.partner_record.pk).entry_id
    run(world.host, "partner.update", {"tier": "silver"}, world.partner_record.pk)
    told = host.post(f"{address}/undo/{change}", {"back": address}, follow=True).content.decode()
    assert "tier has been changed since" in told
    assert item(world)["tier"] == "silver"


def test_a_step_with_answers_can_be_undone_and_they_are_gone_again(host: Client, world: World, address: str) -> None:
    run(world.host, "partner.move", {"status": "negotiating"}, world.partner_record.pk)
    before = item(world)
    sent = as_opened(host, address, host.get(address + "/move?to=onboarding"))
    answers = {"we_get": "Reach", "they_get": "Leads", "agreement_url": "https://files.example/a"}
    done = host.post(address + "/move", {**sent, **answers}, HTTP_HX_REQUEST="true").content.decode()
    [undo] = re.findall(r'action="(/partners/[^"]+/undo/[^"]+)"', done)
    told = host.post(undo, {"back": "/partners?layout=board"}, follow=True)
    assert "Undone." in told.content.decode()
    now = item(world)
    same = ("status", "weGet", "theyGet", "agreementUrl")
    assert {name: now[name] for name in same} == {name: before[name] for name in same}
