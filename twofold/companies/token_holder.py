"""Whose a token is: token, membership, person and company by one prepared question, asked anew for each request."""

from __future__ import annotations

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


def token_with(digest: str) -> Token | None:
    """The token with this hash as the database has it now, less what only its list shows; with `membership`."""
    rows = _HELD.rows(digest=digest)
    if not rows:
        return None
    values = iter(rows[0])
    found = Token(**{name: next(values) for name in _TOKEN})
    found.membership = _next(Membership, _MEMBERSHIP, values)
    found.membership.person = _next(Person, _PERSON, values)
    found.membership.company = _next(Company, _COMPANY, values)
    return found


def _next(model: Any, names: tuple[str, ...], values: Any) -> Any:
    return model.from_db(DEFAULT_DB_ALIAS, names, [next(values) for _ in names])
