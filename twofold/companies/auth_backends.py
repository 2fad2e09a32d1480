"""Whose a session is: Django's and allauth's ways in, with the person read by a prepared question for each request."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import ModelBackend
from django.db import DEFAULT_DB_ALIAS

from twofold.core.models import Person
from twofold.core.prepared import Prepared

_PERSON = tuple(field.attname for field in Person._meta.concrete_fields)
_WHO = Prepared(lambda person: Person.rows.filter(pk=person, is_active=True).values_list(*_PERSON))


class _KnowsPeople:
    """Gives the person of a session; nobody once their account is switched off."""

    def get_user(self, user_id: str) -> Person | None:
        for row in _WHO.rows(person=user_id):
            return Person.from_db(DEFAULT_DB_ALIAS, _PERSON, row)
        return None


class ByPassword(_KnowsPeople, ModelBackend):
    """Signing in by password, as Django has it."""


class ByAllauth(_KnowsPeople, AuthenticationBackend):
    """Signing in by link, passkey or code, as allauth has it."""
