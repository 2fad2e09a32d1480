"""The page of a campaign: all in one look."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_GET

from twofold.campaigns.links import link_to
from twofold.campaigns.page_context import overview_context
from twofold.campaigns.pages import CAMPAIGN_PAGES, CHECKIN_PAGES, DOT_PAGES, MILESTONE_PAGES
from twofold.core.domain import ask
from twofold.ui.badges import person_chip, side_badge, state_badge
from twofold.ui.panels import Checklist, ChecklistPanel, HillPanel, Row, RowPanel, steps
from twofold.ui.request import Request
from twofold.ui.times import due, moment
from twofold.web.page import page
from twofold.web.record import past_of, record_page
from twofold.web.verbs import buttons_of

from .next_steps import moves_panel

MOVES_SHOWN = 6


@require_GET
@page(needs="campaigns.see")
def campaign(request: Request, id: str) -> HttpResponse:
    """One campaign in one look: done, blocked, whose move is next on each side (S1.71)."""
    actor = request.actor
    found = ask(actor, "campaign.overview", {"id": id})
    around = overview_context(actor, found, "campaign")
    if not around["workspace"]:
        return record_page(request, CAMPAIGN_PAGES, {"id": id})
    hill = found["hill"]
    dots = [{**dot, "buttons": buttons_of(request, DOT_PAGES, dot)} for dot in hill["dots"]]
    context = {
        **around,
        "pins": found["pins"],
        "steps": steps(found["steps"], around["campaign"]["status"]),
        "figures": _figures(found),
        "sides": [_moves(found, found[which]) for which in ("side", "otherSide")],
        "gates": _gates(request, found),
        "hill": HillPanel(hill["name"], dots, "hill"),
        "aside": [_checkins(request, found), _people(found), _tools(found), *_guide(found)],
        "past": past_of(request, limit=7, spaceId=around["campaign"]["spaceId"]),
    }
    return render(request, "campaigns/campaign.html", context)


@require_GET
@page(needs="campaigns.see")
def checkin(request: Request, id: str, checkin: str) -> HttpResponse:
    """Where mails of former times lead: the check-in has a page of its own."""
    return redirect("checkin", ask(request.actor, "checkin.get", {"id": checkin})["id"])


def _figures(found: dict[str, Any]) -> list[tuple[Any, str, str]]:
    counts, campaign = found["counts"], found["campaign"]["id"]
    done = format_html('{} <span class="muted">of {}</span>', counts["done"], counts["total"])
    return [
        (done, "Tasks done", f"{reverse('campaign-tasks', args=[campaign])}?state=done"),
        (counts["overdue"], "Overdue", f"#moves-{found['side']}"),
        (counts["blocked"], "Blockers open", link_to("blockers", campaign)),
        (moment(found["campaign"]["launchDate"]), "Launch", link_to("launch_calendar", campaign)),
    ]


def _checkins(request: Request, found: dict[str, Any]) -> RowPanel:
    rows = []
    for each in found["checkins"]:
        note = format_html("{}, {} minutes", moment(each["startsAt"]), each["minutes"])
        answered = format_html_join("", "{}", ((side_badge(side),) for side in each["answeredBy"]))
        answer = buttons_of(request, CHECKIN_PAGES, each) if each["waitsForUs"] else ""
        mark = format_html('<span class="cluster">{}{}</span>', answered, answer)
        rows.append(Row(each["name"], each["link"], note, mark))
    url = reverse("campaign-checkins", args=[found["campaign"]["id"]])
    return RowPanel("Next check-ins", rows, "None in the next two weeks.", url=url)


def _people(found: dict[str, Any]) -> RowPanel:
    leads = state_badge("leads", "Leads", "info", symbol="flag")
    rows = [
        Row(person_chip(each["name"], "", each["side"]), "", ", ".join(each["roles"]), leads if each["leads"] else "")
        for each in found["people"]
    ]
    url = reverse("campaign-roles", args=[found["campaign"]["id"]])
    nothing = format_html('No role has a person yet. <a href="{}">Fill your roles</a>', url)
    return RowPanel("People", rows, nothing, url=url, link="All roles")


def _tools(found: dict[str, Any]) -> RowPanel:
    rows = [
        Row(each["name"], "", each["fallback"], "" if each["state"] == "not_connected" else state_badge(each["state"]))
        for each in found["connections"]
    ]
    return RowPanel("Working with other tools", rows, folded=True)


def _guide(found: dict[str, Any]) -> list[RowPanel]:
    rows = [Row(f"{number}. {step['title']}", "", step["text"]) for number, step in enumerate(found["guide"], 1)]
    return [RowPanel("How this works", rows, folded=True)] if rows else []


def _moves(found: dict[str, Any], side: str) -> RowPanel:
    moves, ours = found["moves"][side], side == found["side"]
    return moves_panel(
        "Your next steps" if ours else f"Next for {found['companies'][side]}",
        moves["items"],
        theirs=not ours,
        ident=f"moves-{side}",
        look=f"edge-{side}",
        count=moves["total"],
        shown=MOVES_SHOWN,
    )


def _gates(request: Request, found: dict[str, Any]) -> ChecklistPanel:
    campaign, following = found["campaign"]["id"], found["nextStep"] or {}
    may = following.get("open") and request.actor.may("campaigns.lead")
    return ChecklistPanel(
        "Milestones",
        [_gate(request, found, gate, is_open=gate["key"] == following.get("gate")) for gate in found["gates"]],
        reverse("campaign-milestones", args=[campaign]),
        (following["label"], reverse("campaign-advance", args=[campaign])) if may else None,
    )


def _gate(request: Request, found: dict[str, Any], gate: dict[str, Any], *, is_open: bool) -> Checklist:
    """A gate with how it stands in a mark, and what can be done about it."""
    missing, passed, milestone = gate["missing"], gate["passedAt"], gate["milestoneId"]
    things = f"{missing} {'thing' if missing == 1 else 'things'} missing"
    state = "passed" if passed else gate["state"]
    item = {**gate, "id": milestone, "gate": gate["key"], "confirmed": found["side"] in gate["confirmedBy"]}
    return Checklist(
        gate["name"],
        gate["requirements"],
        mark=state_badge("open", things, "warn") if state == "open" else state_badge(state, "", "good"),
        note=moment(passed) if passed else due(gate["at"]),
        meaning=gate["meaning"],
        buttons=buttons_of(request, MILESTONE_PAGES, item),
        ident=f"gate-{milestone}",
        is_open=is_open,
    )
