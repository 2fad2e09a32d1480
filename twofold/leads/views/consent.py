"""Consent that came later, written down on the page of the lead that waits for it.

The form is by hand: the answer is the button, and whom it can be about follows from what was said before.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from twofold.core.clock import now
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.leads.forms import ConsentForm, withdrawal_form
from twofold.leads.pages import LEAD_PAGES
from twofold.leads.queries.held_leads import waiting_for_consent
from twofold.ui.request import Request
from twofold.web.page import page, submit
from twofold.web.record import record_page


@require_POST
@page(needs="leads.work")
def record(request: Request, id: str) -> HttpResponse:
    """What the person said about one side: a yes discloses the lead to it now, a no withdraws it. A refused form keeps
    what was typed.
    """
    actor = request.actor
    waiting, had = waiting_for_consent(actor, id), ask(actor, "lead.timeline", {"id": id})["mayWithdraw"]
    said = {"answer": request.POST.get("answer", ""), "capturedAt": now()}
    asked = waiting["sides"] + waiting["refused"] if waiting else []
    if not asked and not had:
        given = {name: request.POST.get(name, "") for name in ConsentForm.base_fields}
        run(actor, "lead.record_consent", {**given, **said}, id)
        return redirect("lead", id)
    withdrawing = request.POST.get("recipient") in {each["side"] for each in had}
    form = withdrawal_form(had, request.POST) if withdrawing else ConsentForm(asked or had, request.POST)
    if submit(request, form, "lead.record_consent", id, given=said) is None:
        refused = {"withdraw_form": form} if withdrawing or not asked else {"consent_form": form}
        return record_page(request, LEAD_PAGES, {"id": id}, panels=refused, status=422)
    if withdrawing:
        messages.success(request, "Opt-out recorded. Everyone who follows up has been told not to contact this person.")
    else:
        yes = said["answer"] == "yes"
        messages.success(
            request,
            "Consent recorded and contact released." if yes else "Refusal recorded. The contact is not released.",
        )
    return redirect("lead", id)
