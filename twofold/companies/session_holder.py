"""Whose a session is: the session, its person and their companies, each by a prepared question asked anew for each request."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db import DEFAULT_DB_ALIAS

from twofold.core.clock import now
from twofold.core.models import Company, Membership, Person
from twofold.core.prepared import Prepared

_MEMBERSHIP = tuple(field.attname for field in Membership._meta.concrete_fields)
_PERSON = tuple(field.attname for field in Person._meta.concrete_fields)
_COMPANY = tuple(field.attname for field in Company._meta.concrete_fields)
_SESSION = ("session_key", "session_data", "expire_date")


def _open(key: str, moment: datetime) -> Any:
    return Session.objects.filter(session_key=key, expire_date__gt=moment).values_list(*_SESSION)


def _person(id: str) -> Any:
    return Person.rows.filter(pk=id, is_active=True).values_list(*_PERSON)


def _of(person: str) -> Any:
    mine = Membership.rows.filter(person_id=person, ended_at__isnull=True).order_by("created_at")
    return mine.values_list(*_MEMBERSHIP, *(f"company__{name}" for name in _COMPANY))


_OPEN, _WHO, _MINE = Prepared(_open), Prepared(_person), Prepared(_of)


class SessionStore(DatabaseStore):
    """Django's sessions in the database, read by a prepared question."""

    def _get_session_from_db(self) -> Session | None:
        for row in _OPEN.rows(key=self.session_key or "", moment=now()):
            return Session.from_db(DEFAULT_DB_ALIAS, _SESSION, row)
        self._session_key = None
        return None


class _KnowsPeople:
    """Gives the person of a session; nobody once their account is switched off."""

    def get_user(self, user_id: str) -> Person | None:
        for row in _WHO.rows(id=user_id):
            return Person.from_db(DEFAULT_DB_ALIAS, _PERSON, row)
        return None


class ByPassword(_KnowsPeople, ModelBackend):
    """Signing in by password, as Django has it."""


class ByAllauth(_KnowsPeople, AuthenticationBackend):
    """Signing in by link, passkey or code, as allauth has it."""


def memberships_of(person: Person) -> list[Membership]:
    """The companies this person may act as now, the oldest first, each with `company` and `person`."""
    found = []
    for row in _MINE.rows(person=person.pk):
        membership = Membership.from_db(DEFAULT_DB_ALIAS, _MEMBERSHIP, row[: len(_MEMBERSHIP)])
        membership.company = Company.from_db(DEFAULT_DB_ALIAS, _COMPANY, row[len(_MEMBERSHIP) :])
        membership.person = person
        found.append(membership)
    return found
