"""Browsers' sessions, kept in the database as Django keeps them; what each request asks of them is prepared."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from twofold.core.clock import now
from twofold.core.jobs.purge import expired_rows
from twofold.core.prepared import Prepared

_HELD = Prepared(
    lambda key, moment: Session.objects.filter(session_key=key, expire_date__gt=moment).values_list("session_data")
)


class SessionStore(db.SessionStore):
    """Django's own, less the building of one question. The class's name is part of how sessions are signed."""

    def load(self) -> dict[str, Any]:
        """What the session holds as the database has it now; nothing where it has ended."""
        found = _HELD.rows(key=self.session_key or "", moment=now())
        if found:
            return self.decode(found[0][0])  # type: ignore[no-any-return]
        self._session_key = None
        return {}


@expired_rows("sessions that are over")
def _over(at: datetime) -> Any:
    """Sessions end by themselves; what they held need not stay."""
    return Session.objects.filter(expire_date__lt=at)


@expired_rows("devices of sessions that are over")
def _devices(at: datetime) -> Any:
    """Where somebody was signed in, as their account lists it, once that session is gone."""
    return UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
