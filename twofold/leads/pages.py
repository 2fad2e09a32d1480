"""The lists of leads, consents and imports, and the page of one lead: who it is if it is yours, what happened and why."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from twofold.campaigns.page_context import IN_CAMPAIGN
from twofold.core.actor import Actor
from twofold.core.clock import now, stamp
from twofold.core.entities import Field, choices
from twofold.core.operations.query import ask
from twofold.rules.lead_share.rules_in_words import name_of
from twofold.rules.lead_share.verdict import SHARED
from twofold.ui.badges import side_badge
from twofold.ui.request import Request
from twofold.ui.times import due
from twofold.web.cells import NOTHING
from twofold.web.declaration import Drawn, Pages, Panel, Section, Verb, further_list, pages

from .entities import CONSENTS, IMPORTS, LEADS, follow_up
from .entities.consents import ANSWERS
from .forms import ConsentForm, UploadForm, withdrawal_form
from .queries.held_leads import waiting_for_consent
from .queries.rules import rules_in_force

_WAITS: Final = mark_safe('<span class="muted">awaiting consent</span>')


def first_follow_up(item: Mapping[str, Any], shown: SafeString) -> SafeString:
    """Whose the first follow-up is and when it is due; the clock stands still without consent, and when it is done."""
    if not item["first"]:
        return NOTHING
    state = item[f"{item['first']}State"]
    when = _WAITS if state == "held" else due(item["due"], state not in {"routed", "accepted"})
    # Both are marks of ours: a list has fifty of them, and escaping takes longer than all else.
    return SafeString(f'<span class="due-line">{side_badge(item["first"])} {when}</span>')


def destination(item: Mapping[str, Any], shown: SafeString) -> SafeString:
    """Where it goes, and by which route; or that the person was in a side's pipeline already."""
    by = item["route"] or ("Existing pipeline" if item["status"] in SHARED else "")
    return _with_route(shown, by) if by else shown


@lru_cache(maxsize=512)
def _with_route(shown: SafeString, by: str) -> SafeString:
    """The same few in every list."""
    return format_html('<span>{}<br><small class="muted">{}</small></span>', shown, by)


def _verb(name: str, label: str, says: str, icon: str, **more: Any) -> Verb:
    """A step of following up, where the own side's state allows it."""
    asks = follow_up.ASKS.get(name, ())
    label = f"{label}…" if asks else label

    def offered(item: Mapping[str, Any], actor: Actor) -> bool:
        return follow_up.can(name, item)

    return Verb(name, label, says, icon, asks=asks, reads=("myState",), offered=offered, **more)


CONSENT = (
    Field("recipient", label="For", required=True, choices=choices({"host": "The host", "partner": "The partner"})),
    Field("answer", required=True, choices=ANSWERS),
    Field("wording", "text", label="What they agreed to", required=True, most=1000, help="In the words they read."),
    Field("capturedAt", "datetime", label="When", required=True),
    Field("source", label="Where they said it", required=True, most=200),
)
VERBS = (
    _verb("accept", "Accept", "Accepted. You follow up first.", "check", in_row=True, primary=True),
    _verb("contact", "Mark contacted", "Marked as contacted.", "message", in_row=True),
    _verb("qualify", "Qualify", "Qualified.", "star", in_row=True),
    _verb("convert", "Convert", "Marked as converted. Well done.", "coin"),
    _verb("return", "Return", "Returned. Your partner sees your reason.", "arrow-back-up", in_row=True),
    _verb("disqualify", "Disqualify", "Disqualified.", "circle-x"),
    Verb(
        "record_consent", "Record consent…", "Consent is recorded.", icon="checklist", asks=CONSENT,
        offered=lambda *_: False,
    ),
)  # fmt: skip
"""Consent is recorded for many here; on the page of one lead it has its own form beside what is known."""


def figures(request: Request, named: dict[str, str]) -> dict[str, Any]:
    """Over the leads of a campaign: how many went where, what waits, and whether there are rules to import by."""
    return {
        "summary": ask(request.actor, "lead.summary", {"campaignId": named["id"]}),
        "rules": rules_in_force(request.actor, named["id"]),
        "at": stamp(now().replace(second=0, microsecond=0)),
    }


