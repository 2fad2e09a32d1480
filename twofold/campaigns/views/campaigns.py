"""The pages of a campaign: all in one look, its facts, and every button."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from pydantic.alias_generators import to_camel

from twofold.campaigns.actions import ACTIONS
from twofold.campaigns.forms import CampaignForm
from twofold.campaigns.hill_chart import hill_chart
from twofold.campaigns.page_context import overview_context, page_context
from twofold.core.errors import NotFound
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.ui.request import Request
from twofold.web.page import page, submit, way_back

EMPTY = {"budget": None, "start_date": None, "end_date": None, "leads_entered": 0, "conversions": 0, "revenue": 0}


@require_GET
@page(needs="campaigns.see")
def campaign(request: Request, id: str) -> HttpResponse:
    """One campaign in one look: done, blocked, whose move is next on each side (S1.71)."""
    actor = request.actor
    found = ask(actor, "campaign.overview", {"id": id})
    around = overview_context(actor, found, "campaign")
    if not around["workspace"]:
        return render(request, "campaigns/tracked.html", around)
    space = around["campaign"]["spaceId"]
    context = {
        **around,
        "found": found,
        "steps": _steps(found),
        "sides": [_side(found, found["side"]), _side(found, found["otherSide"])],
        "hill": hill_chart(found["hill"]["dots"]),
        "past": ask(actor, "activity.list", {"spaceId": space, "limit": 7})["items"],
    }
    return render(request, "campaigns/campaign.html", context)


@require_http_methods(["GET", "POST"])
@page(needs="campaigns.lead")
def edit_campaign(request: Request, id: str) -> HttpResponse:
    """Change the facts of a campaign."""
    around = page_context(request.actor, id, "campaign")
    item = around["campaign"]
    form = CampaignForm(request.POST or None, initial={name: item[to_camel(name)] for name in CampaignForm.base_fields})
    if request.method == "POST" and form.is_valid():
        emptied = {
            to_camel(name): EMPTY.get(name, "") for name, value in form.cleaned_data.items() if value in ("", None)
        }
        if submit(request, form, "campaign.update", id, given=emptied):
            messages.success(request, "Saved.")
            return redirect("campaign", id)
    return render(request, "campaigns/edit.html", {**around, "form": form})


@require_POST
@page(needs="campaigns.see")
def act(request: Request, id: str, verb: str, target: str) -> HttpResponse:
    """One button: run its operation on its target and come back to where it stands."""
    wanted = ACTIONS.get(verb)
    if wanted is None:
        raise NotFound
    given = {name: request.POST.get(name, "") for name in wanted.fields if request.POST.get(name) or name == "text"}
    if wanted.read is not None:
        given |= wanted.read(request.POST)
    run(request.actor, wanted.operation, given, target)
    undo = reverse("campaign-act", kwargs={"id": id, "verb": wanted.undo, "target": target}) if wanted.undo else ""
    messages.success(request, wanted.says, extra_tags=undo)
    if verb == "remove":
        return redirect("campaigns")
    back = way_back(request)
    return redirect(back if back.startswith(f"/campaigns/{id}") else reverse("campaign", kwargs={"id": id}))


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
