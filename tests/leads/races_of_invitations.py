"""Races for invitations: admins invite one address at once; then several accept at once, while an admin withdraws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.leads.racing import RACERS, Race, again, twice
from tests.worlds import PASSWORD, World, person
from twofold.companies.models import Invitation
from twofold.companies.secrets import derived
from twofold.core.actor import Actor, nobody
from twofold.core.models import Company, Membership, OplogEntry, OutboxMessage, Person, Side
from twofold.core.operations.runner import run
from twofold.partners.models import Partner

WHY = "the test counts every row"


@dataclass
class Guest:
    """One contested address. Every tenth is a new partner's: there a company, its side and two records are contested too."""

    n: int
    host: Actor
    admins: list[Actor]
    partner: Partner | None = None
    made: dict[str, str] = field(default_factory=dict)
    """Entry of the log → the invitation it made."""

    @property
    def email(self) -> str:
        return f"new{self.n}@race{self.n}.example"

    @property
    def company(self) -> str:
        return f"Race {self.n}"

    def meet(self) -> None:
        """The partner record, for every tenth; for every second an earlier invitation, which the race makes void."""
        if self.n % 10 == 0:
            given = {"contactName": "New", "contactEmail": self.email, "type": "co_marketing", "company": self.company}
            self.partner = run(self.host, "partner.create", given).result
        if self.n % 2:
            self.invite(self.host)

    def invite(self, admin: Actor) -> None:
        """One admin invites."""
        given = {"email": self.email, "name": "New"}
        name, on = ("partner.invite", self.partner.pk) if self.partner else ("invitation.create", None)
        done = run(admin, name, given, on=on)
        self.made[done.entry_id] = done.result.pk

    def accept(self, invitation: str) -> None:
        """The invited person follows a link."""
        given = {"token": derived("invitation", invitation), "name": "New", "password": PASSWORD}
        run(nobody("page"), "invitation.accept", given | ({"companyName": self.company} if self.partner else {}))

    def newest(self) -> str:
        """The invitation that came last, by the log."""
        entries = OplogEntry.rows.everywhere(because=WHY).filter(id__in=list(self.made))
        return self.made[entries.order_by("-seq").values_list("id", flat=True)[0]]

    def at_the_link(self, newest: str) -> list[Callable[[], Any]]:
        """Four who accept at once: at every third one of them is an admin who withdraws, or follows a dead link."""
        racers: list[Callable[[], Any]] = [lambda: self.accept(newest)] * RACERS
        dead = next((each for each in self.made.values() if each != newest), None)
        if self.n % 3 == 1:
            racers[self.n % RACERS] = lambda: run(self.admins[0], "invitation.revoke", {}, on=newest)
        elif self.n % 3 == 2 and dead:
            racers[self.n % RACERS] = lambda: self.accept(dead)
        return racers

    def rows(self) -> list[Invitation]:
        return list(Invitation.rows.everywhere(because=WHY).filter(email=self.email))

    def after_inviting(self, newest: str) -> bool:
        """The newest is open, all others are dead, and each has one mail."""
        rows, keys = self.rows(), [f"invitation:{each}" for each in self.made.values()]
        mails = OutboxMessage.rows.everywhere(because=WHY).filter(key__in=keys).count()
        return {row.pk for row in rows} == set(self.made.values()) and mails == len(rows) and _open(rows) == [newest]

    def after_accepting(self, newest: str) -> tuple[int, bool]:
        """Whether somebody came in, and whether exactly that is there: one person, one membership, one company."""
        used = [row.pk for row in self.rows() if row.accepted_at]
        came = len(used)
        people = [Person.rows.filter(email=self.email).count()]
        people.append(Membership.rows.filter(person__email=self.email).count())
        if self.partner:
            company = Company.rows.filter(name=self.company)
            people += [company.count(), Side.rows.filter(company__in=company, space__kind="partnership").count()]
            people += [
                Partner.rows.everywhere(because=WHY).filter(author__in=company).count(),
                Partner.rows.everywhere(because=WHY).filter(counterpart__in=company).count(),
            ]
        return came, used in ([], [newest]) and not _open(self.rows()) and people == [came] * len(people)


def _open(rows: list[Invitation]) -> list[str]:
    return [row.pk for row in rows if not row.accepted_at and not row.revoked_at]


def invite_same(world: World, race: Race, count: int) -> dict[str, Any]:
    """One living invitation to an address, the newest; and of it comes one person, or none when it was withdrawn."""
    assert world.host.company is not None
    admins = twice(world.host, person(world.host.company, "Ada Admin"))
    found = {"alone": 0, "whole": 0, "accepted": 0}
    for n in range(count):
        guest = Guest(n, again(world.host), admins)
        guest.meet()
        race.heat(*(lambda a=a, g=guest: g.invite(a) for a in admins))
        newest = guest.newest()
        found["alone"] += guest.after_inviting(newest)
        race.heat(*guest.at_the_link(newest))
        came, whole = guest.after_accepting(newest)
        found["accepted"], found["whole"] = found["accepted"] + came, found["whole"] + whole
    return found
