"""Coming in: by invitation, by link; acting as a company; and what happened."""

from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from twofold.companies import rate_limits
from twofold.companies import sign_in as signing_in
from twofold.companies.account_mail import queue_mail
from twofold.companies.allauth_adapter import enter, wait_before_next
from twofold.companies.forms import KnownForm, LinkForm, NewcomerForm, which_company
from twofold.companies.operations.accept import open_invitation
from twofold.companies.request_actor import act_as
from twofold.companies.sign_in_methods import has_second_factor
from twofold.core.clock import now
from twofold.core.errors import NotFound
from twofold.core.operations.query import ask
from twofold.ui.request import Request
from twofold.web.page import mailed, page, public, submit

THROUGH = {
    "page": "Web page",
    "api": "API",
    "mail": "E-mail",
    "cli": "Command line",
    "demo": "Demo",
    "worker": "Twofold",
}
"""What people call the doors."""


@mailed(closed="companies/invitation_closed.html")
@require_http_methods(["GET", "POST"])
def invitation(request: Request, token: str) -> HttpResponse:
    """Who invites to what; the person sets name and password and is in."""
    found = open_invitation(token)
    known = signing_in.person_with(found.email)
    here = bool(known and request.actor.person == known)
    shape = KnownForm if known else NewcomerForm
    suggested = {"name": found.name, "company_name": signing_in.suggested_company(found)}
    theirs = signing_in.companies_run_by(known) if known else []
    acts_as = request.actor.company if here else None
    if len(theirs) > 1:
        suggested["company_name"] = acts_as.name if acts_as in theirs else ""
    form = shape(request.POST if request.method == "POST" else None, initial=suggested)
    if here and len(theirs) > 1:
        form.fields["company_name"] = which_company(theirs, acts_as)
    if found.purpose != "partner" or len(theirs) == 1:
        del form.fields["company_name"]
    if here:
        del form.fields["password"]
    must_sign_in = bool(known and not here and has_second_factor(known))
    if request.method == "POST":
        outcome = submit(request, form, "invitation.accept", given={"token": token})
        if outcome is not None:
            messages.success(request, "Welcome. Here's your shared workspace.")
            return enter(request, signing_in.person_by(outcome.result["personId"]), outcome.result["companyId"])
    context = {
        "invitation": found,
        "form": form,
        "known": known,
        "here": here,
        "must_sign_in": must_sign_in,
        "accepts": theirs[0] if here and len(theirs) == 1 else None,
    }
    return render(request, "companies/invitation.html", context)


@public
@require_http_methods(["GET", "POST"])
def ask_for_link(request: Request) -> HttpResponse:
    """Send a one-time link to a person's own mailbox; the answer is the same whether the address is known."""
    form = LinkForm(request.POST or None)
    goes_to = get_next_redirect_url(request) or ""
    wait = 0
    if request.method == "POST" and form.is_valid():
        try:
            rate_limits.record(rate_limits.LINKS, rate_limits.place_of(request))
        except rate_limits.TooMany as refusal:
            form.add_error(None, refusal.detail)
            wait = refusal.retry_after
        else:
            queue_mail("sign_in_link", email=form.cleaned_data["email"], goes_to=goes_to)
            return render(request, "companies/link_sent.html", {"email": form.cleaned_data["email"]})
    page = render(
        request, "companies/ask_for_link.html", {"form": form, "goes_to": goes_to}, status=429 if wait else 200
    )
    return wait_before_next(page, wait) if wait else page


@public
@require_http_methods(["GET", "POST"])
def sign_in(request: Request, token: str) -> HttpResponse:
    """The page behind the link: it signs in when the button is pressed, never by being opened."""
    try:
        found = signing_in.open_link(token, now())
    except NotFound:
        return render(request, "companies/link_used.html", status=404)
    if request.method == "POST":
        if not signing_in.use_link(found, now()):
            return render(request, "companies/link_used.html", status=409)
        return enter(request, found.person)
    return render(request, "companies/sign_in.html", {"person": found.person})


@require_POST
@page(needs="company.see")
def act_as_company(request: Request) -> HttpResponse:
    """Go on as another of one's companies."""
    for membership in request.memberships:
        if membership.company_id == request.POST.get("company"):
            act_as(request, membership)
            messages.success(request, f"You are now acting as {membership.company.name}.")
            return redirect(settings.LOGIN_REDIRECT_URL)
    raise NotFound


@page(needs="activity.see")
def activity(request: Request) -> HttpResponse:
    """What happened, newest first.

    No list of the kit: an entry of the log is no item of an entity. It has no version and is never changed; what it
    says is made from the operation and from what its target is called to whoever looks, so that no database can sort or
    search by it; and counting a log at every look costs more than showing it.
    """
    before = request.GET.get("cursor", "")
    found = ask(request.actor, "activity.list", {"before": before})
    for entry in found["items"]:
        entry["through"] = THROUGH.get(entry["door"], entry["door"])
    return render(request, "companies/activity.html", {"feed": found})
