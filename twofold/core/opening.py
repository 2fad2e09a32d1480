"""Opening and closing spaces, and taking sides in them."""

from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from .clock import now
from .models import Company, Membership, Role, Seat, Side, Space
from .models.spaces import SpaceKind

_RANKS = (Role.GUEST, Role.MEMBER, Role.ADMIN)


def open_company(name: str) -> tuple[Company, Space]:
    """A new company with its own space."""
    company = Company.rows.create(name=name)
    space = Space.rows.create(kind="company", name=name)
    Side.rows.create(space=space, company=company, side="host")
    return company, space


def open_shared(kind: str, name: str, host: Company, partner: Company | None, parent: Space | None = None) -> Space:
    """A partnership or campaign space; the partner's side stays empty until it has joined."""
    space = Space.rows.create(kind=kind, name=name, parent=parent)
    Side.rows.create(space=space, company=host, side="host")
    if partner is not None:
        Side.rows.create(space=space, company=partner, side="partner")
    return space


def close_shared(space: Space, at: datetime) -> None:
    """Take all that lives in a campaign's space out of sight, for every side. A company's own is never closed."""
    Space.rows.filter(pk=space.pk, kind=SpaceKind.CAMPAIGN).update(closed_at=at)


def reopen_shared(space: Space) -> None:
    """Bring all that lives in it back."""
    Space.rows.filter(pk=space.pk).update(closed_at=None)


def join(space: Space, company: Company) -> None:
    """Take the partner's side of a partnership and of the campaigns under it."""
    for each in (space, *Space.rows.filter(parent=space)):
        Side.rows.create(space=each, company=company, side="partner")


def join_company(person_id: str, company: Company, role: str, seat: Space | None = None) -> Membership:
    """A person's place in a company; a guest's is a seat in one space.

    Who is there already keeps what they are, or becomes more: then their sessions and tokens begin anew.
    """
    membership, new = Membership.rows.get_or_create(
        person_id=person_id, company=company, ended_at=None, defaults={"role": role}
    )
    if not new and outranks(role, membership.role):
        change(Membership.rows.filter(pk=membership.pk), role=role)
        raise_epoch(membership.pk)
        membership.refresh_from_db()
    if membership.role == Role.GUEST and seat is not None:
        Seat.rows.get_or_create(space=seat, membership=membership, ended_at=None)
    return membership


def outranks(role: str, other: str) -> bool:
    """Whether one role sees and may more than another."""
    return _RANKS.index(role) > _RANKS.index(other)


def change(rows: QuerySet[Any], **fields: object) -> None:
    """Change companies, people or memberships: their version rises, and they say when it was."""
    rows.update(version=F("version") + 1, updated_at=now(), **fields)


def raise_epoch(*membership_ids: str) -> None:
    """What these members may see has changed: their sessions, streams and tokens begin anew."""
    Membership.rows.filter(pk__in=membership_ids).update(epoch=F("epoch") + 1)


def own_space(company: Company) -> Space:
    """The company's own space."""
    return Space.rows.get(kind="company", sides__company=company)
