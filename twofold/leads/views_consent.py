"""Consent that came later, written down on the page of the lead that waits for it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from twofold.companies.pages import page
from twofold.core.clock import now
from twofold.core.errors import Invalid
from twofold.core.running import run

_ASKED = {
    "side": "Choose the company that the person answered about.",
    "answer": "Choose yes or no.",
    "wording": "Write what the person agreed to or refused, in their words.",
    "source": "Write where they said so: a call, a mail, a form.",
}


@require_POST
@page(needs="leads.work")
def record(request: HttpRequest, id: str) -> HttpResponse:
    """What the person said about one side; a yes discloses the lead to it now."""
    given = {name: request.POST.get(name, "").strip() for name in _ASKED}
    missing = [(name, _ASKED[name]) for name, value in given.items() if not value]
    if missing:
        raise Invalid("The consent was not recorded: something is missing.", missing)
    run(request.actor, "lead.record_consent", {**given, "capturedAt": now()}, id)  # type: ignore[attr-defined]
    yes = given["answer"] == "yes"
    messages.success(request, "Recorded; the lead was disclosed." if yes else "Recorded; the lead is not disclosed.")
    return redirect("lead", id)
