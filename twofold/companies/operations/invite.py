"""Inviting: a colleague, a guest, and for other floors a partner; and taking an invitation back."""

from datetime import timedelta
from typing import Literal

from pydantic import Field as Declared
from pydantic import field_validator

from twofold.companies import rate_limits
from twofold.companies.entities import INVITATIONS
from twofold.companies.models import Invitation
from twofold.companies.secrets import at_rest, derived
from twofold.core.entities import also_many
from twofold.core.entities.inputs import mail_address
from twofold.core.errors import Conflict, Invalid
from twofold.core.ids import new_id
from twofold.core.models import Membership, Role, Seat, Space
from twofold.core.models.spaces import SpaceKind
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, Nothing, operation
from twofold.core.spaces.system_rows import outranks

LASTS = timedelta(days=7)


class InvitePerson(Input):
    """Whom to invite into one's own company, and as what."""

    email: str
    name: str = Declared("", max_length=200)
    role: Literal["admin", "member", "guest"] = "member"
    seat_space_id: str = Declared("", description="For a guest: the campaign's or partnership's space.")

    _email = field_validator("email")(mail_address)


@operation("invitation.create", needs="people.manage", says="{actor} invited a colleague")
def invite_person(do: OperationContext, input: InvitePerson) -> Invitation:
    """Invite someone into the acting company, by mail."""
    seat = _seat(do, input)
    _not_here_already(do, input, seat)
    purpose = "guest" if input.role == Role.GUEST else "colleague"
    return invite(do, purpose=purpose, email=input.email, name=input.name, role=input.role, seat=seat)


def _seat(do: OperationContext, input: InvitePerson | Invitation) -> Space | None:
    """Where a guest is invited to: what two companies share, never a company's own space. Errors: Invalid."""
    if input.role != Role.GUEST:
        return None
    if input.seat_space_id in do.actor.space_ids(closed=False):
        for space in Space.rows.filter(pk=input.seat_space_id).exclude(kind=SpaceKind.COMPANY):
            return space
    raise Invalid.field("seatSpaceId", "Choose the campaign or the partnership this guest is invited to.")


def _not_here_already(do: OperationContext, input: InvitePerson | Invitation, seat: Space | None) -> None:
    """Who would become nothing new need not be invited. Errors: Invalid."""
    here = Membership.rows.filter(company=do.actor.company, person__email=input.email, ended_at__isnull=True).first()
    if here is None or outranks(input.role, here.role):
        return
    if here.role != Role.GUEST:
        told = f"{input.email} is already in your company, as {here.get_role_display().lower()}."
        raise Invalid.field("email", told)
    if seat is None or Seat.rows.filter(membership=here, space=seat, ended_at__isnull=True).exists():
        raise Invalid.field("email", f"{input.email} is already a guest there.")


def invite(
    do: OperationContext,
    *,
    purpose: str,
    email: str,
    name: str,
    role: str,
    partner_id: str = "",
    seat: Space | None = None,
) -> Invitation:
    """Write the invitation and its mail; an earlier one for the same purpose and address is void."""
    space_id = do.actor.company_space_id()
    rate_limits.record(rate_limits.INVITATIONS, space_id, do.now)
    rate_limits.record(rate_limits.INVITATIONS_TO_ONE, f"{space_id} {email}", do.now)
    _void(do, space_id, email=email, purpose=purpose, partner_id=partner_id)
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
    do.unit_of_work.seen.pop(_invited_in(space_id), None)
    return invitation


def void_of_partner(do: OperationContext, space_id: str, partner_id: str) -> None:
    """The open invitations to one partner lead nowhere any more."""
    if partner_id in _invited(do, space_id):
        _void(do, space_id, purpose=Invitation.Purpose.PARTNER, partner_id=partner_id)


def _invited(do: OperationContext, space_id: str) -> set[str]:
    """The partners of a space who have an open invitation. Whoever removes thousands of partners at once asks once."""
    seen = do.unit_of_work.seen
    if _invited_in(space_id) not in seen:
        seen[_invited_in(space_id)] = set(
            Invitation.rows.within(space_id)
            .filter(accepted_at__isnull=True, revoked_at__isnull=True, purpose=Invitation.Purpose.PARTNER)
            .values_list("partner_id", flat=True)
        )
    return seen[_invited_in(space_id)]


def _invited_in(space_id: str) -> str:
    return f"invited in {space_id}"


def _void(do: OperationContext, space_id: str, **which: str) -> None:
    for earlier in Invitation.rows.within(space_id).filter(accepted_at__isnull=True, revoked_at__isnull=True, **which):
        do.change(earlier, revoked_at=do.now)


@operation(
    "invitation.resend", needs="people.manage", says="{actor} sent an invitation again", fact="invitation.resent"
)
def resend_invitation(do: OperationContext, invitation: Invitation, input: Nothing) -> Invitation:
    """Invite the same person to the same once more: a new link for seven days, and the earlier one is void.

    Errors: Conflict for what was accepted or withdrawn; Invalid where it would lead nowhere any more.
    """
    _must_be_pending(invitation)
    if invitation.revoked_at:
        raise Conflict("This invitation was withdrawn. Write a new one.")
    seat = _seat(do, invitation)
    if invitation.purpose != Invitation.Purpose.PARTNER:
        _not_here_already(do, invitation, seat)
    return invite(
        do,
        purpose=invitation.purpose,
        email=invitation.email,
        name=invitation.name,
        role=invitation.role,
        partner_id=invitation.partner_id,
        seat=seat,
    )


@operation("invitation.revoke", needs="people.manage", says="{actor} withdrew an invitation")
def revoke_invitation(do: OperationContext, invitation: Invitation, input: Nothing) -> Invitation:
    """Make an open invitation void."""
    _must_be_pending(invitation)
    return do.change(invitation, revoked_at=invitation.revoked_at or do.now)


def _must_be_pending(invitation: Invitation) -> None:
    if invitation.accepted_at:
        raise Conflict("This invitation has already been accepted.")


also_many(INVITATIONS, resend="sent {} again", revoke="withdrew")
