"""What one does about people: invite, accept, change a role, end a membership; tokens."""

from dataclasses import replace
from datetime import timedelta
from typing import Literal

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from pydantic import Field as Declared
from pydantic import field_validator

from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.doing import Doing
from twofold.core.errors import Conflict, Invalid, NotFound, Refused
from twofold.core.ids import new_id
from twofold.core.models import Company, Membership, Person, Role, Space
from twofold.core.opening import join_company, open_company, own_space, raise_epoch
from twofold.core.operation import Input, Nothing, operation
from twofold.core.permissions import scope_names

from . import attempts
from .models import Invitation, Token
from .own_access import has_second_factor
from .secrets import at_rest, derived, new_token

LASTS = timedelta(days=7)


def mail_address(text: str) -> str:
    """A mail address in lower case. Errors: ValueError with a sentence."""
    try:
        validate_email(text)
    except ValidationError:
        raise ValueError("This is not a mail address.") from None
    return text.strip().lower()


class InvitePerson(Input):
    """Whom to invite into one's own company, and as what."""

    email: str
    name: str = Declared("", max_length=200)
    role: Literal["admin", "member", "guest"] = "member"
    seat_space_id: str = Declared("", description="For a guest: the campaign's or partnership's space.")

    _email = field_validator("email")(mail_address)


@operation("invitation.create", needs="people.manage", says="{actor} invited a colleague", fact="invitation.created")
def invite_person(do: Doing, input: InvitePerson) -> Invitation:
    """Invite someone into the acting company, by mail."""
    seat = None
    if input.role == Role.GUEST:
        if input.seat_space_id not in do.actor.sides():
            raise Invalid.field("seatSpaceId", "Choose the campaign this guest is invited to.")
        seat = Space.rows.get(pk=input.seat_space_id)
    purpose = "guest" if input.role == Role.GUEST else "colleague"
    return invite(do, purpose=purpose, email=input.email, name=input.name, role=input.role, seat=seat)


def invite(
    do: Doing, *, purpose: str, email: str, name: str, role: str, partner_id: str = "", seat: Space | None = None
) -> Invitation:
    """Write the invitation and its mail; an earlier one for the same purpose and address is void."""
    space_id = do.actor.company_space_id()
    attempts.take(attempts.INVITATIONS, space_id, do.now)
    attempts.take(attempts.INVITATIONS_TO_ONE, f"{space_id} {email}", do.now)
    old = Invitation.rows.within(space_id).filter(
        email=email, purpose=purpose, partner_id=partner_id, accepted_at__isnull=True, revoked_at__isnull=True
    )
    for earlier in old:
        do.change(earlier, revoked_at=do.now)
    made = new_id()
    invitation = do.create(
        Invitation,
        space_id,
        id=made,
        purpose=purpose,
        email=email,
        name=name,
        role=role,
        partner_id=partner_id,
        seat_space=seat,
        invited_by=do.actor.person,
        token_hash=at_rest(derived("invitation", made)),
        expires_at=do.now + LASTS,
    )
    do.send("mail.invitation", f"invitation:{made}", {"invitation": made}, space_id)
    return invitation


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
        raise Invalid.field("name", "Type your name.")
    try:
        validate_password(given.password, Person(email=invitation.email, name=given.name))
    except ValidationError as weak:
        raise Invalid.field("password", " ".join(weak.messages)) from None


def _prove(person: Person, password: str) -> None:
    if has_second_factor(person):
        raise Invalid("Your account has a second factor. Sign in first, then open the invitation again.")
    taken = attempts.take_sign_in(person.email, "")
    if not person.check_password(password):
        raise Invalid.field("password", "You already have an account here. Type its password.")
    attempts.give_back(taken)


@operation(
    "invitation.accept",
    needs="invitations.accept",
    says="{actor} accepted an invitation",
    fact="invitation.accepted",
    before=check_newcomer,
)
def accept_invitation(do: Doing, input: AcceptInvitation) -> dict[str, str]:
    """Accept: the person exists, is in the company, and for a partner the other company and the shared space do too.

    Gives `{"personId", "companyId"}`. The invitation is used up by compare-and-swap, so that two never win.
    """
    invitation = open_invitation(input.token)
    do.log_in(invitation.space_id, invitation)
    do.change(invitation, accepted_at=do.now)
    person = Person.rows.filter(email=invitation.email).first()
    if person is None:
        person = Person.rows.create_user(invitation.email, input.password, name=input.name)
    do.actor = replace(do.actor, person=person)
    if invitation.purpose == Invitation.Purpose.PARTNER:
        company = _joining_company(input, person)
    else:
        company = invitation.author
        join_company(person.pk, company, invitation.role, invitation.seat_space)
    do.actor = replace(do.actor, company=company)
    return {"personId": person.pk, "companyId": company.pk}


