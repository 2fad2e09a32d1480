"""How the first company comes into an empty house; everybody after that comes by invitation."""

from dataclasses import replace

from pydantic import Field as Declared
from pydantic import field_validator

from twofold.companies.password_rules import check_new_password
from twofold.core.actor import Actor
from twofold.core.entities.inputs import mail_address
from twofold.core.errors import Conflict, Invalid
from twofold.core.models import Company, Person, Role
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, operation
from twofold.core.spaces.system_rows import join_company, new_person, open_company


class FoundCompany(Input):
    """A company and its first admin."""

    company_name: str = Declared(min_length=1, max_length=200)
    email: str
    name: str = Declared("", max_length=200)
    password: str = Declared(max_length=200)
    another: bool = Declared(False, description="Add a company although there is one already.")

    _email = field_validator("email")(mail_address)


def check_founder(actor: Actor, given: FoundCompany) -> None:
    """A known address proves itself with its password; a new one chooses a good one. Errors: Invalid."""
    person = Person.rows.filter(email=given.email).first()
    if person is not None:
        if not person.check_password(given.password):
            raise Invalid.field("password", "There is an account with this mail address. Give its password.")
        return
    check_new_password(given.password, given.email, given.name)


@operation("company.found", needs="companies.found", says="{actor} founded the company", before=check_founder)
def found_company(do: OperationContext, input: FoundCompany) -> dict[str, str]:
    """Found a company with its first admin. Gives `{"companyId", "personId", "membershipId", "spaceId"}`."""
    first = Company.rows.order_by("created_at").first()
    if first is not None and not input.another:
        raise Conflict(f"There is a company here already: {first.name}. To add one beside it, use --another.")
    person = Person.rows.filter(email=input.email).first()
    if person is None:
        name = input.name or input.email.partition("@")[0]
        person = new_person(do, input.email, input.password, name)
    company, space = open_company(do, input.company_name)
    membership = join_company(do, person.pk, company, Role.ADMIN)
    do.actor = replace(do.actor, person=person, company=company)
    do.set_log_space(space)
    do.because({"company": company.pk, "person": person.pk})
    return {"companyId": company.pk, "personId": person.pk, "membershipId": membership.pk, "spaceId": space.pk}
