"""Items that are read as one text, and panels that follow from a list."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory

from tests.campaigns.started import LAUNCH, one, start
from tests.campaigns.visiting import signed_in
from tests.worlds import World, person
from twofold.campaigns.models import Campaign
from twofold.campaigns.pages import BRIEF_PAGES, CAMPAIGN_PAGES
from twofold.core.entities import ENTITIES
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.partners.pages import PARTNER_PAGES
from twofold.ui.panels import RowPanel
from twofold.web.declaration import Pages, Texts
from twofold.web.panels import list_panel
from twofold.web.texts import text_urls

pytestmark = pytest.mark.django_db


def drawn(panel: RowPanel) -> str:
    return " ".join(Template("{% load ui %}{% draw_panel panel %}").render(Context({"panel": panel})).split())


def read(world: World, pages: Pages) -> str:
    """What the host reads on the page of such texts."""
    request = RequestFactory().get(f"/{pages.at}")
    request.actor, request.memberships = world.host, []  # type: ignore[attr-defined]
    (url,) = text_urls(pages)
    answer: HttpResponse = url.callback(request)
    return answer.content.decode()


def test_texts_stand_one_below_the_other_with_who_wrote_them_or_what_they_ask_for(
    world: World, campaign: Campaign
) -> None:
    sections = ask(world.host, "brief_section.list", {"campaignId": campaign.pk, "limit": 200})["items"]
    first, second = sections[:2]
    run(world.partner, "brief.write", {"text": "Two **hundred** leads <script>"}, first["id"])
    page = signed_in(world.host).get(f"/campaigns/{campaign.pk}/brief").text
    places = [page.index(f'id="brief-{each["id"]}"') for each in sections]
    assert places == sorted(places)
    assert "Two <strong>hundred</strong> leads &lt;script&gt;" in page
    assert f"{world.partner.person.name}, <time" in page
    assert second["prompt"] in page
    assert first["prompt"] not in page
    assert f"1 of {len(sections)}" in page
    assert page.count('<span class="muted">optional</span>') == sum(not each["required"] for each in sections) > 0
    assert 'data-live="brief_section"' in page
    assert f"/brief-sections/{first['id']}/edit" in page
    assert f"/brief-sections/{first['id']}/write" not in page
    assert f"/brief-sections/{second['id']}/write" in page
    assert f"/brief-sections/{second['id']}/edit" not in page


def test_texts_are_for_who_sees_them_and_written_by_who_may(world: World, campaign: Campaign) -> None:
    at = f"/campaigns/{campaign.pk}/brief"
    guest = signed_in(person(world.host.company, "Greta Guest", "guest", seat=campaign.space))  # type: ignore[arg-type]
    assert "/write" not in guest.get(at).text
    assert signed_in(world.rival).get(at).status_code == 404
    assert signed_in(world.host).post(at).status_code == 405


def test_texts_of_no_larger_page_have_a_heading_of_their_own(world: World, campaign: Campaign) -> None:
    declared = replace(BRIEF_PAGES, frame=None, at="goals", name="campaign-brief", title="Our goals")
    page = read(world, declared)
    assert "<h1>Our goals</h1>" in page
    assert one(world.host, "brief_section", campaign, key="goal")["title"] in page
    assert text_urls(PARTNER_PAGES) == []


def test_a_text_may_stand_in_fields_of_other_names(world: World) -> None:
    fields = Texts("Notes", text="notes", prompt="tier", required="company", by="company", at="createdAt")
    declared = Pages(ENTITIES["partner"], name="partners", at="partner-notes", texts=fields)
    run(world.host, "partner.update", {"notes": "Met in *Bremen*"}, world.partner_record.pk)
    assert "Met in <em>Bremen</em>" in read(world, declared)


def test_a_panel_of_a_list_says_what_is_filled_and_leads_to_all(world: World) -> None:
    for number in range(3):
        start(world, name=f"Webinar {number}")
    told = {"note": "{partner}, budget {budget}, launch {launchDate}", "mark": "status"}
    panel = list_panel(world.host, CAMPAIGN_PAGES, "Running", {"sort": "name", "limit": 2}, count=3, **told)
    assert [row.title for row in panel.rows] == ["Webinar 0", "Webinar 1"]
    html = drawn(panel)
    assert f'launch <time datetime="{LAUNCH.isoformat()}"' in html
    assert "budget" not in html
    assert "Planning" in html
    assert '<a href="/campaigns">All 3</a>' in html
    few = list_panel(world.host, CAMPAIGN_PAGES, "Running", {"limit": 3}, count=3)
    assert "All 3" not in drawn(few)


def test_a_panel_of_a_list_says_that_there_is_nothing_and_takes_words_as_they_are(world: World) -> None:
    none = list_panel(world.host, CAMPAIGN_PAGES, "Running", {}, note="{partner}", nothing="No campaign runs.")
    assert "No campaign runs." in drawn(none)
    run(world.host, "partner.update", {"company": "<b>{x}</b>"}, world.partner_record.pk)
    html = drawn(list_panel(world.host, PARTNER_PAGES, "Partners", {}, note="{company}"))
    assert "&lt;b&gt;{x}&lt;/b&gt;" in html
    assert "<b>" not in html
