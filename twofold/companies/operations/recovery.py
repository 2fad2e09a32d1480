"""The way back in from the machine itself, when the password is lost without mail, or a second factor is."""

from allauth.mfa.models import Authenticator
from django.db.models import Q
from pydantic import Field as Declared
from pydantic import field_validator

from twofold.companies.password_rules import check_new_password
from twofold.core.actor import Actor
from twofold.core.entities.inputs import mail_address
from twofold.core.errors import Invalid
from twofold.core.models import Company, Membership, Person, Role
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, operation
from twofold.core.spaces.system_rows import join_company, new_person, own_space, raise_epoch


class MakeAdmin(Input):
    """Who becomes an admin of which company, and the password they get."""

    company: str = Declared(description="Its id, or its name when only one has it.")
    email: str
    name: str = Declared("", max_length=200, description="For who is new here.")
    password: str = Declared(max_length=200)
    forget_factors: bool = Declared(False, description="Remove passkeys, authenticator app and recovery codes.")

    _email = field_validator("email")(mail_address)


def check_password(actor: Actor, given: MakeAdmin) -> None:
    """A good one. Errors: Invalid."""
    check_new_password(given.password, given.email, given.name)


@operation(
    "person.make_admin",
    needs="admins.make",
    says="Somebody at the server made a person an admin",
    fact="person.made_admin",
    before=check_password,
)
def make_admin(do: OperationContext, input: MakeAdmin) -> dict[str, str]:
    """Make somebody an admin of a company that is here. Gives `{"companyId", "personId"}`.

    Who has an account gets the password, which ends their sessions and tokens in each of their companies; each is told
    so in its log.
    """
    company = _company(input.company)
    person = Person.rows.filter(email=input.email).first()
    known = person is not None
    if person is None:
        person = new_person(do, input.email, input.password, input.name or input.email.partition("@")[0])
    membership = join_company(do, person.pk, company, Role.ADMIN)
    if known:
        person.set_password(input.password)
        person.save(update_fields=["password"])
    if input.forget_factors:
        Authenticator.objects.filter(user=person).delete()
    do.set_log_space(own_space(company))
    do.because({"person": person.pk, "known": known, "factorsForgotten": input.forget_factors})
    for each in Membership.rows.filter(person=person, ended_at__isnull=True).order_by("pk") if known else [membership]:
        do.run("person.renew_access", {"membershipId": each.pk})
    return {"companyId": company.pk, "personId": person.pk}


class RenewAccess(Input):
    """Whose, in which company."""

    membership_id: str


@operation(
    "person.renew_access",
    needs="admins.make",
    says="Somebody at the server set a new password for a person",
    internal=True,
)
def renew_access(do: OperationContext, input: RenewAccess) -> None:
    """A new password from the machine: sessions and tokens in one company end, and its log says so."""
    membership = Membership.rows.select_related("company").get(pk=input.membership_id)
    raise_epoch(do, membership)
    do.set_log_space(own_space(membership.company))
    do.because({"person": membership.person_id})


def _company(wanted: str) -> Company:
    """By id, or by a name that one has. Errors: Invalid, saying which there are."""
    found = list(Company.rows.filter(Q(pk=wanted) | Q(name__iexact=wanted.strip())).order_by("created_at"))
    if len(found) == 1:
        return found[0]
    told = ", ".join(f"{each.name} ({each.pk})" for each in found or Company.rows.order_by("created_at")[:20])
    if found:
        raise Invalid.field("company", f"Several companies are called “{wanted}”; say which by its id: {told}.")
    raise Invalid.field("company", f"There is no company “{wanted}” here. There are: {told or 'none yet'}.")
