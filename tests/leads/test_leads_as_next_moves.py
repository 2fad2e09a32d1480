"""Leads that wait are next moves of the side they went to, whatever waits for the other side or in other campaigns."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.campaigns.started import start
from tests.campaigns.visiting import signed_in
from tests.leads.shared import RULES, consent, csv_of, imported, leads_of, register, signed
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.clock import fixed_at, now
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
TO_HOST = {"name": "Ours", "when": {"==": [{"var": "country"}, "US"]}, "to": "host",
           "followUp": {"first": "host", "withinHours": 48}}  # fmt: skip


def ready(world: World, name: str = "Winter Webinar") -> Campaign:
    """A campaign whose rules send the US to the host (48 hours) and the DACH countries to the partner (24 hours)."""
    return signed(world, {**RULES, "routes": [TO_HOST, *RULES["routes"]]}, start(world, name=name))


def bring(actor: Actor, campaign: Campaign, country: str, people: int) -> None:
    """A file of so many people from there, all with consent to both."""
    word = f"{country}{people}".lower()
    imported(
        actor,
        campaign,
        csv_of(*(f"p{at}@{word}.example.com,P {at},C {at},{country},yes,yes,yes" for at in range(people))),
    )


def of_leads(moves: list[dict[str, Any]]) -> list[tuple[str, int]]:
    """What the moves about leads say."""
    return [(move["text"], move["count"]) for move in moves if move["targetKind"] == "lead"]


def test_a_hundred_leads_of_the_other_side_do_not_hide_ones_own(world: World) -> None:
    campaign = ready(world)
    bring(world.host, campaign, "US", 3)
    bring(world.host, campaign, "DE", 120)
    moves = ask(world.host, "campaign.next_moves")
    assert of_leads(moves["ours"]) == [("Accept or return 3 leads", 3)]
    assert of_leads(moves["theirs"]) == [("Accept or return 120 leads", 120)]
    mirrored = ask(world.partner, "campaign.next_moves", {"campaignId": campaign.pk})
    assert of_leads(mirrored["ours"]) == of_leads(moves["theirs"])


def test_leads_of_one_campaign_do_not_hide_those_of_another(world: World) -> None:
    first, second = ready(world, "One"), ready(world, "Two")
    bring(world.host, first, "US", 90)
    with fixed_at(now() + timedelta(hours=1)):
        bring(world.host, second, "US", 1)
        (lead,) = leads_of(world.host, second)
        moves = [move for move in ask(world.host, "campaign.next_moves")["ours"] if move["kind"] == "accept_lead"]
    assert {(move["campaign"], move["text"]) for move in moves} == {
        ("One", "Accept or return 90 leads"),
        ("Two", f"Accept or return lead {lead['number']}"),
    }
    links = {move["campaign"]: move["link"] for move in moves}
    assert links == {
        "One": f"/campaigns/{first.pk}/leads?hostState=routed&sort=due",
        "Two": f"/leads/{lead['id']}",
    }


def test_the_first_due_is_the_one_the_move_points_at(world: World) -> None:
    campaign = ready(world)
    with fixed_at(now() - timedelta(hours=30)):
        bring(world.host, campaign, "US", 1)
    bring(world.host, campaign, "US", 4)
    early = leads_of(world.host, campaign)[0]
    (move,) = [move for move in ask(world.host, "campaign.next_moves")["ours"] if move["kind"] == "accept_lead"]
    assert (move["targetId"], move["due"], move["count"]) == (early["id"], early["due"], 5)


def test_what_was_accepted_waits_to_be_contacted_on_a_line_of_its_own(world: World) -> None:
    campaign = ready(world)
    bring(world.host, campaign, "US", 4)
    for lead in leads_of(world.host, campaign)[:2]:
        run(world.host, "lead.accept", {}, lead["id"])
    moves = of_leads(ask(world.host, "campaign.next_moves")["ours"])
    assert sorted(moves) == [("Accept or return 2 leads", 2), ("Contact 2 leads", 2)]


def test_the_start_page_counts_every_lead_and_every_one_that_is_late(world: World) -> None:
    campaign = ready(world)
    with fixed_at(now() - timedelta(hours=49)):
        bring(world.host, campaign, "US", 30)
    bring(world.host, campaign, "US", 26)
    page = signed_in(world.host).get("/").text
    assert tally(page, "Leads to answer") == "56"
    assert tally(page, "Overdue") == "30"
    assert "Accept or return 56 leads" in page
    told = ask(world.host, "campaign.next_moves", {"limit": 1})["counts"]
    assert (told["leads"], told["overdue"]) == (56, 30)
    overview = ask(world.host, "campaign.overview", {"id": campaign.pk})
    assert overview["counts"]["overdue"] == 30


def test_leads_cost_the_same_statements_in_one_campaign_as_in_three(world: World) -> None:
    counts = []
    for name in ("One", "Two", "Three"):
        bring(world.host, ready(world, name), "US", 2)
        world.host.forget_spaces()
        with CaptureQueriesContext(connection) as asked:
            ask(world.host, "campaign.next_moves")
        counts.append(len(asked))
    assert len(set(counts)) == 1


def tally(page: str, label: str) -> str:
    """The figure over a label."""
    return page.split(f"</b><span>{label}</span>", maxsplit=1)[0].rsplit("<b>", 1)[1]


def test_a_lead_that_went_to_both_waits_for_a_side_although_the_other_is_ahead(world: World) -> None:
    campaign = ready(world)
    bring(world.host, campaign, "FR", 2)
    for lead in leads_of(world.host, campaign):
        assert lead["to"] == "both"
        for step in ("accept", "contact"):
            run(world.host, f"lead.{step}", {}, lead["id"])
    (move,) = [move for move in ask(world.partner, "campaign.next_moves")["ours"] if move["kind"] == "accept_lead"]
    assert (move["count"], move["link"]) == (2, f"/campaigns/{campaign.pk}/leads?partnerState=routed&sort=due")
    assert len(leads_of(world.partner, campaign, partnerState="routed")) == move["count"]
    assert of_leads(ask(world.host, "campaign.next_moves")["ours"]) == []


def test_a_lead_of_ones_own_pipeline_waits_without_a_clock(world: World) -> None:
    campaign = signed(world, {**RULES, "exclusions": {"host": "existing_pipeline", "partner": "existing_pipeline"}})
    run(world.partner, "exclusion_list.replace", {"entries": ["x.example"]}, on=campaign.pk)
    for name in ("a", "b"):
        register(world.host, campaign, f"{name}@x.example", country="US", consents=consent("partner"))
    (move,) = [each for each in ask(world.partner, "campaign.next_moves")["ours"] if each["kind"] == "accept_lead"]
    assert (move["count"], move["due"], move["urgency"]) == (2, None, "later")
    assert move["reason"] == "They were in your existing pipeline."
    assert of_leads(ask(world.host, "campaign.next_moves")["ours"]) == []
    register(world.host, campaign, "c@y.example", country="DE", consents=consent("partner"))
    (move,) = [each for each in ask(world.partner, "campaign.next_moves")["ours"] if each["kind"] == "accept_lead"]
    assert (move["count"], move["due"] is None) == (3, False)
