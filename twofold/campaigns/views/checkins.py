"""The check-ins of a campaign."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from twofold.campaigns.forms import AnswerForm, answered
from twofold.campaigns.page_context import page_context
from twofold.campaigns.queries.checkins import checkin_page, own_answer
from twofold.core.operations.query import ask
from twofold.ui.request import Request
from twofold.web.page import page, submit


@require_GET
@page(needs="campaigns.see")
def checkins(request: Request, id: str) -> HttpResponse:
    """The next check-ins with what each side has answered, and the form to answer."""
    actor = request.actor
    return render(
        request, "campaigns/checkins.html", {**page_context(actor, id, "campaign-checkins"), **checkin_page(actor, id)}
    )


@require_http_methods(["GET", "POST"])
@page(needs="campaigns.work")
def answer(request: Request, id: str, checkin: str) -> HttpResponse:
    """Answer a check-in: a page of its own, so that a link in a mail opens it."""
    actor = request.actor
    around = page_context(actor, id, "campaign-checkins")
    item = ask(actor, "checkin.get", {"id": checkin})
    asks_ready = item["kind"] == "go_no_go"
    said = answered(own_answer(actor, checkin))
    form = AnswerForm(request.POST or None, initial=said, asks_ready=asks_ready)
    if request.method == "POST" and form.is_valid():
        lines = [line.strip() for line in form.cleaned_data["blockers"].splitlines() if line.strip()]
        ready = {"true": True, "false": False}.get(form.cleaned_data.get("ready", ""))
        form.cleaned_data.pop("ready", None)
        if submit(request, form, "checkin.answer", checkin, given={"blockers": lines, "ready": ready}):
            messages.success(request, "Thank you. Both companies see your answer.")
            return redirect(f"{reverse('campaign-checkins', kwargs={'id': id})}#checkin-{checkin}")
    return render(
        request, "campaigns/answer.html", {**around, "checkin": item, "form": form}, status=422 if form.errors else 200
    )