def _joining_company(input: AcceptInvitation, person: Person) -> Company:
    """The partner's company: the one this person is an admin of, if named, else a new one."""
    mine = Membership.rows.filter(person=person, role=Role.ADMIN, ended_at__isnull=True).select_related("company")
    for membership in mine:
        if not input.company_name or membership.company.name.casefold() == input.company_name.casefold():
            return membership.company
    if not input.company_name:
        raise Invalid.field("companyName", "Type your company's name.")
    company, _ = open_company(input.company_name)
    join_company(person.pk, company, Role.ADMIN)
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


@operation(
    "invitation.revoke",
    on=Invitation,
    needs="people.manage",
    says="{actor} withdrew an invitation",
    fact="invitation.revoked",
)
def revoke_invitation(do: Doing, invitation: Invitation, input: Nothing) -> Invitation:
    """Make an open invitation void."""
    if invitation.accepted_at:
        raise Conflict("This invitation has been accepted already.")
    return do.change(invitation, revoked_at=invitation.revoked_at or do.now)


class ChangeRole(Input):
    """A colleague's new role."""

    person_id: str
    role: Literal["admin", "member"]


@operation(
    "person.change_role", needs="people.manage", says="{actor} changed a colleague's role", fact="person.role_changed"
)
def change_role(do: Doing, input: ChangeRole) -> dict[str, str]:
    """Change what a colleague is; their sessions and tokens begin anew."""
    membership = _colleague(do, input.person_id)
    if membership.role == Role.ADMIN and input.role != Role.ADMIN:
        _not_the_last_admin(membership)
    Membership.rows.filter(pk=membership.pk).update(role=input.role)
    raise_epoch(membership.pk)
    do.log_in(own_space(membership.company))
    do.because({"person": input.person_id, "role": input.role})
    return {"personId": input.person_id, "role": input.role}


class EndMembership(Input):
    """Who leaves the company."""

    person_id: str


@operation("person.remove", needs="people.manage", says="{actor} ended a membership", fact="person.removed")
def end_membership(do: Doing, input: EndMembership) -> dict[str, str]:
    """Take a colleague out of the company: sessions, tokens and open streams end at once."""
    membership = _colleague(do, input.person_id)
    if membership.role == Role.ADMIN:
        _not_the_last_admin(membership)
    Membership.rows.filter(pk=membership.pk).update(ended_at=do.now)
    raise_epoch(membership.pk)
    do.log_in(own_space(membership.company))
    do.because({"person": input.person_id})
    return {"personId": input.person_id}


def _colleague(do: Doing, person_id: str) -> Membership:
    found = Membership.rows.filter(company=do.actor.company, person_id=person_id, ended_at__isnull=True).first()
    if found is None:
        raise NotFound
    return found


def _not_the_last_admin(membership: Membership) -> None:
    admins = Membership.rows.filter(company=membership.company, role=Role.ADMIN, ended_at__isnull=True)
    if admins.count() == 1:
        raise Conflict("This is the last admin. Make a colleague an admin first.")


class CreateToken(Input):
    """What a program may do in one's name."""

    name: str = Declared(min_length=1, max_length=100)
    scopes: list[str] = Declared(min_length=1)
    days: int | None = Declared(None, ge=1, le=3650, description="Days until it expires; none: never.")

    @field_validator("scopes")
    @classmethod
    def _known(cls, scopes: list[str]) -> list[str]:
        unknown = [scope for scope in scopes if scope not in scope_names()]
        if unknown:
            raise ValueError(f"There is no scope “{unknown[0]}”. Possible: {', '.join(scope_names())}.")
        return sorted(set(scopes))


@operation("token.create", needs="tokens.manage", says="{actor} made an API token", fact="token.created")
def create_token(do: Doing, input: CreateToken) -> dict[str, str]:
    """Make an API token in the actor's name; the answer shows it once and never again."""
    if do.actor.membership is None or do.actor.scopes is not None:
        raise Refused("A token cannot make tokens. Sign in as a person.")
    secret = new_token()
    token = do.create(
        Token,
        do.actor.company_space_id(),
        name=input.name,
        membership=do.actor.membership,
        epoch=do.actor.membership.epoch,
        hash=at_rest(secret),
        hint=secret[-4:],
        scopes=input.scopes,
        expires_at=do.now + timedelta(days=input.days) if input.days else None,
    )
    return {"id": token.pk, "token": secret}


@operation("token.revoke", on=Token, needs="tokens.manage", says="{actor} revoked {target}", fact="token.revoked")
def revoke_token(do: Doing, token: Token, input: Nothing) -> Token:
    """Make a token useless at once."""
    return do.change(token, revoked_at=token.revoked_at or do.now)
