"""Who is behind a request: the session's person acting as one of their companies, or a token's."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from allauth.account.authentication import get_authentication_records
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from twofold.core.actor import Actor, member, nobody
from twofold.core.clock import now
from twofold.core.json_text import encode
from twofold.core.live.broker import head_position
from twofold.core.models import Membership, Person

from . import rate_limits
from .models import Token
from .secrets import PREFIX, at_rest
from .token_lookup import memberships_of, token_with

Handler = Callable[[HttpRequest], HttpResponseBase]
COMPANY, EPOCH, JOINING = "company", "epoch", "joining"
FRESH_SECONDS = 300
_TOUCH = timedelta(minutes=1)


def request_actor(get_response: Handler) -> Handler:
    """Middleware: `request.actor` is always there; nobody when not signed in or when the epoch has moved on."""

    def with_actor(request: HttpRequest) -> HttpResponseBase:
        request.memberships = []  # type: ignore[attr-defined]
        try:
            request.actor = _from_token(request) or _from_session(request)  # type: ignore[attr-defined]
        except rate_limits.TooMany as refusal:
            return _too_many(refusal)
        return get_response(request)

    return with_actor


def act_as(request: HttpRequest, membership: Membership) -> None:
    """From now on this session acts as this membership's company."""
    request.session[COMPANY] = membership.company_id
    request.session[EPOCH] = membership.epoch


def begin(request: HttpRequest, person: Person) -> None:
    """A session has just begun: it acts as the company that an accepted invitation named, else as the first."""
    mine = list(Membership.rows.filter(person=person, ended_at__isnull=True).order_by("created_at"))
    wanted = request.session.pop(JOINING, None)
    for membership in sorted(mine, key=lambda each: each.company_id != wanted)[:1]:
        act_as(request, membership)


def go_on(request: HttpRequest, person: Person) -> None:
    """This one session outlives a new epoch: its person has just raised it, here."""
    chosen = Membership.rows.filter(
        person=person, company_id=request.session.get(COMPANY), ended_at__isnull=True
    ).first()
    if chosen is not None:
        act_as(request, chosen)


def _from_session(request: HttpRequest) -> Actor:
    person = request.user
    door = "api" if request.path.startswith("/api/") else "page"
    if not person.is_authenticated:
        return nobody(door)
    mine = memberships_of(person.pk)
    wanted = request.session.get(COMPANY)
    chosen = next((each for each in mine if each.company_id == wanted), None)
    if chosen is None and wanted is None and mine:
        chosen = mine[0]
        act_as(request, chosen)
    if chosen is None or request.session.get(EPOCH) != chosen.epoch:
        request.session.flush()
        request.user = AnonymousUser()
        return nobody(door)
    request.memberships = mine  # type: ignore[attr-defined]
    if door == "page":
        request.live_from = head_position()  # type: ignore[attr-defined]
    return replace(member(chosen, door), fresh=_just_used_passkey(request))


def _just_used_passkey(request: HttpRequest) -> bool:
    """Whether this session's person used a passkey within five minutes, to sign in or to confirm that it is them."""
    return any(
        (each.get("method"), each.get("type")) == ("mfa", "webauthn") and time.time() - each["at"] < FRESH_SECONDS
        for each in get_authentication_records(request, request.user)  # type: ignore[arg-type]
    )


def _too_many(refusal: rate_limits.TooMany) -> HttpResponse:
    return HttpResponse(
        encode(refusal.as_json()),
        status=refusal.status,
        content_type="application/problem+json",
        headers={"Retry-After": str(refusal.retry_after)},
    )


def _from_token(request: HttpRequest) -> Actor | None:
    header = request.headers.get("Authorization", "")
    if not header.startswith("Bearer "):
        return None
    secret = header.removeprefix("Bearer ").strip()
    if not secret.startswith(PREFIX):
        return nobody("api")
    found = token_with(at_rest(secret))
    moment = now()
    if found is None:
        rate_limits.record(rate_limits.TOKENS, rate_limits.place_of(request), moment)
        return nobody("api")
    if found.expires_at and found.expires_at <= moment:
        return nobody("api")
    owner = found.membership
    if owner.ended_at or owner.epoch != found.epoch or not owner.person.is_active:
        return nobody("api")
    if found.last_used_at is None or moment - found.last_used_at > _TOUCH:
        Token.rows.everywhere(because="when a token was last used").filter(pk=found.pk).update(last_used_at=moment)
    return replace(member(owner, "api"), scopes=frozenset(found.scopes), token_id=found.pk)
