"""A house to measure in: two companies with a campaign, made by the operations everybody uses, in a scratch directory."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from twofold.core.actor import Actor

CAMPAIGNS_BESIDE = 8


def wake(place: Path | None = None) -> Path:
    """Load Django on a new data directory and bring its database up to date; gives the directory."""
    place = place or Path(tempfile.mkdtemp(prefix="twofold-bench-"))
    os.environ["TWOFOLD_DATA"] = str(place)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twofold.project.settings")
    from django import setup

    setup()
    from twofold.core.upkeep.migrate import migrate

    migrate()
    return place


@dataclass
class House:
    """Who and what there is. `campaign` is the one that is measured; the host is in a dozen spaces like it."""

    host: Actor
    partner: Actor
    partner_record: Any
    campaign: Any

    @classmethod
    def made(cls) -> House:
        """The world of the tests, in which host and partner start campaigns together."""
        from tests.campaigns.started import start
        from tests.worlds import World
        from twofold.core.clock import now

        world = World.made()
        campaigns = [
            start(world, name=f"Webinar {number}", launchDate=(now() + timedelta(days=35 + number)).date().isoformat())
            for number in range(CAMPAIGNS_BESIDE + 1)
        ]
        return cls(world.host, world.partner, world.partner_record, campaigns[0])

    def token(self) -> str:
        """The header of a program that acts for the host."""
        from twofold.core.operations.runner import run

        given = {"name": "bench", "scopes": ["read", "write", "leads.import", "leads.people"]}
        return f"Bearer {run(self.host, 'token.create', given).result['token']}"

    def cookie(self) -> str:
        """The header of a browser in which the host has signed in."""
        from django.conf import settings
        from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
        from django.contrib.sessions.backends.db import SessionStore

        from twofold.companies.request_actor import COMPANY, EPOCH

        person, membership = self.host.person, self.host.membership
        assert person is not None
        assert membership is not None
        session = SessionStore()
        session[SESSION_KEY] = person.pk
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session[COMPANY], session[EPOCH] = membership.company_id, membership.epoch
        session.create()
        return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
