"""One's own account in one place: who one is, what lets one in, where one is signed in."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from twofold.companies import sign_in_methods
from twofold.companies.forms import SelfForm
from twofold.companies.operations.own_account import end_all_access
from twofold.companies.request_actor import go_on
from twofold.core.time_zones import NOT_CHOSEN
from twofold.ui.request import Request
from twofold.web.page import page, submit


@page(needs="account.manage")
def account(request: Request) -> HttpResponse:
    """Name, time zone and dates can be changed here; the rest is shown with the way to change it."""
    person = request.actor.person
    zone = "" if person.time_zone == NOT_CHOSEN else person.time_zone
    told = {"name": person.name, "time_zone": zone, "date_language": person.date_language}
    form = SelfForm(request.POST if request.method == "POST" else None, initial=told)
    if request.method == "POST":
        outcome = submit(request, form, "person.update_self", given=_emptied(request))
        if outcome is not None:
            messages.success(request, "Saved.")
            return redirect("account")
    context = {
        "form": form,
        "person": person,
        "factors": sign_in_methods.factors(person),
        "browsers": sign_in_methods.browsers(request),
        "companies": request.memberships,
        "by_number": is_number(request),
        "named_url": named(request),
    }
    return render(request, "companies/account.html", context, status=422 if form.errors else 200)


@page(needs="account.manage")
def to_account(request: Request) -> HttpResponse:
    """Pages of the sign-in library that would show the same once more."""
    return redirect(reverse("account") + "#sign-in")


@require_POST
@page(needs="account.manage")
def end_session(request: Request, id: str) -> HttpResponse:
    """Sign one other browser out."""
    sign_in_methods.end_browser(request.actor.person, id)
    messages.success(request, "Signed out in that browser.")
    return redirect(reverse("account") + "#browsers")


@require_POST
@page(needs="account.manage")
def end_others(request: Request) -> HttpResponse:
    """Sign all other browsers out, end all tokens and open streams; this browser stays."""
    person = request.actor.person
    sign_in_methods.end_other_browsers(request)
    end_all_access(person, "asked")
    go_on(request, person)
    messages.success(request, "Signed out everywhere else. Your API tokens have ended.")
    return redirect(reverse("account") + "#browsers")


def is_number(request: Request) -> bool:
    """Whether the page was reached by a network address; browsers offer passkeys for names only."""
    host = split_domain_port(request.get_host())[0]
    return host.startswith("[") or host.replace(".", "").isdigit()


def named(request: Request) -> str:
    """This page on the same machine by name, when it is one's own machine."""
    parts = urlsplit(request.build_absolute_uri())
    if parts.hostname not in {"127.0.0.1", "::1"}:
        return ""
    return f"{parts.scheme}://localhost{f':{parts.port}' if parts.port else ''}{parts.path}"


def _emptied(request: Request) -> dict[str, str]:
    sent = {"dateLanguage": "date_language", "timeZone": "time_zone"}
    return {name: "" for name, field in sent.items() if request.POST.get(field) == ""}
