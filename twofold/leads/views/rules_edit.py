"""Writing rules: the form, its buttons, and the same document as JSON for those who like.

Drawn by hand: the form is as long as the rules, its routes are added and moved, and it says in words what it means.
"""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from twofold.campaigns.page_context import page_context
from twofold.core.actor import Actor
from twofold.core.errors import Invalid, NotFound
from twofold.core.operations.query import ask_all
from twofold.core.operations.runner import run
from twofold.leads.forms import JsonForm
from twofold.leads.queries.starting_points import starting_points
from twofold.leads.rules_check import checked
from twofold.rules.lead_share.form import Draft, draft_from, draft_of, edited, survives_post, to_document
from twofold.rules.lead_share.form.draft import DESTINATIONS, FACTS, FIRSTS, OPERATORS, SHARED
from twofold.rules.lead_share.form.hints import hints_for
from twofold.rules.lead_share.form.labels import NOTE, label_of
from twofold.rules.lead_share.lint import lint
from twofold.rules.lead_share.rules_in_words import MODELS, in_words
from twofold.ui.request import Request
from twofold.web.page import page


@require_http_methods(["GET", "POST"])
@page(needs="documents.propose")
def edit(request: Request, id: str) -> HttpResponse:
    """The form. Its buttons add and move routes; “Check” says it in words; “Propose” makes a version of it.

    Rules that it cannot show exactly open as JSON, so that proposing them again never changes what it did not show.
    """
    around = _around(request.actor, id)
    if request.method == "GET":
        draft = draft_of(_start(request, id))
        if survives_post(draft):
            return _form(request, around, draft)
        messages.info(request, "These rules are too complex for the form, so they are shown as JSON.")
        return redirect(f"{reverse('campaign-rules-json', args=[id])}?{request.GET.urlencode()}")
    draft = draft_from(request.POST)
    action = request.POST.get("action", "check")
    if action == "propose":
        try:
            made = run(request.actor, "lead_share.propose", {"rules": to_document(draft), "note": draft.note}, id)
        except Invalid as wrong:
            return _form(request, around, draft, wrong.errors)
        messages.success(request, "Proposed. Test on a file, then both sides sign.")
        return redirect("campaign-rules-version", id, made.result.pk)
    if edited(draft, action):
        return _form(request, around, draft, check=False)
    return _form(request, around, draft)


@require_http_methods(["GET", "POST"])
@page(needs="documents.propose")
def as_json(request: Request, id: str) -> HttpResponse:
    """The document itself."""
    around = _around(request.actor, id)
    if request.method == "GET":
        text = json.dumps(_start(request, id), indent=2, ensure_ascii=False)
        return render(request, "leads/rules_json.html", {**around, "form": JsonForm(initial={"rules": text})})
    form = JsonForm(request.POST)
    if form.is_valid():
        given = {"rules": form.cleaned_data["rules"], "note": form.cleaned_data["note"]}
        try:
            made = run(request.actor, "lead_share.propose", given, id)
        except Invalid as wrong:
            for error in wrong.errors:
                form.add_error("rules", f"{error['field']}: {error['message']}")
        else:
            messages.success(request, "Proposed. Test on a file, then both sides sign.")
            return redirect("campaign-rules-version", id, made.result.pk)
    return render(request, "leads/rules_json.html", {**around, "form": form}, status=422)


def _form(
    request: Request,
    around: dict[str, Any],
    draft: Draft,
    errors: list[dict[str, str]] | None = None,
    *,
    check: bool = True,
) -> HttpResponse:
    words: list[dict[str, Any]] = []
    advice: list[dict[str, str]] = []
    if check and errors is None:
        try:
            document = checked(to_document(draft))
        except Invalid as wrong:
            errors = wrong.errors
        else:
            words = in_words(document, around["companies"])
            advice = hints_for([problem.as_dict() for problem in lint(document)], draft)
    names = around["companies"]
    context = {
        **around,
        "draft": draft,
        "routes": [(f"route-{place}", route) for place, route in enumerate(draft.routes)],
        "errors": [{**error, "where": label_of(error["field"], draft)} for error in errors or []],
        "words": words,
        "note_label": NOTE,
        "advice": advice,
        "facts": FACTS,
        "operators": OPERATORS,
        "shared": SHARED,
        "models": list(MODELS.items()),
        "destinations": [(value, names.get(value, label)) for value, label in DESTINATIONS],
        "firsts": [(value, names.get(value, label)) for value, label in FIRSTS],
    }
    return render(request, "leads/rules_edit.html", context, status=422 if errors and request.method == "POST" else 200)


def _around(actor: Actor, id: str) -> dict[str, Any]:
    return page_context(actor, id, "campaign-rules", ("Lead-share rules", reverse("campaign-rules", args=[id])))


def _start(request: Request, id: str) -> dict[str, Any]:
    """What the form begins with: a starting point, an earlier version, or the newest version."""
    wanted = request.GET.get("from", "")
    for each in starting_points():
        if each["key"] == wanted:
            return dict(each["document"])
    given = {"campaignId": id, "sort": "-number"}
    versions = ask_all(request.actor, "lead_share.list", given)
    chosen = next((each for each in versions if wanted in ("", each["id"])), None)
    if chosen is None and wanted:
        raise NotFound
    document: dict[str, Any] = chosen["document"] if chosen else dict(starting_points()[0]["document"])
    return document
