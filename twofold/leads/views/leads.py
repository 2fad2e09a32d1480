"""The tables of leads, and the page of one: who it is if it is yours, what happened and why."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from twofold.campaigns.page_context import page_context
from twofold.core.clock import now, stamp
from twofold.core.errors import Invalid, NotFound
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.leads.forms import ConsentForm, withdrawal_form
from twofold.leads.queries.held_leads import waiting_for_consent
from twofold.leads.queries.rules import rules_in_force
from twofold.rules.lead_share.rules_in_words import name_of
from twofold.rules.lead_share.steps import STEPS
from twofold.rules.lead_share.verdict import SHARED
from twofold.ui.request import Request
from twofold.web.downloads import table, text_file
from twofold.web.page import page, way_back

FILTERS = ("q", "state", "status", "to", "route", "first", "importId", "hostState", "partnerState")
STATES = ("routed", "held", "accepted", "returned", "contacted", "qualified", "converted", "disqualified", "new")
OUTCOMES = (
    ("held", "On hold: no consent"),
    ("duplicate", "Duplicates"),
    ("not_shared", "Not shared"),
    ("bad_row", "Rows with an error"),
)
VERBS = {
    "accept": ("accepted", "Accept", "Accepted. You follow up first."),
    "return": ("returned", "Return", "Returned. Your partner sees your reason."),
    "contact": ("contacted", "Mark contacted", "Marked as contacted."),
    "qualify": ("qualified", "Qualify", "Qualified."),
    "convert": ("converted", "Convert", "Marked as converted. Well done."),
    "disqualify": ("disqualified", "Disqualify", "Disqualified."),
}
EXPORTED = (
    "number",
    "campaignName",
    "status",
    "state",
    "to",
    "route",
    "first",
    "due",
    "hostState",
    "partnerState",
    "createdAt",
)


@require_GET
@page(needs="leads.see")
def all_leads(request: Request) -> HttpResponse:
    """The leads of every campaign one is in."""
    return render(request, "leads/leads.html", {**_listed(request, {}), "companies": {}})


@require_GET
@page(needs="leads.see")
def campaign_leads(request: Request, id: str) -> HttpResponse:
    """The leads of one campaign."""
    actor = request.actor
    around = page_context(actor, id, "campaign-leads")
    context = {
        **around,
        **_listed(request, {"campaignId": id}),
        "summary": ask(actor, "lead.summary", {"campaignId": id}),
        "rules": rules_in_force(actor, id),
        "at": stamp(now().replace(second=0, microsecond=0)),
    }
    return render(request, "leads/campaign_leads.html", context)


@require_GET
@page(needs="leads.see")
def export(request: Request) -> HttpResponseBase:
    """The filtered table as CSV; people only where they are yours."""
    actor = request.actor
    given = {**_narrowed(request), "limit": 200}
    if request.GET.get("campaignId"):
        given["campaignId"] = request.GET["campaignId"]

    # The first page is asked for before the answer begins: what is wrong with the question is still said.
    first = ask(actor, "lead.list", given)

    def rows() -> Iterator[list[Any]]:
        found = first
        while True:
            for item in found["items"]:
                person = item["person"] or {}
                yield [
                    *(item[name] for name in EXPORTED),
                    *(person.get(name) for name in ("name", "email", "company", "phone", "jobTitle")),
                ]
            if found["nextCursor"] is None:
                return
            found = ask(actor, "lead.list", {**given, "cursor": found["nextCursor"]})

    header = [*EXPORTED, "name", "email", "company", "phone", "jobTitle"]
    return table("leads.csv", header, rows())  # type: ignore[return-value]


@require_GET
@page(needs="leads.see")
def lead(request: Request, id: str) -> HttpResponse:
    """One lead: the person if yours, the answer to "why?", what one can do next."""
    return show_lead(request, id)


def show_lead(
    request: Request,
    id: str,
    *,
    consent_form: ConsentForm | None = None,
    withdraw_form: ConsentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, as it is or with a form that was refused."""
    actor = request.actor
    item = ask(actor, "lead.get", {"id": id})
    told = ask(actor, "lead.timeline", {"id": id})
    for entry in told["entries"]:
        entry["when"] = entry["at"]
    waiting = waiting_for_consent(actor, id) if item["status"] == "held" else None
    had = told["mayWithdraw"]
    withdrawn = {each["side"] for each in told["withdrawn"]}
    context = {
        **page_context(actor, item["campaignId"], "campaign-leads"),
        "withdraw_form": withdraw_form or (withdrawal_form(had) if had else None),
        "taken_back": item["mySide"] in withdrawn and item["myState"] == "held",
        "waits_for_yes": any(item[f"{side}State"] == "held" and side not in withdrawn for side in ("host", "partner")),
        "lead": _with_steps(actor, item),
        "told": told,
        "waiting": waiting,
        "consent_form": consent_form or (ConsentForm(waiting["sides"] or waiting["refused"]) if waiting else None),
        "newest_first": told["entries"][::-1],
        "shared_facts": _pairs(item["facts"]),
        "own_facts": _pairs(item["person"]["facts"]) if item["person"] else [],
    }
    return render(request, "leads/lead.html", context, status=status)


