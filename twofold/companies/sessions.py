"""Browsers' sessions, kept in the database as Django keeps them; what each request asks of them is prepared."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from twofold.core.clock import now
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
