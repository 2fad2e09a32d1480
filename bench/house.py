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

PASSWORD = "a password for measuring"  # noqa: S105 - opens nothing but the scratch house
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
        """Host and partner meet and start campaigns together."""
        from twofold.companies.secrets import derived
        from twofold.core.actor import machine, member, nobody
        from twofold.core.clock import now
        from twofold.core.models import Membership
        from twofold.core.operations.runner import run

        first = {"email": "hanna@northwind.example", "name": "Hanna Host", "password": PASSWORD}
        founded = run(machine("cli"), "company.found", {"companyName": "Northwind Cloud", **first}).result
        host = member(Membership.rows.get(pk=founded["membershipId"]), "api")
        about = {
            "company": "Brightleaf Analytics",
            "contactName": "Pia Partner",
            "contactEmail": "pia@brightleaf.example",
        }
        record = run(host, "partner.create", {**about, "type": "co_marketing"}).result
        asked = run(
            host, "partner.invite", {"email": about["contactEmail"], "name": "Pia Partner"}, on=record.pk
        ).result
        answer = {"token": derived("invitation", asked.pk), "companyName": about["company"], "name": "Pia Partner"}
        said = run(nobody("page"), "invitation.accept", {**answer, "password": PASSWORD}).result
        partner = member(Membership.rows.get(person_id=said["personId"]), "api")
        host.forget_spaces()
        campaigns = []
        for number in range(CAMPAIGNS_BESIDE + 1):
            launch = (now() + timedelta(days=35 + number)).date().isoformat()
            given = {"template": "partner-co-marketing", "name": f"Webinar {number}", "launchDate": launch}
            campaigns.append(run(host, "campaign.start", given, on=record.pk).result)
        partner.forget_spaces()
        return cls(host, partner, record, campaigns[0])

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
