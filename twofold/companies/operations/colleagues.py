"""What a colleague is, and that one has left."""

from typing import Any, Literal

from twofold.companies.entities.people import PEOPLE
from twofold.core.entities.many import Chosen, each_of
from twofold.core.errors import Conflict, NotFound, Refused
from twofold.core.models import Membership, Role
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, ManyResult, ReplayableResult, operation
from twofold.core.spaces.system_rows import lock_company, own_space, raise_epoch


class ChangeRole(Input):
    """A colleague's new role."""

    person_id: str
    role: Literal["admin", "member"]


@operation("person.change_role", needs="people.manage", says="{actor} changed the role of {person}")
def change_role(do: OperationContext, input: ChangeRole) -> ReplayableResult:
    """Change what a colleague is; their sessions and tokens begin anew."""
    membership = _colleague(do, input.person_id)
    if membership.role == Role.ADMIN and input.role != Role.ADMIN:
        _not_the_last_admin(membership)
    raise_epoch(do, membership, role=input.role)
    do.set_log_space(own_space(membership.company))
    do.because({"person": input.person_id, "role": input.role})
    return ReplayableResult(personId=input.person_id, role=input.role)


class EndMembership(Input):
    """Who leaves the company."""

    person_id: str


@operation("person.remove", needs="people.manage", says="{actor} ended the membership of {person}")
def end_membership(do: OperationContext, input: EndMembership) -> ReplayableResult:
    """Take a colleague out of the company: sessions, tokens and open streams end at once."""
    membership = _colleague(do, input.person_id)
    if membership.role == Role.ADMIN:
        _not_the_last_admin(membership)
    raise_epoch(do, membership, ended_at=do.now)
    do.set_log_space(own_space(membership.company))
    do.because({"person": input.person_id})
    do.details["person_id"] = input.person_id
    return ReplayableResult(personId=input.person_id)


@operation(
    "person.remove_many", needs="people.manage", says="{actor} ended several memberships", fact="person.removed_many"
)
def end_memberships(do: OperationContext, input: Chosen) -> ManyResult:
    """Take many colleagues out of the company: all of them, none, or those who can be; nobody takes out themselves this way."""

    def asks(membership: Membership) -> tuple[str, Any, None]:
        if do.actor.person is not None and membership.person_id == do.actor.person.pk:
            raise Refused("This is you. Ask another admin to remove you.")
        return "person.remove", {"personId": membership.person_id}, None

    return each_of(PEOPLE, do, input, asks)


def _colleague(do: OperationContext, person_id: str) -> Membership:
    found = Membership.rows.filter(company=do.actor.company, person_id=person_id, ended_at__isnull=True).first()
    if found is None:
        raise NotFound
    return found


def _not_the_last_admin(membership: Membership) -> None:
    lock_company(membership.company)
    admins = Membership.rows.filter(company=membership.company, role=Role.ADMIN, ended_at__isnull=True)
    if admins.count() == 1:
        raise Conflict("This is the only admin. Make a colleague an admin first.")
