"""What one does on the pages of one's company: invite, change what somebody is, revoke, try again, make a token."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from twofold.companies.pages import INVITATION_PAGES, TOKEN_PAGES, asked_of_invitation, asked_of_token
from twofold.core.operations.runner import Outcome, run
from twofold.ui.request import Request
from twofold.web.form_pages import new_page
from twofold.web.page import page, way_back


@require_http_methods(["GET", "POST"])
@page(needs="people.manage")
def invite(request: Request) -> HttpResponse:
    """Invite a colleague or a guest."""
    said = {"title": "Invite a colleague", "verb": "Send the invitation"}
    added = f"The invitation to {request.POST.get('email', '').strip()} is on its way."
    return new_page(request, INVITATION_PAGES, {}, asked=asked_of_invitation(request.actor), added=added, says=said)


@require_http_methods(["GET", "POST"])
@page(needs="tokens.manage")
def new_token(request: Request) -> HttpResponse:
    """Make a token; the answer shows it once and never again, so that nothing leads on."""

    def show(outcome: Outcome, around: dict[str, Any]) -> HttpResponse:
        return render(request, "companies/token_made.html", {**around, "secret": outcome.result["token"]})

    said = {"title": "New API token", "verb": "Create the token"}
    return new_page(request, TOKEN_PAGES, {}, asked=asked_of_token(), done=show, says=said)


@require_POST
@page(needs="people.manage")
def role(request: Request, id: str) -> HttpResponse:
    """Change what a colleague is."""
    run(request.actor, "person.change_role", {"personId": id, "role": request.POST.get("to", "")})
    return _back(request, "company", "Role changed. They need to sign in again.")


@require_POST
@page(needs="people.manage")
def remove(request: Request, id: str) -> HttpResponse:
    """End a colleague's membership."""
    run(request.actor, "person.remove", {"personId": id})
    return _back(request, "company", "Removed from the company. Their sessions and API tokens have ended.")


def _back(request: Request, list_name: str, says: str) -> HttpResponse:
    messages.success(request, says)
    return HttpResponseRedirect(way_back(request) or reverse(list_name))
