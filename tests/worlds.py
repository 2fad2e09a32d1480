"""The companies and people most tests need, made by running the same operations as everybody."""

from __future__ import annotations

from dataclasses import dataclass

from twofold.companies.secrets import derived
from twofold.core.actor import Actor, member, nobody
from twofold.core.models import Company, Membership, Person, Space
from twofold.core.opening import join_company, open_company
from twofold.core.running import run
from twofold.partners.models import Partner

PASSWORD = "a long enough password"


def person(company: Company, name: str, role: str = "admin", *, seat: Space | None = None) -> Actor:
    """A person of a company, ready to act; their mail address is their first name at the company's domain."""
    domain = company.name.split()[0].lower()
    who, _ = Person.rows.get_or_create(
        email=f"{name.split(maxsplit=1)[0].lower()}@{domain}.example", defaults={"name": name}
    )
    who.set_password(PASSWORD)
    who.save()
    return member(join_company(who.pk, company, role, seat), "api")


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
        northwind, _ = open_company("Northwind Cloud")
        host = person(northwind, "Hanna Host")
        partner_record, partner = meet(host, "Brightleaf Analytics", "Pia Partner")
        rival_record, rival = meet(host, "Carbonate Data", "Rolf Rival")
        stranger_company, _ = open_company("Driftwood Media")
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
    host.look_again()
    record.refresh_from_db()
    return record, member(Membership.rows.get(person_id=accepted["personId"]), "api")
