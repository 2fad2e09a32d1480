"""How somebody comes in: the cookie of a session, the secret of a token."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore

from twofold.companies.request_actor import COMPANY, EPOCH
from twofold.core.actor import Actor
from twofold.core.models import Membership, Person
from twofold.core.operations.runner import run

BACKEND = "twofold.companies.auth_backends.ByPassword"


def session(person: Person | None, membership: Membership | None = None) -> str:
    """The cookie of a session that acts as the membership's company."""
    assert person is not None
    store: Any = SessionStore()
    store["_auth_user_id"] = person.pk
    store["_auth_user_backend"] = BACKEND
    store["_auth_user_hash"] = person.get_session_auth_hash()
    if membership is not None:
        membership.refresh_from_db()
        store[COMPANY], store[EPOCH] = membership.company_id, membership.epoch
    store.save()
    return f"session={store.session_key}"


def token(actor: Actor, *scopes: str) -> str:
    """A token with these scopes."""
    return str(run(actor, "token.create", {"name": "access", "scopes": list(scopes)}).result["token"])
