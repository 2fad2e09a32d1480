"""The company's own page: its people, open invitations, tokens, and mail that has not gone out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from twofold.companies.entities import places_for_guests
from twofold.companies.forms import ROLES, ColleagueForm, TokenForm
from twofold.core.jobs.outbox import kind_label
from twofold.core.operations.query import ask_all
from twofold.core.operations.runner import run
from twofold.ui.request import Request
from twofold.web.page import page, submit


@page(needs="company.see")
def company(request: Request) -> HttpResponse:
    """Who is here, who is invited, which programs act for us."""
    return _show(request)


@require_POST
@page(needs="people.manage")
def invite(request: Request) -> HttpResponse:
    """Invite a colleague."""
    form = ColleagueForm(request.POST, places=places_for_guests(request.actor))
    outcome = submit(request, form, "invitation.create")
    if outcome is None:
        return _show(request, invite_form=form, status=422)
    messages.success(request, f"The invitation to {form.cleaned_data['email']} is on its way.")
    return redirect("company")


@require_POST
@page(needs="people.manage")
def role(request: Request, id: str) -> HttpResponse:
    """Change what a colleague is."""
    run(request.actor, "person.change_role", {"personId": id, "role": request.POST.get("to", "")})
    messages.success(request, "Role changed. They need to sign in again.")
    return redirect("company")


@require_POST
@page(needs="people.manage")
def remove(request: Request, id: str) -> HttpResponse:
    """End a colleague's membership."""
    run(request.actor, "person.remove", {"personId": id})
    messages.success(request, "Removed from the company. Their sessions and API tokens have ended.")
    return redirect("company")


@require_POST
@page(needs="people.manage")
def revoke_invitation(request: Request, id: str) -> HttpResponse:
    """Withdraw an invitation."""
    run(request.actor, "invitation.revoke", {}, id)
    messages.success(request, "Invitation withdrawn.")
    return redirect("company")


@require_POST
@page(needs="tokens.manage")
def new_token(request: Request) -> HttpResponse:
    """Make a token and show it, once."""
    form = TokenForm(request.POST)
    outcome = submit(request, form, "token.create")
    if outcome is None:
        return _show(request, token_form=form, status=422)
    return _show(request, secret=outcome.result["token"])


@require_POST
@page(needs="tokens.manage")
def revoke_token(request: Request, id: str) -> HttpResponse:
    """Make a token useless."""
    run(request.actor, "token.revoke", {}, id)
    messages.success(request, "Token revoked.")
    return redirect("company")


@require_POST
@page(needs="company.manage")
def retry_delivery(request: Request, id: str) -> HttpResponse:
    """Have a mail tried again."""
    run(request.actor, "delivery.retry", {}, id)
    messages.success(request, "Trying again now.")
    return redirect("company")


def _show(
    request: Request,
    *,
    invite_form: ColleagueForm | None = None,
    token_form: TokenForm | None = None,
    secret: str = "",
    status: int = 200,
) -> HttpResponse:
    actor = request.actor
    context = {
        "people": ask_all(actor, "person.list"),
        "roles": [(value, label.partition(":")[0]) for value, label in ROLES],
        "secret": secret,
        "manages": actor.may("people.manage"),
    }
    if context["manages"]:
        context["invite_form"] = invite_form or ColleagueForm(places=places_for_guests(actor))
        context["token_form"] = token_form or TokenForm()
        context["invitations"] = ask_all(actor, "invitation.list", {"state": "open,expired"})
        context["tokens"] = ask_all(actor, "token.list")
        pending = ask_all(actor, "delivery.list", {"state": "waiting,failed", "sort": "nextAt"})
        context["deliveries"] = [{**each, "says": kind_label(each["kind"])} for each in pending]
    return render(request, "companies/company.html", context, status=status)
