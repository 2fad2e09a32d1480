"""System rows: companies, people, spaces, and who is where. Written here and nowhere else.

Each function lets the log know the rows as it left them, so that `doctor` finds what was put there by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F, QuerySet

from twofold.core.clock import now
from twofold.core.models import Company, Membership, Person, Role, Seat, Side, Space
from twofold.core.models.spaces import SpaceKind

if TYPE_CHECKING:
    from twofold.core.operations.context import OperationContext

_RANKS = (Role.GUEST, Role.MEMBER, Role.ADMIN)


def open_company(do: OperationContext, name: str) -> tuple[Company, Space]:
    """A new company with its own space."""
    company = Company.rows.create(name=name)
    space = Space.rows.create(kind="company", name=name)
    do.log_state(company, space)
    _take_side(do, space, company, "host")
    return company, space


def open_shared(
    do: OperationContext, kind: str, name: str, host: Company, partner: Company | None, parent: Space | None = None
) -> Space:
    """A partnership or campaign space; the partner's side stays empty until it has joined."""
    space = Space.rows.create(kind=kind, name=name, parent=parent)
    do.log_state(space)
    _take_side(do, space, host, "host")
    if partner is not None:
        _take_side(do, space, partner, "partner")
    return space


def close_shared(do: OperationContext, space: Space) -> None:
    """Take all that lives in a campaign's space out of sight, for every side. A company's own is never closed."""
    if space.kind == SpaceKind.CAMPAIGN:
        _set_closed(do, space, closed_at=do.now)


def reopen_shared(do: OperationContext, space: Space) -> None:
    """Bring all that lives in it back."""
    _set_closed(do, space, closed_at=None)


def join(do: OperationContext, space: Space, company: Company) -> None:
    """Take the partner's side of a partnership and of the campaigns under it."""
    for each in (space, *Space.rows.filter(parent=space)):
        _take_side(do, each, company, "partner")


def new_person(do: OperationContext, email: str, password: str, name: str) -> Person:
    """Somebody who has not been here."""
    person = Person.rows.create_user(email, password, name=name)
    do.log_state(person)
    return person


def join_company(
    do: OperationContext, person_id: str, company: Company, role: str, seat: Space | None = None
) -> Membership:
    """A person's place in a company; a guest's is a seat in one space.

    Who is there already keeps what they are, or becomes more: then their sessions and tokens begin anew.
    """
    membership, new = Membership.rows.get_or_create(
        person_id=person_id, company=company, ended_at=None, defaults={"role": role}
    )
    if new:
        do.log_state(membership)
    elif outranks(role, membership.role):
        change(do, membership, role=role)
        raise_epoch(do, membership)
        membership.refresh_from_db()
    if membership.role == Role.GUEST and seat is not None:
        sits, new = Seat.rows.get_or_create(space=seat, membership=membership, ended_at=None)
        if new:
            do.log_state(sits)
    return membership


def outranks(role: str, other: str) -> bool:
    """Whether one role sees and may more than another."""
    return _RANKS.index(role) > _RANKS.index(other)


def change(do: OperationContext, row: Company | Person | Membership, **fields: object) -> None:
    """Change a company, a person or a membership: its version rises, and it says when it was."""
    _row(row).update(version=F("version") + 1, updated_at=now(), **fields)
    _log_again(do, row)


def raise_epoch(do: OperationContext, membership: Membership) -> None:
    """What this member may see has changed: their sessions, streams and tokens begin anew."""
    _row(membership).update(epoch=F("epoch") + 1)
    _log_again(do, membership)


def lock_company(company: Company) -> None:
    """One at a time: who holds the same company next waits for our commit."""
    _row(company).update(name=F("name"))


def own_space(company: Company) -> Space:
    """The company's own space."""
    return Space.rows.get(kind="company", sides__company=company)


def _take_side(do: OperationContext, space: Space, company: Company, side: str) -> None:
    do.log_state(Side.rows.create(space=space, company=company, side=side))


def _set_closed(do: OperationContext, space: Space, **closed_at: object) -> None:
    _row(space).update(**closed_at)
    _log_again(do, space)


def _row(row: Company | Person | Membership | Space) -> QuerySet[Any]:
    found: QuerySet[Any] = type(row).rows.filter(pk=row.pk)
    return found


def _log_again(do: OperationContext, row: Company | Person | Membership | Space) -> None:
    do.log_state(_row(row).get())
