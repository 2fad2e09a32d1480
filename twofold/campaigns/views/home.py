"""The start page: what to do next, over all campaigns."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from twofold.campaigns.entities.campaign import RUNNING
from twofold.campaigns.queries.moves import all_moves
from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.operations.query import ask
from twofold.ui.request import Request
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
    ours, theirs = moves["ours"], moves["theirs"]
    soon = {"startsAtFrom": now().isoformat(), "startsAtTo": (now() + timedelta(days=7)).isoformat(), "limit": 5}
    partners = ask(actor, "partner.count", {"groupBy": "status"})["groups"] if actor.may("partners.see") else {}
    context = {
        "moves": ours[:SHOWN],
        "more": max(len(ours) - SHOWN, 0),
        "awaited": theirs[:AWAITED],
        "more_awaited": max(len(theirs) - AWAITED, 0),
        **moves["counts"],
        "checkins": ask(actor, "checkin.list", soon)["items"],
        "campaigns": ask(actor, "campaign.list", {"status": RUNNING, "sort": "launchDate", "limit": 6})["items"],
        "running": ask(actor, "campaign.count", {"status": RUNNING})["count"],
        "partners": [(status, partners.get(status, 0)) for status in STATUSES],
        "any_partner": bool(partners),
        "open_with": _open_spaces(actor) if partners and actor.may("campaigns.start") else [],
        "sees_partners": actor.may("partners.see"),
    }
    return render(request, "campaigns/home.html", context)


def _open_spaces(actor: Actor) -> list[dict[str, Any]]:
    """Partners that have joined, the newest first, while there is no campaign with anybody yet."""
    if ask(actor, "campaign.count")["count"]:
        return []
    found = ask(actor, "partner.list", {"sort": "-createdAt", "limit": 50})["items"]
    return [partner for partner in found if partner["counterpartId"]][:3]
