"""What is special about a partner beside the pages that every entity has: rating, inviting."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from twofold.ui.request import Request
from twofold.web.page import page, submit
from twofold.web.record import record_page

from .forms import InviteForm, ScoreForm
from .pages import PARTNER_PAGES


@require_POST
@page(needs="partners.work")
def score_partner(request: Request, id: str) -> HttpResponse:
    """Rate the partner."""
    form = ScoreForm(request.POST)
    if submit(request, form, "partner.score", id) is None:
        return record_page(request, PARTNER_PAGES, {"id": id}, panels={"score_form": form}, status=422)
    messages.success(request, "Score saved. Only your company sees it.")
    return redirect("partner", id)


@require_POST
@page(needs="partners.invite")
def invite_partner(request: Request, id: str) -> HttpResponse:
    """Send the invitation."""
    form = InviteForm(request.POST)
    if submit(request, form, "partner.invite", id) is None:
        return record_page(request, PARTNER_PAGES, {"id": id}, panels={"invite_form": form}, status=422)
    messages.success(request, f"The invitation to {form.cleaned_data['email']} is on its way.")
    return redirect("partner", id)
