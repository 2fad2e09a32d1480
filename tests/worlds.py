"""The companies and people most tests need, made by running the same operations as everybody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from twofold.companies.secrets import derived
from twofold.core.actor import Actor, machine, member, nobody
from twofold.core.clock import now
from twofold.core.models import Company, Membership, Person, Space
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import OPERATIONS
from twofold.core.operations.runner import UnitOfWork, run
from twofold.core.oplog import oplog_writer
from twofold.core.spaces import system_rows
from twofold.partners.models import Partner

PASSWORD = "a long enough password"


@contextmanager
def at_the_door(space: Space | None = None) -> Iterator[OperationContext]:
    """An operation of the machine that does what stands inside, and is in the log of the space, as any other would be."""
    do = OperationContext(machine("cli"), OPERATIONS["person.make_admin"], now(), UnitOfWork(now()))
    with transaction.atomic():
        yield do
        do.set_log_space(space or do.space_id)
        oplog_writer.write([do])


def company_called(name: str) -> tuple[Company, Space]:
    """A company in which nobody is yet, and its own space."""
    with at_the_door() as do:
        company, space = system_rows.open_company(do, name)
        do.set_log_space(space)
    return company, space


def joined(person_id: str, company: Company, role: str, seat: Space | None = None) -> Membership:
    """The place of somebody who is here already in a company."""
    with at_the_door(system_rows.own_space(company)) as do:
        return system_rows.join_company(do, person_id, company, role, seat)


def person(company: Company, name: str, role: str = "admin", *, seat: Space | None = None) -> Actor:
    """A person of a company, ready to act; their mail address is their first name at the company's domain."""
    email = f"{name.split(maxsplit=1)[0].lower()}@{company.name.split()[0].lower()}.example"
    with at_the_door(system_rows.own_space(company)) as do:
        who = Person.rows.filter(email=email).first() or system_rows.new_person(do, email, PASSWORD, name)
        return member(system_rows.join_company(do, who.pk, company, role, seat), "api")


@dataclass
class World:
    """`host` and `partner` share a partnership; `rival` is another partner of the host; `stranger` knows nobody."""

    host: Actor
    host_member: Actor
    partner: Actor
    partner_member: Actor
    rival: Actor
    stranger: Actor
    partner_record: Partner
    rival_record: Partner

    @classmethod
    def made(cls) -> World:
        """Through the same operations as in the product: create, invite, accept."""
        northwind, _ = company_called("Northwind Cloud")
        host = person(northwind, "Hanna Host")
        partner_record, partner = meet(host, "Brightleaf Analytics", "Pia Partner")
        rival_record, rival = meet(host, "Carbonate Data", "Rolf Rival")
        stranger_company, _ = company_called("Driftwood Media")
        assert partner.company is not None
        return cls(
            host=host,
            host_member=person(northwind, "Mika Member", "member"),
            partner=partner,
            partner_member=person(partner.company, "Nora Member", "member"),
            rival=rival,
            stranger=person(stranger_company, "Sam Stranger"),
            partner_record=partner_record,
            rival_record=rival_record,
        )


def made(objects: dict[str, Any]) -> None:
    """The world of the snapshots."""
    objects["world"] = World.made()


def meet(host: Actor, company: str, name: str) -> tuple[Partner, Actor]:
    """The host adds a partner and invites a person there, who accepts."""
    email = f"{name.split(maxsplit=1)[0].lower()}@{company.split(maxsplit=1)[0].lower()}.example"
    record = run(
        host,
        "partner.create",
        {"company": company, "contactName": name, "contactEmail": email, "type": "co_marketing"},
    ).result
    invitation = run(host, "partner.invite", {"email": email, "name": name}, on=record.pk).result
    accepted = run(
        nobody("page"),
        "invitation.accept",
        {"token": derived("invitation", invitation.pk), "companyName": company, "name": name, "password": PASSWORD},
    ).result
    host.forget_spaces()
    record.refresh_from_db()
    return record, member(Membership.rows.get(person_id=accepted["personId"]), "api")