@require_GET
@page(needs="leads.see")
def decision(request: Request, id: str) -> HttpResponse:
    """The replay record, to check with `twofold replay`."""
    found = ask(request.actor, "lead.decision", {"id": id})
    return text_file(found["fileName"], found["text"])


@require_POST
@page(needs="leads.work")
def act(request: Request, id: str, verb: str) -> HttpResponse:
    """One step, from a table or the lead's page."""
    if verb not in VERBS:
        raise NotFound
    given = {name: request.POST[name] for name in ("note", "reason", "dealValue", "currency") if request.POST.get(name)}
    if verb in ("return", "disqualify") and "reason" not in given:
        raise Invalid.field("reason", "Give a short reason. Your partner sees it.")
    run(request.actor, f"lead.{verb}", given, id)
    messages.success(request, VERBS[verb][2])
    return redirect(way_back(request) or f"/leads/{id}")


def _listed(request: Request, given: dict[str, Any]) -> dict[str, Any]:
    actor = request.actor
    narrowed = _narrowed(request, "number" if given else "-createdAt")
    page_of = {**given, **narrowed, "limit": 50, "cursor": request.GET.get("cursor", "")}
    found = ask(actor, "lead.list", page_of)
    return {
        "leads": [_next_step_only(_with_steps(actor, item)) for item in found["items"]],
        "next_cursor": found["nextCursor"],
        "filters": {name: request.GET.get(name, "") for name in (*FILTERS, "dueTo")},
        "states_said": {side: request.GET.get(f"{side}State", "").replace(",", " or ") for side in ("host", "partner")},
        "filtered": any(name in narrowed for name in (*FILTERS, "dueTo")),
        "states": STATES,
        "outcomes": OUTCOMES,
        "campaign_id": given.get("campaignId", ""),
        "everywhere": not given,
        "people": actor.may("leads.people"),
    }


def _narrowed(request: Request, sort: str = "-createdAt") -> dict[str, Any]:
    given = {name: request.GET[name] for name in (*FILTERS, "dueFrom", "dueTo") if request.GET.get(name)}
    return {**given, "sort": request.GET.get("sort") or sort}


def _with_steps(actor: Any, item: dict[str, Any]) -> dict[str, Any]:
    """What one can do with it now, as (verb, label); `waits` where nobody may follow up yet, for want of consent."""
    legal = STEPS.get(item["myState"], ()) if actor.may("leads.work") else ()
    steps = [(verb, label) for verb, (state, label, _) in VERBS.items() if state in legal]
    waits = bool(item["first"]) and item[f"{item['first']}State"] == "held"
    listed = item["status"] in SHARED and not item["route"]
    return {
        **item,
        "steps": steps,
        "answered": bool(item["first"]) and item[f"{item['first']}State"] not in ("routed", "accepted", "held"),
        "waits": waits,
        "pipeline": "Existing pipeline" if listed else "",
    }


def _next_step_only(item: dict[str, Any]) -> dict[str, Any]:
    """A line of the table offers the next step and the way back; the lead's own page offers all."""
    onward = [step for step in item["steps"] if step[0] in ("accept", "contact", "qualify")]
    return {**item, "steps": [*onward[:1], *(step for step in item["steps"] if step[0] == "return")]}


def _pairs(facts: dict[str, Any]) -> list[tuple[str, Any]]:
    said = {True: "yes", False: "no"}
    plain = [
        (name_of(name).capitalize(), said[value] if isinstance(value, bool) else value)
        for name, value in facts.items()
        if name != "answers"
    ]
    return plain + [(key.replace("_", " "), value) for key, value in facts.get("answers", {}).items()]
