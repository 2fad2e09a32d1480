"""The company's own page: its people, open invitations, tokens, and mail that has not gone out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from twofold.companies.forms import ROLES, ColleagueForm, TokenForm
from twofold.companies.pages import page, submit
from twofold.companies.resources import places_for_guests
from twofold.core.jobs.outbox import kind_label
from twofold.core.operations.query import ask_all
from twofold.core.operations.runner import run


@page(needs="company.see")
def company(request: HttpRequest) -> HttpResponse:
    """Who is here, who is invited, which programs act for us."""
    return _show(request)


@require_POST
@page(needs="people.manage")
def invite(request: HttpRequest) -> HttpResponse:
    """Invite a colleague."""
    form = ColleagueForm(request.POST, places=places_for_guests(request.actor))  # type: ignore[attr-defined]
    outcome = submit(request, form, "invitation.create")
    if outcome is None:
        return _show(request, invite_form=form, status=422)
    messages.success(request, f"The invitation to {form.cleaned_data['email']} is on its way.")
    return redirect("company")


@require_POST
@page(needs="people.manage")
def role(request: HttpRequest, id: str) -> HttpResponse:
    """Change what a colleague is."""
    run(request.actor, "person.change_role", {"personId": id, "role": request.POST.get("to", "")})  # type: ignore[attr-defined]
    messages.success(request, "The role is changed. They sign in again.")
    return redirect("company")


@require_POST
@page(needs="people.manage")
def remove(request: HttpRequest, id: str) -> HttpResponse:
    """End a colleague's membership."""
    run(request.actor, "person.remove", {"personId": id})  # type: ignore[attr-defined]
    messages.success(request, "They are no longer in the company; their sessions and tokens have ended.")
    return redirect("company")


@require_POST
@page(needs="people.manage")
def revoke_invitation(request: HttpRequest, id: str) -> HttpResponse:
    """Withdraw an invitation."""
    run(request.actor, "invitation.revoke", {}, id)  # type: ignore[attr-defined]
    messages.success(request, "The invitation is void.")
    return redirect("company")


@require_POST
@page(needs="tokens.manage")
def new_token(request: HttpRequest) -> HttpResponse:
    """Make a token and show it, once."""
    form = TokenForm(request.POST)
    outcome = submit(request, form, "token.create")
    if outcome is None:
        return _show(request, token_form=form, status=422)
    return _show(request, secret=outcome.result["token"])


@require_POST
@page(needs="tokens.manage")
def revoke_token(request: HttpRequest, id: str) -> HttpResponse:
    """Make a token useless."""
    run(request.actor, "token.revoke", {}, id)  # type: ignore[attr-defined]
    messages.success(request, "The token is revoked.")
    return redirect("company")


@require_POST
@page(needs="company.manage")
def retry_delivery(request: HttpRequest, id: str) -> HttpResponse:
    """Have a mail tried again."""
    run(request.actor, "delivery.retry", {}, id)  # type: ignore[attr-defined]
    messages.success(request, "It is tried again now.")
    return redirect("company")


def _show(
    request: HttpRequest,
    *,
    invite_form: ColleagueForm | None = None,
    token_form: TokenForm | None = None,
    secret: str = "",
    status: int = 200,
) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
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
