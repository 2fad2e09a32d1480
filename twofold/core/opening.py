"""The rows of the house: companies, people, spaces, and who is where. Written here and nowhere else.

Each function lets the log know the rows as it left them, so that `doctor` finds what was put there by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F, QuerySet

from .clock import now
from .models import Company, Membership, Person, Role, Seat, Side, Space
from .models.spaces import SpaceKind

if TYPE_CHECKING:
    from .doing import Doing

_RANKS = (Role.GUEST, Role.MEMBER, Role.ADMIN)


def open_company(do: Doing, name: str) -> tuple[Company, Space]:
    """A new company with its own space."""
    company = Company.rows.create(name=name)
    space = Space.rows.create(kind="company", name=name)
    do.seal(company, space)
    _take_side(do, space, company, "host")
    return company, space


def open_shared(
    do: Doing, kind: str, name: str, host: Company, partner: Company | None, parent: Space | None = None
) -> Space:
    """A partnership or campaign space; the partner's side stays empty until it has joined."""
    space = Space.rows.create(kind=kind, name=name, parent=parent)
    do.seal(space)
    _take_side(do, space, host, "host")
    if partner is not None:
        _take_side(do, space, partner, "partner")
    return space


def close_shared(do: Doing, space: Space) -> None:
    """Take all that lives in a campaign's space out of sight, for every side. A company's own is never closed."""
    if space.kind == SpaceKind.CAMPAIGN:
        _set_closed(do, space, closed_at=do.now)


def reopen_shared(do: Doing, space: Space) -> None:
    """Bring all that lives in it back."""
    _set_closed(do, space, closed_at=None)


def join(do: Doing, space: Space, company: Company) -> None:
    """Take the partner's side of a partnership and of the campaigns under it."""
    for each in (space, *Space.rows.filter(parent=space)):
        _take_side(do, each, company, "partner")


def new_person(do: Doing, email: str, password: str, name: str) -> Person:
    """Somebody who has not been here."""
    person = Person.rows.create_user(email, password, name=name)
    do.seal(person)
    return person


def join_company(do: Doing, person_id: str, company: Company, role: str, seat: Space | None = None) -> Membership:
    """A person's place in a company; a guest's is a seat in one space.

    Who is there already keeps what they are, or becomes more: then their sessions and tokens begin anew.
    """
    membership, new = Membership.rows.get_or_create(
        person_id=person_id, company=company, ended_at=None, defaults={"role": role}
    )
    if new:
        do.seal(membership)
    elif outranks(role, membership.role):
        change(do, membership, role=role)
        raise_epoch(do, membership)
        membership.refresh_from_db()
    if membership.role == Role.GUEST and seat is not None:
        sits, new = Seat.rows.get_or_create(space=seat, membership=membership, ended_at=None)
        if new:
            do.seal(sits)
    return membership


def outranks(role: str, other: str) -> bool:
    """Whether one role sees and may more than another."""
    return _RANKS.index(role) > _RANKS.index(other)


def change(do: Doing, row: Company | Person | Membership, **fields: object) -> None:
    """Change a company, a person or a membership: its version rises, and it says when it was."""
    _same(row).update(version=F("version") + 1, updated_at=now(), **fields)
    _seal_anew(do, row)


def raise_epoch(do: Doing, membership: Membership) -> None:
    """What this member may see has changed: their sessions, streams and tokens begin anew."""
    _same(membership).update(epoch=F("epoch") + 1)
    _seal_anew(do, membership)


def hold(company: Company) -> None:
    """One at a time: who holds the same company next waits for our commit."""
    _same(company).update(name=F("name"))


def own_space(company: Company) -> Space:
    """The company's own space."""
    return Space.rows.get(kind="company", sides__company=company)


def _take_side(do: Doing, space: Space, company: Company, side: str) -> None:
    do.seal(Side.rows.create(space=space, company=company, side=side))


def _set_closed(do: Doing, space: Space, **closed_at: object) -> None:
    _same(space).update(**closed_at)
    _seal_anew(do, space)


def _same(row: Company | Person | Membership | Space) -> QuerySet[Any]:
    found: QuerySet[Any] = type(row).rows.filter(pk=row.pk)
    return found


def _seal_anew(do: Doing, row: Company | Person | Membership | Space) -> None:
    do.seal(_same(row).get())
