"""Coming in: by invitation, by link; acting as a company; and what happened."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from twofold.core.clock import now
from twofold.core.query import ask

from . import sign_in as signing_in
from .acting import act_as
from .forms import KnownForm, LinkForm, NewcomerForm
from .operations import open_invitation
from .pages import page, public, submit

BACKEND = "django.contrib.auth.backends.ModelBackend"
LINK_LASTS = timedelta(minutes=15)


@public
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Who invites to what; the person sets name and password and is in."""
    found = open_invitation(token)
    known = signing_in.person_with(found.email)
    shape = KnownForm if known else NewcomerForm
    suggested = {"name": found.name, "company_name": signing_in.suggested_company(found)}
    form = shape(request.POST if request.method == "POST" else None, initial=suggested)
    if found.purpose != "partner" or (known and signing_in.is_admin_somewhere(known)):
        del form.fields["company_name"]
    if known and request.actor.person == known:  # type: ignore[attr-defined]
        del form.fields["password"]
    if request.method == "POST":
        outcome = submit(request, form, "invitation.accept", given={"token": token})
        if outcome is not None:
            _enter(request, outcome.result["personId"], outcome.result["companyId"])
            messages.success(request, "You are in. Here is what is shared with you.")
            return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "companies/invitation.html", {"invitation": found, "form": form, "known": known})


@public
@require_http_methods(["GET", "POST"])
def ask_for_link(request: HttpRequest) -> HttpResponse:
    """Send a one-time link to a person's own mailbox; the answer is the same whether the address is known."""
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        signing_in.send_link(form.cleaned_data["email"], now(), LINK_LASTS)
        return render(request, "companies/link_sent.html", {"email": form.cleaned_data["email"]})
    return render(request, "companies/ask_for_link.html", {"form": form})


@public
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link: it signs in when the button is pressed, never by being opened."""
    found = signing_in.open_link(token, now())
    if request.method == "POST":
        if not signing_in.use_link(found, now()):
            return render(request, "companies/link_used.html", status=409)
        _enter(request, found.person_id, None)
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "companies/sign_in.html", {"person": found.person})


@require_POST
@page(needs="company.see")
def act_as_company(request: HttpRequest) -> HttpResponse:
    """Go on as another of one's companies."""
    for membership in request.memberships:  # type: ignore[attr-defined]
        if membership.company_id == request.POST.get("company"):
            act_as(request, membership)
            messages.success(request, f"You are acting as {membership.company.name} now.")
    return redirect(settings.LOGIN_REDIRECT_URL)


@page(needs="activity.see")
def activity(request: HttpRequest) -> HttpResponse:
    """What happened, newest first."""
    before = request.GET.get("cursor", "")
    found = ask(request.actor, "activity.list", {"before": int(before)} if before.isdigit() else {})  # type: ignore[attr-defined]
    return render(request, "companies/activity.html", {"feed": found})


def _enter(request: HttpRequest, person_id: str, company_id: str | None) -> None:
    person, membership = signing_in.person_and_membership(person_id, company_id)
    if request.user != person:
        login(request, person, backend=BACKEND)
    if membership is not None:
        act_as(request, membership)
