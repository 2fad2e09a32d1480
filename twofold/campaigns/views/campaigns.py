"""The page of a campaign: all in one look."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_GET

from twofold.campaigns.links import link_to
from twofold.campaigns.page_context import overview_context
from twofold.campaigns.pages import CAMPAIGN_PAGES, DOT_PAGES, MILESTONE_PAGES
from twofold.core.domain import Actor, ask
from twofold.ui.badges import person_chip, side_badge, state_badge
from twofold.ui.panels import Row, RowPanel
from twofold.ui.request import Request
from twofold.ui.times import moment
from twofold.web.page import page
from twofold.web.record import past_of, record_page
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
    context = {
        **around,
        "found": found,
        "steps": _steps(found),
        "figures": _figures(found),
        "sides": [_side(found, found[which]) for which in ("side", "otherSide")],
        "gates": [_gate(actor, found, each) for each in found["gates"]],
        "dots": [{**dot, "offers": offers_of(DOT_PAGES, actor, dot)} for dot in found["hill"]["dots"]],
        "checkins": _checkins(found),
        "people": _people(found),
        "past": past_of(request, limit=7, spaceId=around["campaign"]["spaceId"]),
    }
    return render(request, "campaigns/campaign.html", context)


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


def _figures(found: dict[str, Any]) -> list[tuple[Any, str, str]]:
    counts, campaign = found["counts"], found["campaign"]["id"]
    done = format_html('{} <span class="muted">of {}</span>', counts["done"], counts["total"])
    return [
        (done, "Tasks done", f"{reverse('campaign-tasks', args=[campaign])}?state=done"),
        (counts["overdue"], "Overdue", f"#moves-{found['side']}"),
        (counts["blocked"], "Blockers open", link_to("blockers", campaign)),
        (moment(found["campaign"]["launchDate"]), "Launch", link_to("launch_calendar", campaign)),
    ]


def _checkins(found: dict[str, Any]) -> RowPanel:
    answer = '<a class="btn btn-sm btn-primary" href="{}">Answer</a>'
    rows = []
    for each in found["checkins"]:
        note = format_html("{}, {} minutes", moment(each["startsAt"]), each["minutes"])
        marks = [(side_badge(side),) for side in each["answeredBy"]]
        if each["waitsForUs"]:
            marks.append((format_html(answer, each["link"]),))
        mark = format_html('<span class="cluster">{}</span>', format_html_join("", "{}", marks))
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


def _side(found: dict[str, Any], side: str) -> dict[str, Any]:
    moves, ours = found["moves"][side], side == found["side"]
    return {
        "ident": f"moves-{side}",
        "look": f"edge-{side}",
        "title": "Your next steps" if ours else f"Next for {found['companies'][side]}",
        "whose": "ours" if ours else "theirs",
        "moves": moves["items"],
        "total": moves["total"],
        "more": moves["total"] - len(moves["items"]),
    }


def _gate(actor: Actor, found: dict[str, Any], gate: dict[str, Any]) -> dict[str, Any]:
    """A gate with how it stands in a mark, and what can be done about it."""
    missing = gate["missing"]
    things = f"{missing} {'thing' if missing == 1 else 'things'} missing"
    state = "passed" if gate["passedAt"] else gate["state"]
    mark = state_badge("open", things, "warn") if state == "open" else state_badge(state, "", "good")
    milestone = {"id": gate["milestoneId"], "gate": gate["key"], "confirmed": found["side"] in gate["confirmedBy"]}
    return {**gate, "mark": mark, "offers": offers_of(MILESTONE_PAGES, actor, {**gate, **milestone})}
