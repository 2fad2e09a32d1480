"""The start page: what to do next, over all campaigns."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_GET

from twofold.campaigns.entities.campaign import RUNNING
from twofold.campaigns.pages import CAMPAIGN_PAGES, CHECKIN_PAGES
from twofold.campaigns.queries.moves import all_moves
from twofold.core.clock import now
from twofold.core.domain import Actor, ask
from twofold.ui.panels import Row, RowPanel
from twofold.ui.request import Request
from twofold.web.page import page
from twofold.web.panels import list_panel

from .next_steps import moves_panel, reason

SHOWN = 12
AWAITED = 5
STATUSES = ("prospect", "negotiating", "onboarding", "active", "expanding")
WATCHED = "campaign task checkin role blocker lead document_version brief_section milestone launch_item partner"


@require_GET
@page(needs="campaigns.see")
def home(request: Request) -> HttpResponse:
    """Whose move is next for the acting company, what meets soon, which campaigns run, where partners stand.

    The figures count everything; the lists below them show the first few and say how many more there are.
    """
    actor = request.actor
    moves = all_moves(actor)
    counts = moves["counts"]
    sees_partners, all_campaigns = actor.may("partners.see"), reverse("campaigns")
    partners = ask(actor, "partner.count", {"groupBy": "status"})["groups"] if sees_partners else {}
    running = ask(actor, "campaign.count", {"status": RUNNING})["count"]
    campaigns = _campaigns(actor, running)
    context = {
        "watched": WATCHED,
        "figures": [
            (counts["overdue"], "Overdue", "#moves"),
            (counts["today"], "Due today", "#moves"),
            (counts["leads"], "Leads to answer", "#moves"),
            (running, "Campaigns running", all_campaigns),
        ],
        "main": [_ours(moves["ours"]), _theirs(moves["theirs"])],
        "aside": [campaigns, _checkins(actor), *([_partners(partners)] if sees_partners else [])],
        "has_nothing": sees_partners and not partners and not campaigns.rows,
        "open_with": _open_spaces(actor) if partners and actor.may("campaigns.start") else [],
    }
    return render(request, "campaigns/home.html", context)


def _ours(moves: list[dict[str, Any]]) -> RowPanel:
    return moves_panel(
        "Your next steps",
        moves,
        says=lambda move: format_html("{}. {}", move["campaign"], reason(move)),
        nothing="You're all caught up. Start a campaign with a partner, or open one that is running.",
        ident="moves",
        shown=SHOWN,
    )


def _theirs(moves: list[dict[str, Any]]) -> RowPanel:
    return moves_panel(
        "Waiting on partner",
        moves,
        theirs=True,
        says=lambda move: f"{move['company']}, {move['campaign']}",
        nothing="Nothing pending from partners.",
        shown=AWAITED,
    )


def _campaigns(actor: Actor, running: int) -> RowPanel:
    return list_panel(
        actor,
        CAMPAIGN_PAGES,
        "Running",
        {"status": RUNNING, "sort": "launchDate", "limit": 6},
        note="{partner}, launch {launchDate}",
        mark="status",
        nothing="No campaign is running. Open a partner to start one.",
        count=running,
    )


def _checkins(actor: Actor) -> RowPanel:
    soon = {"startsAtFrom": now().isoformat(), "startsAtTo": (now() + timedelta(days=7)).isoformat(), "limit": 5}
    title, nothing = "Check-ins this week", "None in the next seven days."
    return list_panel(actor, CHECKIN_PAGES, title, soon, note="{startsAt}", nothing=nothing)


def _partners(counts: dict[str, int]) -> RowPanel:
    url = reverse("partners")
    rows = [
        Row(status.capitalize(), f"{url}?status={status}", mark=format_html(COUNT, counts.get(status, 0)))
        for status in STATUSES
    ]
    return RowPanel("Partners", rows, url=url)


COUNT = '<span class="count">{}</span>'


def _open_spaces(actor: Actor) -> list[dict[str, Any]]:
    """Partners that have joined, the newest first, while there is no campaign with anybody yet."""
    if ask(actor, "campaign.count")["count"]:
        return []
    found = ask(actor, "partner.list", {"sort": "-createdAt", "limit": 50})["items"]
    return [partner for partner in found if partner["counterpartId"]][:3]