def decided(request: Request, item: dict[str, Any]) -> dict[str, Any]:
    """What was decided and has happened, for all panels of a lead's page; the forms for what a person said since."""
    told = ask(request.actor, "lead.timeline", {"id": item["id"]})
    waiting = waiting_for_consent(request.actor, item["id"]) if item["status"] == "held" else None
    had, withdrawn = told["mayWithdraw"], {each["side"] for each in told["withdrawn"]}
    return {
        "told": told,
        "newest_first": [{**entry, "when": entry["at"]} for entry in reversed(told["entries"])],
        "waiting": waiting,
        "consent_form": ConsentForm(waiting["sides"] or waiting["refused"]) if waiting else None,
        "withdraw_form": withdrawal_form(had) if had else None,
        "taken_back": item["mySide"] in withdrawn and item["myState"] == "held",
        "waits_for_yes": any(item[f"{side}State"] == "held" and side not in withdrawn for side in ("host", "partner")),
        "shared_facts": _pairs(item["facts"]),
        "own_facts": _pairs(item["person"]["facts"]) if item["person"] else [],
    }


OF_A_SIDE = frozenset({"source", "existing_customer_of"})
"""Facts whose value is a side."""


def _pairs(facts: dict[str, Any]) -> list[tuple[str, Any]]:
    said = {True: "Yes", False: "No", "host": "The host", "partner": "The partner", "both": "Both"}
    plain = [
        (name_of(name).capitalize(), said.get(value, value) if isinstance(value, bool) or name in OF_A_SIDE else value)
        for name, value in facts.items()
        if name != "answers"
    ]
    return plain + [(key.replace("_", " "), value) for key, value in facts.get("answers", {}).items()]


def upload(request: Request, named: dict[str, str]) -> dict[str, Any]:
    """The form to bring in a file, over the imports so far."""
    zone = ask(request.actor, "campaign.get", {"id": named["id"]})["timeZone"]
    return {"form": UploadForm(initial={"time_zone": zone})}


def _below_leads(request: Request, id: str, name: str) -> dict[str, Any]:
    around = IN_CAMPAIGN.context(request, id, "campaign-leads")
    return {**around, "way": [*around["way"], ("Leads", reverse("campaign-leads", args=[id]))]}


BELOW_LEADS = replace(IN_CAMPAIGN, context=_below_leads)
"""Around what has no tab of its own, but is found from the leads."""
LEAD_PAGES = pages(
    Pages(
        entity=LEADS,
        frame=IN_CAMPAIGN,
        empty="Import the attendee list. The signed rules decide where each lead goes.",
        columns=("title", "contactCompany", "to", "state", "due"),
        sort="number",
        view="all-leads",
        card=("contactCompany", "due"),
        drawn={
            "due": Drawn(first_follow_up, ("due", "first", "hostState", "partnerState")),
            "to": Drawn(destination, ("route", "status")),
        },
        verbs=VERBS,
        add_label="Import leads",
        add_url="campaign-lead-import",
        above="leads/parts/figures.html",
        above_context=figures,
        sections=(
            Section("Status", ("state", "to", "hostState", "partnerState", "first", "due"), place="aside"),
            Section("Where it came from", ("broughtBy", "importId", "row", "source", "number"), place="aside"),
        ),
        hides=(
            "campaignId", "status", "route", "duplicateOf", "myState", "theirState", "overdue", "contactName",
            "contactCompany", "contactEmail", "contactPhone", "contactJobTitle",
        ),
        panels=(
            Panel("leads/parts/news.html", decided, "main"),
            Panel("leads/parts/why.html", place="main"),
            Panel("leads/parts/timeline.html", place="main"),
            Panel("leads/parts/consent.html"),
            Panel("leads/parts/contact.html"),
        ),
        activity=False,
    )
)  # fmt: skip
further_list(
    LEAD_PAGES,
    at="leads",
    name="leads",
    lead_in="Leads from all campaigns you share. You see the contact once it has been released to you.",
    empty="Choose a campaign to import into. Both companies sign its lead-share rules first: they decide who gets whom.",
    columns=("title", "campaignId", "to", "state", "due"),
    sort="",
    add_url="campaigns",
)
pages(
    Pages(
        entity=CONSENTS,
        at="campaigns/<str:id>/consents",
        name="campaign-consents",
        frame=BELOW_LEADS,
        title="Consents",
        lead_in="What people said about being contacted by your company, as evidence.",
        empty="They come with the leads of a file, or are recorded on a lead's page.",
        columns=("recipient", "leadId", "answer", "wording", "capturedAt", "source"),
        card=("leadId", "answer", "capturedAt"),
        only="list",
    )
)
IMPORT_PAGES = pages(
    Pages(
        entity=IMPORTS,
        at="campaigns/<str:id>/import",
        name="campaign-lead-import",
        frame=BELOW_LEADS,
        title="Imports",
        empty="Choose a file above. Nothing is imported before you have seen what it would do.",
        view="imports",
        card=("state", "rowsTotal", "createdAt"),
        columns=("title", "state", "format", "rowsTotal", "company", "createdAt"),
        above="leads/parts/upload.html",
        above_context=upload,
        own=frozenset({"campaign-lead-import", "lead-import"}),
    )
)
