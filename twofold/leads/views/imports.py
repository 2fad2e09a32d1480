"""Bringing in a file on pages: upload, look, say what columns mean, import, watch."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from twofold.campaigns.page_context import page_context
from twofold.core.errors import Invalid, NotFound, Problem
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.leads.entities.imports import FORMATS
from twofold.leads.forms import UploadForm
from twofold.leads.pages import IMPORT_PAGES
from twofold.leads.queries.preview import fields_to_choose
from twofold.leads.queries.problems import problems_of
from twofold.rules.lead_share.sentences import with_names
from twofold.ui.request import Request
from twofold.web.downloads import table
from twofold.web.lists import show_list
from twofold.web.page import page, submit

RULES_FIRST = (
    "No lead-share rules are in force yet. You can preview the file now and import it once both companies have signed."
)


@require_http_methods(["GET", "POST"])
@page(needs="leads.import")
def imports(request: Request, id: str) -> HttpResponse:
    """Choose a file; and the imports so far, of both sides. The list is the kit's; the file is what is special."""
    if request.method == "GET":
        return show_list(request, IMPORT_PAGES, {"id": id})
    form = UploadForm(request.POST, request.FILES)
    outcome = submit(request, form, "lead_import.upload", id)
    if outcome is None:
        return show_list(request, IMPORT_PAGES, {"id": id}, above={"form": form}, status=422)
    return redirect("lead-import", outcome.result["id"])


@require_GET
@page(needs="leads.see")
def one(request: Request, id: str) -> HttpResponse:
    """One import: its preview for the uploader, its progress and result for both. Not the kit's page of an item: what
    the columns mean is asked here, and it fetches itself while the import runs.
    """
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
    campaign = item["campaignId"]
    around = page_context(
        actor,
        campaign,
        "campaign-leads",
        ("Leads", reverse("campaign-leads", args=[campaign])),
        ("Import", reverse("campaign-lead-import", args=[campaign])),
    )
    preview = _preview(actor, id)
    mine = preview is not None
    for row in (preview or {}).get("firstRows", []):
        row["why"] = with_names(row["why"] or "", around["companies"])
    mapping = chosen or (preview or {}).get("mapping", {})
    context = {
        **around,
        "item": item,
        "poll": "every 3s" if item["state"] == "running" else "",  # once it is through, nothing asks any more
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


def _facts(item: dict[str, Any], preview: dict[str, Any] | None) -> list[tuple[str, Any]]:
    known = next((each for each in FORMATS if each.value == item["format"]), None)
    said = [
        ("Format", known.label if known else item["format"]),
        ("Rows", item["rowsTotal"]),
        ("Imported by", item["company"]),
    ]
    if preview and preview.get("meta", {}).get("topic"):
        said.append(("Webinar", preview["meta"]["topic"]))
    return said


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
