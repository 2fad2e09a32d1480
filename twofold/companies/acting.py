"""Who is behind a request: the session's person acting as one of their companies, or a token's."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from twofold.core.actor import Actor, member, nobody
from twofold.core.clock import now
from twofold.core.models import Membership
from dataclasses import replace

from .models import Token
from .secrets import PREFIX, at_rest

Handler = Callable[[HttpRequest], HttpResponseBase]
COMPANY, EPOCH = "company", "epoch"
FRESH_SECONDS = 300
_TOUCH = timedelta(minutes=1)


def acting(get_response: Handler) -> Handler:
    """Middleware: `request.actor` is always there; nobody when not signed in or when the epoch has moved on."""

    def with_actor(request: HttpRequest) -> HttpResponseBase:
        request.memberships = []  # type: ignore[attr-defined]
        request.actor = _by_token(request) or _by_session(request)  # type: ignore[attr-defined]
        return get_response(request)

    return with_actor


def act_as(request: HttpRequest, membership: Membership) -> None:
    """From now on this session acts as this membership's company."""
    request.session[COMPANY] = membership.company_id
    request.session[EPOCH] = membership.epoch


def _by_session(request: HttpRequest) -> Actor:
    person = request.user
    door = "api" if request.path.startswith("/api/") else "page"
    if not person.is_authenticated:
        return nobody(door)
    mine = list(
        Membership.rows.filter(person=person, ended_at__isnull=True).select_related("company", "person").order_by("created_at")
    )
    request.memberships = mine  # type: ignore[attr-defined]
    wanted = request.session.get(COMPANY)
    chosen = next((each for each in mine if each.company_id == wanted), None)
    if chosen is None and wanted is None and mine:
        chosen = mine[0]
        act_as(request, chosen)
    if chosen is None or request.session.get(EPOCH) != chosen.epoch:
        request.session.flush()
        request.memberships = []  # type: ignore[attr-defined]
        return nobody(door)
    return replace(member(chosen, door), fresh=_just_used_passkey(request))


def _just_used_passkey(request: HttpRequest) -> bool:
    methods = request.session.get("account_authentication_methods", [])
    return any(
        each.get("method") == "mfa" and each.get("type") == "webauthn" and time.time() - each.get("at", 0) < FRESH_SECONDS
        for each in methods
    )


def _by_token(request: HttpRequest) -> Actor | None:
    header = request.headers.get("Authorization", "")
    if not header.startswith("Bearer "):
        return None
    secret = header.removeprefix("Bearer ").strip()
    if not secret.startswith(PREFIX):
        return nobody("api")
    found = (
        Token.rows.everywhere(because="a token says whose it is; nothing is shown before it is known to be valid")
        .filter(hash=at_rest(secret), revoked_at__isnull=True, deleted_at__isnull=True)
        .select_related("membership__person", "membership__company")
        .first()
    )
    moment = now()
    if found is None or (found.expires_at and found.expires_at <= moment):
        return nobody("api")
    owner = found.membership
    if owner.ended_at or owner.epoch != found.epoch or not owner.person.is_active:
        return nobody("api")
    if found.last_used_at is None or moment - found.last_used_at > _TOUCH:
        Token.rows.everywhere(because="when a token was last used").filter(pk=found.pk).update(last_used_at=moment)
    return replace(member(owner, "api"), scopes=frozenset(found.scopes), token_id=found.pk)
