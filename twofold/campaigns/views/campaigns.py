"""The pages of campaigns: the list, one campaign in one look, and every button."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from pydantic.alias_generators import to_camel

from twofold.campaigns.actions import ACTIONS
from twofold.campaigns.forms import TYPES, CampaignForm
from twofold.campaigns.hill_chart import hill_chart
from twofold.campaigns.page_context import overview_context, page_context
from twofold.companies.pages import page, submit, way_back
from twofold.core.errors import NotFound
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

FILTERS = ("q", "status", "type", "partnerId", "sort", "cursor")
STATES = ("planning", "creating", "promoting", "completed", "archived")
EMPTY = {"budget": None, "start_date": None, "end_date": None, "leads_entered": 0, "conversions": 0, "revenue": 0}
RUNNING = "planning,creating,promoting"


@require_GET
@page(needs="campaigns.see")
def campaigns(request: HttpRequest) -> HttpResponse:
    """All campaigns; those that run unless asked otherwise (S2.10)."""
    actor = request.actor  # type: ignore[attr-defined]
    given = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    groups = ask(actor, "campaign.count", {"groupBy": "status"})["groups"]
    shown = given.get("status", "running")
    wanted = {**given, "status": RUNNING} if shown == "running" else given
    if shown == "all":
        wanted.pop("status")
    running = sum(groups.get(state, 0) for state in STATES[:3])
    context = {
        "found": ask(actor, "campaign.list", {"sort": "launchDate", **wanted}),
        "tabs": [
            ("Running", "?", shown == "running", running),
            *[(state.title(), f"?status={state}", shown == state, groups.get(state, 0)) for state in STATES],
            ("All", "?status=all", shown == "all", sum(groups.values())),
        ],
        "types": TYPES,
        "any": bool(groups),
        "narrowed": bool({"q", "type", "partnerId"} & set(given)),
        "status": given.get("status", ""),
    }
    return render(request, "campaigns/campaigns.html", context)


@require_GET
@page(needs="campaigns.see")
def campaign(request: HttpRequest, id: str) -> HttpResponse:
    """One campaign in one look: done, blocked, whose move is next on each side (S1.71)."""
    actor = request.actor  # type: ignore[attr-defined]
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
def edit_campaign(request: HttpRequest, id: str) -> HttpResponse:
    """Change the facts of a campaign."""
    around = page_context(request.actor, id, "campaign")  # type: ignore[attr-defined]
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
def act(request: HttpRequest, id: str, verb: str, target: str) -> HttpResponse:
    """One button: run its operation on its target and come back to where it stands."""
    wanted = ACTIONS.get(verb)
    if wanted is None:
        raise NotFound
    given = {name: request.POST.get(name, "") for name in wanted.fields if request.POST.get(name) or name == "text"}
    if wanted.read is not None:
        given |= wanted.read(request.POST)
    run(request.actor, wanted.operation, given, target)  # type: ignore[attr-defined]
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
