"""What a colleague is, and that one has left."""

from typing import Literal

from twofold.core.doing import Doing
from twofold.core.errors import Conflict, NotFound
from twofold.core.models import Membership, Role
from twofold.core.opening import change, hold, own_space, raise_epoch
from twofold.core.operation import Input, Retold, operation


class ChangeRole(Input):
    """A colleague's new role."""

    person_id: str
    role: Literal["admin", "member"]


@operation(
    "person.change_role", needs="people.manage", says="{actor} changed a colleague's role", fact="person.role_changed"
)
def change_role(do: Doing, input: ChangeRole) -> Retold:
    """Change what a colleague is; their sessions and tokens begin anew."""
    membership = _colleague(do, input.person_id)
    if membership.role == Role.ADMIN and input.role != Role.ADMIN:
        _not_the_last_admin(membership)
    change(do, membership, role=input.role)
    raise_epoch(do, membership)
    do.log_in(own_space(membership.company))
    do.because({"person": input.person_id, "role": input.role})
    return Retold(personId=input.person_id, role=input.role)


class EndMembership(Input):
    """Who leaves the company."""

    person_id: str


@operation("person.remove", needs="people.manage", says="{actor} ended a membership", fact="person.removed")
def end_membership(do: Doing, input: EndMembership) -> Retold:
    """Take a colleague out of the company: sessions, tokens and open streams end at once."""
    membership = _colleague(do, input.person_id)
    if membership.role == Role.ADMIN:
        _not_the_last_admin(membership)
    change(do, membership, ended_at=do.now)
    raise_epoch(do, membership)
    do.log_in(own_space(membership.company))
    do.because({"person": input.person_id})
    do.details["person_id"] = input.person_id
    return Retold(personId=input.person_id)


def _colleague(do: Doing, person_id: str) -> Membership:
    found = Membership.rows.filter(company=do.actor.company, person_id=person_id, ended_at__isnull=True).first()
    if found is None:
        raise NotFound
    return found


def _not_the_last_admin(membership: Membership) -> None:
    hold(membership.company)
    admins = Membership.rows.filter(company=membership.company, role=Role.ADMIN, ended_at__isnull=True)
    if admins.count() == 1:
        raise Conflict("This is the last admin. Make a colleague an admin first.")
