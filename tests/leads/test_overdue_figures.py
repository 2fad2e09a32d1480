"""A figure and the list behind it agree: what is overdue at a side is listed by that side's own states."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from tests.leads.shared import consent, register, signed
from tests.worlds import World
from twofold.core.clock import fixed_at, now
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db


def test_the_overdue_figure_of_each_side_lists_the_leads_it_counts(world: World) -> None:
    campaign, both = signed(world), consent("host", "partner")
    with fixed_at(now() - timedelta(days=60)):
        answered = register(world.host, campaign, "a@x.example", country="DE", consents=both)
        late = register(world.host, campaign, "b@x.example", country="DE", consents=both)
        shared = register(world.host, campaign, "c@x.example", country="FR", consents=both)
    run(world.partner, "lead.accept", {}, on=answered.pk)
    run(world.partner, "lead.contact", {}, on=answered.pk)
    other = "partner" if shared.first == "host" else "host"
    actor = {"host": world.host, "partner": world.partner}[other]
    run(actor, "lead.accept", {}, on=shared.pk)
    run(actor, "lead.contact", {}, on=shared.pk)
    assert shared.first in ("host", "partner")
    client = Client()
    client.force_login(world.host.person)  # type: ignore[arg-type]
    page = client.get(f"/campaigns/{campaign.pk}/leads").content.decode()
    found = re.findall(r'href="(\?first=\w+&amp;[^"]+)">\s*<b>(\d+)</b>\s*<span>Overdue at ([^<]+)<', page)
    assert [(int(count), name) for _, count, name in found] == [
        (int(shared.first == "host"), "Northwind Cloud"),
        (1 + int(shared.first == "partner"), "Brightleaf Analytics"),
    ]
    listed = {}
    for query, count, name in found:
        text = client.get(f"/campaigns/{campaign.pk}/leads{unescape(query)}").content.decode()
        listed[name] = set(re.findall(r'<th scope="row"[^>]*>\s*<a href="/leads/([^"]+)"', text))
        assert len(listed[name]) == int(count)
    assert set.union(*listed.values()) == {late.pk, shared.pk}


def test_home_counts_a_lead_that_went_to_both_as_overdue_for_the_side_that_goes_first(world: World) -> None:
    campaign, both = signed(world), consent("host", "partner")
    with fixed_at(now() - timedelta(days=60)):
        shared = register(world.host, campaign, "c@x.example", country="FR", consents=both)
    actors = {"host": world.host, "partner": world.partner}
    told = {side: ask(actor, "campaign.next_moves")["counts"] for side, actor in actors.items()}
    assert {side: (counts["leads"], counts["overdue"]) for side, counts in told.items()} == {
        side: (1, int(side == shared.first)) for side in actors
    }
    second = actors["partner" if shared.first == "host" else "host"]
    (move,) = [each for each in ask(second, "campaign.next_moves")["ours"] if each["kind"] == "accept_lead"]
    assert (move["due"], move["urgency"]) == (None, "later")
    assert move["reason"].endswith("follows up first on it.")
