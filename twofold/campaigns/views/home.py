"""The start page: what to do next, over all campaigns."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_GET

from twofold.campaigns.entities.campaign import RUNNING
from twofold.campaigns.queries.moves import all_moves
from twofold.campaigns.templatetags.workspace import urgency_badge
from twofold.core.clock import now
from twofold.core.domain import Actor, ask
from twofold.ui.badges import state_badge
from twofold.ui.panels import Row, RowPanel
from twofold.ui.request import Request
from twofold.ui.times import moment
from twofold.web.page import page

SHOWN = 12
AWAITED = 5
STATUSES = ("prospect", "negotiating", "onboarding", "active", "expanding")


@require_GET
@page(needs="campaigns.see")
def home(request: Request) -> HttpResponse:
    """Whose move is next for the acting company, what meets soon, which campaigns run, where partners stand.

    The figures count everything; the lists below them show the first few and say how many more there are.
    """
    actor = request.actor
    moves = all_moves(actor)
    ours, theirs, counts = moves["ours"], moves["theirs"], moves["counts"]
    sees_partners, all_campaigns = actor.may("partners.see"), reverse("campaigns")
    partners = ask(actor, "partner.count", {"groupBy": "status"})["groups"] if sees_partners else {}
    running = ask(actor, "campaign.count", {"status": RUNNING})["count"]
    campaigns = _campaigns(actor, running)
    context = {
        "moves": ours[:SHOWN],
        "more": _more(ours, SHOWN),
        "figures": [
            (counts["overdue"], "Overdue", "#moves"),
            (counts["today"], "Due today", "#moves"),
            (counts["leads"], "Leads to answer", "#moves"),
            (running, "Campaigns running", all_campaigns),
        ],
        "awaited": _awaited(theirs),
        "aside": [campaigns, _checkins(actor), *([_partners(partners)] if sees_partners else [])],
        "has_nothing": sees_partners and not partners and not campaigns.rows,
        "open_with": _open_spaces(actor) if partners and actor.may("campaigns.start") else [],
    }
    return render(request, "campaigns/home.html", context)


def _more(moves: list[dict[str, Any]], shown: int) -> str:
    return f"and {len(moves) - shown} more" if len(moves) > shown else ""


def _awaited(moves: list[dict[str, Any]]) -> RowPanel:
    rows = [
        Row(each["text"], each["link"], f"{each['company']}, {each['campaign']}", urgency_badge(each, "theirs"))
        for each in moves[:AWAITED]
    ]
    return RowPanel("Waiting on partner", rows, "Nothing pending from partners.", _more(moves, AWAITED))


def _campaigns(actor: Actor, running: int) -> RowPanel:
    first = ask(actor, "campaign.list", {"status": RUNNING, "sort": "launchDate", "limit": 6})["items"]
    rows = []
    for each in first:
        launch = format_html(", launch {}", moment(each["launchDate"])) if each["launchDate"] else ""
        note = format_html("{}{}", each["partner"] or "", launch)
        rows.append(Row(each["name"], reverse("campaign", args=[each["id"]]), note, state_badge(each["status"])))
    way = reverse("campaigns") if running > len(first) else ""
    nothing = "No campaign is running. Open a partner to start one."
    return RowPanel("Running", rows, nothing, url=way, link=f"All {running}")


def _checkins(actor: Actor) -> RowPanel:
    soon = {"startsAtFrom": now().isoformat(), "startsAtTo": (now() + timedelta(days=7)).isoformat(), "limit": 5}
    rows = [
        Row(each["name"], reverse("checkin", args=[each["id"]]), moment(each["startsAt"]))
        for each in ask(actor, "checkin.list", soon)["items"]
    ]
    return RowPanel("Check-ins this week", rows, "None in the next seven days.")


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
