"""The pages of a campaign: all in one look, and its facts."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from twofold.campaigns.hill_chart import hill_chart
from twofold.campaigns.page_context import overview_context, page_context
from twofold.campaigns.pages import CAMPAIGN_PAGES, DOT_PAGES
from twofold.core.operations.query import ask
from twofold.ui.request import Request
from twofold.web.form import writable
from twofold.web.form_pages import edit_page
from twofold.web.page import page
from twofold.web.record import record_page
from twofold.web.verbs import offers_of


@require_GET
@page(needs="campaigns.see")
def campaign(request: Request, id: str) -> HttpResponse:
    """One campaign in one look: done, blocked, whose move is next on each side (S1.71)."""
    actor = request.actor
    found = ask(actor, "campaign.overview", {"id": id})
    around = overview_context(actor, found, "campaign")
    if not around["workspace"]:
        return record_page(request, CAMPAIGN_PAGES, {"id": id})
    space = around["campaign"]["spaceId"]
    context = {
        **around,
        "found": found,
        "steps": _steps(found),
        "sides": [_side(found, found["side"]), _side(found, found["otherSide"])],
        "hill": _hill(request, found["hill"]["dots"]),
        "past": ask(actor, "activity.list", {"spaceId": space, "limit": 7})["items"],
    }
    return render(request, "campaigns/campaign.html", context)


@require_http_methods(["GET", "POST"])
@page(needs="campaigns.lead")
def edit_campaign(request: Request, id: str) -> HttpResponse:
    """Change the facts of a campaign. Of the leads one enters those that were not routed here."""
    around = page_context(request.actor, id, "campaign")
    asked = [field for field in writable(CAMPAIGN_PAGES.entity, new=False) if field.name != "leads"]
    lead_in = "Both sides see what you write here." if around["workspace"] else "Only your company sees it."
    says = {**around, "lead_in": lead_in}
    return edit_page(request, CAMPAIGN_PAGES, {"id": id}, asked=asked, says=says)


@require_GET
@page(needs="campaigns.see")
def checkin(request: Request, id: str, checkin: str) -> HttpResponse:
    """Where mails of former times lead: the check-in has a page of its own."""
    return redirect("checkin", ask(request.actor, "checkin.get", {"id": checkin})["id"])


def _steps(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The five states as a stepper, the present one marked."""
    now = found["steps"].index(found["campaign"]["status"])
    return [
        {"label": state.title(), "state": "done" if at < now else "now" if at == now else "later"}
        for at, state in enumerate(found["steps"])
    ]


def _side(found: dict[str, Any], side: str) -> dict[str, Any]:
    moves = found["moves"][side]
    return {
        "side": side,
        "name": found["companies"][side],
        "ours": side == found["side"],
        "says": found["says"]["next"][side],
        "moves": moves["items"],
        "total": moves["total"],
        "more": moves["total"] - len(moves["items"]),
    }


def _hill(request: Request, dots: list[dict[str, Any]]) -> dict[str, Any]:
    """The hill chart, each dot with what can be done with it."""
    return hill_chart([{**dot, "offers": offers_of(DOT_PAGES, request.actor, dot)} for dot in dots])
