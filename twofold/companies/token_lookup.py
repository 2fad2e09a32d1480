"""Whose a token or a session is: membership, person and company by one prepared question, asked for each request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import DEFAULT_DB_ALIAS

from twofold.core.models import Company, Membership, Person
from twofold.core.prepared import Prepared

from .models import Token

_TOKEN = ("id", "epoch", "scopes", "expires_at", "last_used_at")
_MEMBERSHIP = tuple(field.attname for field in Membership._meta.concrete_fields)
_PERSON = tuple(field.attname for field in Person._meta.concrete_fields)
_COMPANY = tuple(field.attname for field in Company._meta.concrete_fields)
_HELD = Prepared(
    lambda digest: (
        Token.rows.everywhere(because="a token says whose it is; nothing is shown before it is known to be valid")
        .filter(hash=digest, revoked_at__isnull=True, deleted_at__isnull=True)
        .values_list(
            *_TOKEN,
            *(f"membership__{name}" for name in _MEMBERSHIP),
            *(f"membership__person__{name}" for name in _PERSON),
            *(f"membership__company__{name}" for name in _COMPANY),
        )
    )
)
_MINE = Prepared(
    lambda person: (
        Membership.rows.filter(person_id=person, ended_at__isnull=True)
        .order_by("created_at")
        .values_list(
            *_MEMBERSHIP,
            *(f"person__{name}" for name in _PERSON),
            *(f"company__{name}" for name in _COMPANY),
        )
    )
)


def token_with(digest: str) -> Token | None:
    """The token with this hash as the database has it now, less what only its list shows; with `membership`."""
    rows = _HELD.rows(digest=digest)
    if not rows:
        return None
    values = iter(rows[0])
    found = Token(**{name: next(values) for name in _TOKEN})
    found.membership = _membership(values)
    return found


def memberships_of(person_id: str) -> list[Membership]:
    """All that somebody may act as, the first one first; each with person and company as the database has them now."""
    return [_membership(iter(row)) for row in _MINE.rows(person=person_id)]


def _membership(values: Iterator[Any]) -> Membership:
    found: Membership = _next(Membership, _MEMBERSHIP, values)
    found.person = _next(Person, _PERSON, values)
    found.company = _next(Company, _COMPANY, values)
    return found


def _next(model: Any, names: tuple[str, ...], values: Iterator[Any]) -> Any:
    return model.from_db(DEFAULT_DB_ALIAS, names, [next(values) for _ in names])
