"""System rows: companies, people, spaces, and who is where. Written here and nowhere else, each as any other row is."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from twofold.core.models import Company, Membership, Person, Role, Seat, Side, Space
from twofold.core.models.people import Versioned
from twofold.core.models.rows import SystemRow
from twofold.core.models.spaces import SpaceKind
from twofold.core.oplog.one_row import change_row, create_row, lock_row

if TYPE_CHECKING:
    from twofold.core.operations.context import OperationContext

R = TypeVar("R", bound=SystemRow)
V = TypeVar("V", bound=Versioned)
_RANKS = (Role.GUEST, Role.MEMBER, Role.ADMIN)


def open_company(do: OperationContext, name: str) -> tuple[Company, Space]:
    """A new company with its own space."""
    company = _new(do, Company(name=name))
    space = _new(do, Space(kind="company", name=name))
    _take_side(do, space, company, "host")
    return company, space


def open_shared(
    do: OperationContext, kind: str, name: str, host: Company, partner: Company | None, parent: Space | None = None
) -> Space:
    """A partnership or campaign space; the partner's side stays empty until it has joined."""
    space = _new(do, Space(kind=kind, name=name, parent=parent))
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
    person = Person(email=email.strip().lower(), name=name)
    person.set_password(password)
    return _new(do, person)


def join_company(
    do: OperationContext, person_id: str, company: Company, role: str, seat: Space | None = None
) -> Membership:
    """A person's place in a company; a guest's is a seat in one space.

    Who is there already keeps what they are, or becomes more: then their sessions and tokens begin anew.
    """
    lock_company(company)
    membership = Membership.rows.filter(person_id=person_id, company=company, ended_at=None).first()
    if membership is None:
        membership = _new(do, Membership(person_id=person_id, company=company, role=role))
    elif outranks(role, membership.role):
        raise_epoch(do, membership, role=role)
        membership.refresh_from_db()
    seats = Seat.rows.filter(space=seat, membership=membership, ended_at=None)
    if membership.role == Role.GUEST and seat is not None and not seats.exists():
        _new(do, Seat(space=seat, membership=membership))
    return membership


def outranks(role: str, other: str) -> bool:
    """Whether one role sees and may more than another."""
    return _RANKS.index(role) > _RANKS.index(other)


def change(do: OperationContext, row: Company | Person, **fields: object) -> None:
    """Change a company or a person, as it stands by now."""
    _change(do, _locked(row), **fields)


def raise_epoch(do: OperationContext, membership: Membership, **fields: object) -> None:
    """Change a member's place, and with it what they may see: their sessions, streams and tokens begin anew."""
    fresh = _locked(membership)
    _change(do, fresh, epoch=fresh.epoch + 1, **fields)


def lock_company(company: Company) -> None:
    """One at a time: who holds the same company next waits for our commit."""
    _locked(company)


def own_space(company: Company) -> Space:
    """The company's own space."""
    return Space.rows.get(kind="company", sides__company=company)


def _take_side(do: OperationContext, space: Space, company: Company, side: str) -> None:
    _new(do, Side(space=space, company=company, side=side))


def _set_closed(do: OperationContext, space: Space, **closed_at: object) -> None:
    _change(do, Space.rows.get(pk=space.pk), **closed_at)


def _new(do: OperationContext, row: R) -> R:
    row.created_at = do.now  # type: ignore[attr-defined]
    if isinstance(row, Versioned):
        row.updated_at = do.now
    do.take_note(create_row(row))
    return row


def _change(do: OperationContext, row: SystemRow, **fields: object) -> None:
    changed = change_row(row, fields, do.now)
    if changed:
        do.take_note(changed)


def _locked(row: V) -> V:
    found: V | None = lock_row(type(row).rows.filter(pk=row.pk))
    assert found is not None
    return found
