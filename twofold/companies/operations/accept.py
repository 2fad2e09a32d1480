"""Accepting an invitation: the person exists, is in, and for a partner the other company and the shared space do too."""

from dataclasses import replace

from pydantic import Field as Declared

from twofold.companies import rate_limits
from twofold.companies.models import Invitation
from twofold.companies.password_rules import check_new_password
from twofold.companies.secrets import at_rest
from twofold.companies.sign_in import companies_run_by
from twofold.companies.sign_in_methods import has_second_factor
from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.errors import Invalid, NotFound
from twofold.core.models import Company, Person, Role
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, ReplayableResult, operation
from twofold.core.spaces.system_rows import join_company, new_person, open_company


class AcceptInvitation(Input):
    """What the invited person gives: who they are, and for a new partner company its name."""

    token: str
    company_name: str = Declared("", max_length=200)
    name: str = Declared("", max_length=200)
    password: str = Declared("", max_length=200)


def check_newcomer(actor: Actor, given: AcceptInvitation) -> None:
    """Before accepting: a known address proves itself with its password; a new one chooses a good one."""
    invitation = open_invitation(given.token)
    person = Person.rows.filter(email=invitation.email).first()
    if actor.person is not None and actor.person.email == invitation.email:
        return
    if person is not None:
        _prove(person, given.password)
        return
    if not given.name:
        raise Invalid.field("name", "Enter your name.")
    check_new_password(given.password, invitation.email, given.name)


def _prove(person: Person, password: str) -> None:
    if has_second_factor(person):
        raise Invalid("Your account uses two-factor sign-in. Sign in first, then open the invitation again.")
    taken = rate_limits.record_sign_in(person.email, "")
    if not person.check_password(password):
        raise Invalid.field("password", "You already have an account here. Enter its password.")
    rate_limits.refund(taken)


@operation(
    "invitation.accept", needs="invitations.accept", says="{actor} accepted an invitation", before=check_newcomer
)
def accept_invitation(do: OperationContext, input: AcceptInvitation) -> ReplayableResult:
    """Accept: the person exists, is in the company, and for a partner the other company and the shared space do too.

    Gives `{"personId", "companyId"}`. The invitation is used up by compare-and-swap, so that two never win.
    """
    invitation = open_invitation(input.token)
    do.set_log_space(invitation.space_id, invitation)
    do.change(invitation, accepted_at=do.now)
    person = Person.rows.filter(email=invitation.email).first()
    if person is None:
        person = new_person(do, invitation.email, input.password, input.name)
    do.actor = replace(do.actor, person=person)
    if invitation.purpose == Invitation.Purpose.PARTNER:
        company = _joining_company(do, input, person)
    else:
        company = invitation.author
        membership = join_company(do, person.pk, company, invitation.role, invitation.seat_space)
        do.because({"person": person.pk, "role": membership.role})
    do.actor = replace(do.actor, company=company)
    return ReplayableResult(personId=person.pk, companyId=company.pk)


def _joining_company(do: OperationContext, input: AcceptInvitation, person: Person) -> Company:
    """The partner's company: of those this person is an admin of the one they name, else the one they act as, else
    their only one; a name that is none of theirs founds a new one. Errors: Invalid when that leaves a choice.
    """
    mine = companies_run_by(person)
    acts_as = do.actor.company.pk if do.actor.company else ""
    mine.sort(key=lambda company: company.pk != acts_as)
    wanted = input.company_name.casefold()
    for company in mine:
        if company.name.casefold() == wanted or (not wanted and company.pk == acts_as):
            return company
    if not wanted and len(mine) == 1:
        return mine[0]
    if not wanted:
        told = f"You run several companies here. Type which one accepts: {', '.join(each.name for each in mine)}."
        raise Invalid.field("companyName", told if mine else "Enter your company's name.")
    company, _ = open_company(do, input.company_name)
    join_company(do, person.pk, company, Role.ADMIN)
    return company


def open_invitation(token: str) -> Invitation:
    """The invitation behind a link, if it is still open. Errors: NotFound for unknown, used, void and late ones alike."""
    found = (
        Invitation.rows.everywhere(because="the token itself is the right to see the invitation")
        .filter(
            token_hash=at_rest(token),
            accepted_at__isnull=True,
            revoked_at__isnull=True,
            deleted_at__isnull=True,
            expires_at__gt=now(),
        )
        .select_related("author", "invited_by", "seat_space")
        .first()
    )
    if found is None:
        raise NotFound
    return found
