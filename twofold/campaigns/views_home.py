"""The start page: what to do next, over all campaigns."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from twofold.companies.pages import page
from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.query import ask

from .leads_together import together

SHOWN = 12
STATUSES = ("prospect", "negotiating", "onboarding", "active", "expanding")


@require_GET
@page(needs="campaigns.see")
def home(request: HttpRequest) -> HttpResponse:
    """Whose move is next for the acting company, what meets soon, which campaigns run, where partners stand."""
    actor = request.actor  # type: ignore[attr-defined]
    moves = ask(actor, "campaign.next_moves", {"limit": 200})
    ours = moves["ours"]
    lines = together(ours)
    soon = {"startsAtFrom": now().isoformat(), "startsAtTo": (now() + timedelta(days=7)).isoformat(), "limit": 5}
    partners = ask(actor, "partner.count", {"groupBy": "status"})["groups"] if actor.may("partners.see") else {}
    context = {
        "moves": lines[:SHOWN],
        "more": max(len(lines) - SHOWN, 0),
        "waiting": together(moves["theirs"])[:5],
        "overdue": sum(move["urgency"] == "overdue" for move in ours),
        "today": sum(move["urgency"] == "today" for move in ours),
        "leads": sum(move["targetKind"] == "lead" for move in ours),
        "checkins": ask(actor, "checkin.list", soon)["items"],
        "campaigns": ask(
            actor, "campaign.list", {"status": "planning,creating,promoting", "sort": "launchDate", "limit": 6}
        )["items"],
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
