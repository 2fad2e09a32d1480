"""Consent that came later, written down on the page of the lead that waits for it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from twofold.companies.pages import page, submit
from twofold.core.clock import now
from twofold.core.running import run

from .forms import ConsentForm
from .queries.waiting import waiting_for_consent
from .views_leads import show_lead


@require_POST
@page(needs="leads.work")
def record(request: HttpRequest, id: str) -> HttpResponse:
    """What the person said about one side; a yes discloses the lead to it now. A refused form keeps what was typed."""
    waiting = waiting_for_consent(request.actor, id)  # type: ignore[attr-defined]
    said = {"answer": request.POST.get("answer", ""), "capturedAt": now()}
    if waiting is None:
        given = {name: request.POST.get(name, "") for name in ConsentForm.base_fields}
        run(request.actor, "lead.record_consent", {**given, **said}, id)  # type: ignore[attr-defined]
        return redirect("lead", id)
    form = ConsentForm(waiting["sides"] + waiting["refused"], request.POST)
    if submit(request, form, "lead.record_consent", id, given=said) is None:
        return show_lead(request, id, consent_form=form, status=422)
    yes = said["answer"] == "yes"
    messages.success(request, "Recorded; the lead was disclosed." if yes else "Recorded; the lead is not disclosed.")
    return redirect("lead", id)
