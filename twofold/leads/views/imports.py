"""Bringing in a file on pages: upload, look, say what columns mean, import, watch."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from twofold.campaigns.page_context import page_context
from twofold.core.clock import now
from twofold.core.errors import Invalid, NotFound, Problem
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.leads.forms import UploadForm
from twofold.leads.queries.preview import fields_to_choose, file_names
from twofold.leads.queries.problems import problems_of
from twofold.rules.lead_share.sentences import with_names
from twofold.ui.request import Request
from twofold.web.downloads import table
from twofold.web.page import page, submit

LEFT = timedelta(days=1)
"""A preview that nobody imported for so long is left out of the list."""
RULES_FIRST = (
    "No lead-share rules are in force yet. You can preview the file now and import it once both companies have signed."
)


@require_http_methods(["GET", "POST"])
@page(needs="leads.import")
def imports(request: Request, id: str) -> HttpResponse:
    """Choose a file; and the imports so far, of both sides."""
    actor = request.actor
    around = page_context(actor, id, "campaign-leads")
    form = UploadForm(
        request.POST or None, request.FILES or None, initial={"time_zone": around["campaign"]["timeZone"]}
    )
    if request.method == "POST":
        outcome = submit(request, form, "lead_import.upload", id)
        if outcome is not None:
            return redirect("lead-import", outcome.result["id"])
    context = {**around, "form": form, "imports": _so_far(actor, id)}
    return render(request, "leads/imports.html", context, status=422 if form.errors else 200)


@require_GET
@page(needs="leads.see")
def one(request: Request, id: str) -> HttpResponse:
    """One import: its preview for the uploader, its progress and result for both."""
    return _show(request, id)


@require_GET
@page(needs="leads.import")
def problems(request: Request, id: str) -> HttpResponse:
    """Everything that is wrong with the file's rows, as CSV, for who uploaded it."""
    found = problems_of(request.actor, id)
    return table("rows-with-an-error.csv", ["row", "line", "what is wrong"], map(list, found))  # type: ignore[return-value]


@require_POST
@page(needs="leads.import")
def look_again(request: Request, id: str) -> HttpResponse:
    """Say what the columns mean, and look at the preview again."""
    columns = request.POST.getlist("column")
    fields = request.POST.getlist("field")
    given: dict[str, Any] = {
        "timeZone": request.POST.get("time_zone", "UTC"),
        "dayFirst": request.POST.get("day_first") == "on",
    }
    if columns:
        given["mapping"] = dict(zip(columns, fields, strict=False))
    try:
        run(request.actor, "lead_import.remap", given, id)
    except Invalid as wrong:
        return _show(request, id, trouble=wrong, chosen=given.get("mapping"))
    return redirect("lead-import", id)


@require_POST
@page(needs="leads.import")
def commit(request: Request, id: str) -> HttpResponse:
    """Import what was seen."""
    try:
        run(request.actor, "lead_import.commit", {"hash": request.POST.get("hash", "")}, id)
    except NotFound:
        raise
    except Problem as problem:
        return _show(request, id, trouble=problem)
    messages.success(request, "Import started. You can leave this page.")
    return redirect("lead-import", id)


@require_POST
@page(needs="leads.import")
def cancel(request: Request, id: str) -> HttpResponse:
    """Leave it."""
    run(request.actor, "lead_import.cancel", {}, id)
    messages.success(request, "Import cancelled. The file was deleted.")
    return redirect("lead-import", id)


def _show(
    request: Request, id: str, *, trouble: Problem | None = None, chosen: dict[str, str] | None = None
) -> HttpResponse:
    actor = request.actor
    item = ask(actor, "lead_import.get", {"id": id})
    around = page_context(actor, item["campaignId"], "campaign-leads")
    preview = _preview(actor, id)
    mine = preview is not None
    for row in (preview or {}).get("firstRows", []):
        row["why"] = with_names(row["why"] or "", around["companies"])
    mapping = chosen or (preview or {}).get("mapping", {})
    context = {
        **around,
        "item": item,
        "preview": preview,
        "mine": mine,
        "trouble": trouble,
        "columns": [(column, mapping.get(column, "")) for column in (preview or {}).get("columns", [])],
        "fields": _choices(mapping, around["companies"]),
        "rules_first": RULES_FIRST if mine and not (preview or {}).get("rulesHash") else "",
        "status_words": STATUS_WORDS,
        "import_facts": _facts(item, preview),
    }
    return render(request, "leads/import.html", context, status=trouble.status if trouble else 200)


def _so_far(actor: Any, campaign_id: str) -> list[dict[str, Any]]:
    """The imports of both sides, one's own with the name of the file; without what was looked at and left for a day."""
    found = ask(actor, "lead_import.list", {"campaignId": campaign_id, "limit": 50})["items"]
    names = file_names(actor, [each["id"] for each in found])
    return [
        {**each, "fileName": names.get(each["id"], "")}
        for each in found
        if each["state"] != "uploaded" or now() - _moment(each["createdAt"]) < LEFT
    ]


def _moment(told: Any) -> datetime:
    return told if isinstance(told, datetime) else datetime.fromisoformat(told)


def _facts(item: dict[str, Any], preview: dict[str, Any] | None) -> list[tuple[str, Any]]:
    said = [
        ("Format", FORMATS.get(item["format"], item["format"])),
        ("Rows", item["rowsTotal"]),
        ("Imported by", item["company"]),
    ]
    if preview and preview.get("meta", {}).get("topic"):
        said.append(("Webinar", preview["meta"]["topic"]))
    return said


FORMATS = {
    "zoom_attendees": "Zoom attendee report",
    "zoom_registrations": "Zoom registration report",
    "eventbrite": "Eventbrite attendees",
    "eventbrite_orders": "Eventbrite orders",
    "hubspot_contacts": "HubSpot contacts",
    "plain": "CSV",
}
STATUS_WORDS = (
    ("routed", "Routed"),
    ("held", "On hold: no consent"),
    ("duplicate", "Duplicates"),
    ("not_shared", "Not shared"),
    ("bad_row", "Rows with an error"),
)


def _preview(actor: Any, id: str) -> dict[str, Any] | None:
    if not actor.may("leads.import"):
        return None
    try:
        found: dict[str, Any] = ask(actor, "lead_import.preview", {"id": id})
    except NotFound:
        return None
    return found


def _choices(mapping: dict[str, str], companies: dict[str, str]) -> list[tuple[str, str]]:
    known = fields_to_choose(companies)
    names = {name for name, _ in known}
    answers = sorted({field for field in mapping.values() if field.startswith("answers.")} - names)
    return [*known, *((field, f"Answer: {field.removeprefix('answers.').replace('_', ' ')}") for field in answers)]
