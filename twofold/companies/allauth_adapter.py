"""How the sign-in library lets people in here: by password, link or invitation, passkey, second factor.

Each way in ends in `Entrance.login`, so that a session always begins under a new key and as one company.
"""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.account.utils import get_next_redirect_url, perform_login
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from twofold.core.models import Person

from . import rate_limits
from .account_mail import queue_mail
from .browser_zone import take_browser_zone
from .operations.own_account import end_all_access
from .request_actor import JOINING, act_as, begin, go_on
from .sign_in import memberships, person_with


class AllauthAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: people come by invitation."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "E-mail and password don't match. Try again or use a sign-in link.",
        "incorrect_password": "This is not your password.",
        "enter_current_password": "This is not your password. Enter your current one.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Closed."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Tries are counted in `authenticate`, in the database."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Person | None:
        """The person with this address and password, or nobody; too many wrong tries are told so, with 429."""
        try:
            taken = rate_limits.record_sign_in(credentials.get("email", ""), rate_limits.place_of(request))
        except rate_limits.TooMany as refusal:
            raise ImmediateHttpResponse(too_many_page(request, refusal)) from refusal
        person = super().authenticate(request, **credentials)
        if person is not None:
            rate_limits.refund(taken)
        return person

    def reauthenticate(self, user: Person, password: str) -> bool:
        """Whether this is the password of who is signed in."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def pre_login(self, request: HttpRequest, user: Person, **hints: Any) -> HttpResponse | None:
        """Somebody who is in no company any more has nowhere to go."""
        refused = super().pre_login(request, user, **hints)
        if refused is None and not memberships(user):
            clear_login(request)
            messages.error(
                request, "Your account no longer belongs to a company. Ask an admin of your company to invite you."
            )
            return HttpResponseRedirect(reverse("account_login"))
        return refused

    def login(self, request: HttpRequest, user: Person) -> None:
        """The session begins: under a new key, as one company."""
        super().login(request, user)
        begin(request, user)
        take_browser_zone(request, user)

    def set_password(self, user: Person, password: str) -> None:
        """A new password ends every other session, every token and every open stream of the person."""
        super().set_password(user, password)
        end_all_access(user, "new_password")
        if self.request.user == user:
            update_session_auth_hash(self.request, user)
            go_on(self.request, user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Notices about one's account go out by the worker: a mail server that is away stops nobody here."""
        reader = person_with(email)
        with timezone.override(reader.time_zone if reader else "UTC"):
            made = self.render_mail(template_prefix, email, {"email": email, "request": self.request, **context})
        queue_mail("notice", to=email, subject=str(made.subject), text=str(made.body))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's own account."""
        return reverse("account")

    def format_email_subject(self, subject: str) -> str:
        """As it is written."""
        return subject


def enter(request: HttpRequest, person: Person, company_id: str = "") -> HttpResponse:
    """Let somebody in who came by a link or an invitation; who has a second factor is asked for it first."""
    if request.user == person:
        for membership in memberships(person):
            if membership.company_id == company_id:
                act_as(request, membership)
        return HttpResponseRedirect(get_next_redirect_url(request) or "/")
    if request.user.is_authenticated:
        request.session.flush()
    if company_id:
        request.session[JOINING] = company_id
    return perform_login(request, person, redirect_url=get_next_redirect_url(request))


def too_many_page(request: HttpRequest, refusal: rate_limits.TooMany) -> HttpResponse:
    """Wait, said in a sentence."""
    page = render(request, "companies/too_many.html", {"problem": refusal}, status=refusal.status)
    return wait_before_next(page, refusal.retry_after)


def wait_before_next(page: HttpResponse, seconds: int) -> HttpResponse:
    """Tell programs, too, how long to wait."""
    page.headers["Retry-After"] = str(seconds)
    return page
