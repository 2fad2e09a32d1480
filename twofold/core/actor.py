"""Who is acting: a person as one of their companies, through a door, perhaps by a token; or the machine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from . import permissions
from .errors import Refused
from .models import Membership, Role, Seat, Side
from .models.spaces import SpaceKind
from .prepared import Prepared

if TYPE_CHECKING:
    from datetime import datetime

    from .models import Company, Person


@dataclass(frozen=True, eq=False)
class Actor:
    """The one argument every operation and query gets. Nobody acts without one.

    `door` is where they came in (page, api, cli, demo, worker); `scopes` and `token_id` are a token's;
    `fresh` says that they proved themselves with a passkey a moment ago, as good as a password.
    """

    person: Person | None
    company: Company | None
    membership: Membership | None
    role: str
    door: str
    scopes: frozenset[str] | None = None
    token_id: str | None = None
    fresh: bool = False
    _spaces: dict[str, dict[str, str]] = field(default_factory=dict, repr=False)

    def may(self, capability: str) -> bool:
        """Whether the table gives this actor the capability."""
        return permissions.may(capability, self.role, self.scopes)

    def sides(self) -> dict[str, str]:
        """Space id → the side ("host" or "partner") this actor's company has there; asked once an actor."""
        if "of" not in self._spaces:
            found = _sides_of(self)
            self._spaces["of"] = {space: side for space, side, *_ in found}
            self._spaces["open"] = {space: side for space, side, _, closed_at in found if closed_at is None}
            self._spaces["own"] = {space: kind for space, _, kind, _ in found if kind == SpaceKind.COMPANY}
        return self._spaces["of"]

    def space_ids(self, *, closed: bool = True) -> list[str]:
        """The spaces this actor is in, the closed ones among them or not."""
        sides = self.sides()
        return list(sides if closed else self._spaces["open"])

    def side_in(self, space_id: str) -> str | None:
        """The side of this actor's company in a space, or nothing when it is not in it."""
        return self.sides().get(space_id)

    def company_space_id(self) -> str:
        """The space of the acting company itself; guests are not in it and get an empty text."""
        self.sides()
        return next(iter(self._spaces["own"]), "")

    def forget_spaces(self) -> None:
        """Forget which spaces were seen: after an operation has opened one."""
        self._spaces.clear()

    def as_machine(self) -> Actor:
        """The house itself, acting because of this actor: for reactions and workers."""
        return replace(self, role=permissions.MACHINE, scopes=None, _spaces=self._spaces)


def missing_capability(actor: Actor, capability: str) -> Refused:
    """The sentence for a missing capability: whether it is the token's or the role's, and who can help."""
    if actor.scopes is not None and permissions.may(capability, actor.role):
        if capability in permissions.NEVER_BY_TOKEN:
            return Refused(f"A token never has “{capability}”. Sign in as a person and do it there.")
        return Refused(f"This token does not include “{capability}”. Make one that does, on the page of your company.")
    return Refused(f"Your role does not include “{capability}”. An admin of your company can change that.")


def member(membership: Membership, door: str) -> Actor:
    """A person acting as one of their companies."""
    return Actor(membership.person, membership.company, membership, membership.role, door)


def nobody(door: str) -> Actor:
    """Someone who has not signed in."""
    return Actor(None, None, None, permissions.ANYONE, door)


def machine(door: str = "worker") -> Actor:
    """The house itself, with the few rights the table lists for it and no space of its own."""
    return Actor(None, None, None, permissions.MACHINE, door)


_SIDES = Prepared(
    lambda company: Side.rows.filter(company_id=company, ended_at__isnull=True).values_list(
        "space_id", "side", "space__kind", "space__closed_at"
    )
)


def _sides_of(actor: Actor) -> Iterable[tuple[str, str, str, datetime | None]]:
    """Space, side there, kind of space, when it was closed."""
    member = actor.membership
    if member is None or member.ended_at is not None:
        return []
    if member.role != Role.GUEST:
        return _SIDES.rows(company=member.company_id)
    seats = Seat.rows.filter(membership=member, ended_at__isnull=True)
    sides = Side.rows.filter(company_id=member.company_id, ended_at__isnull=True, space_id__in=seats.values("space_id"))
    return sides.values_list("space_id", "side", "space__kind", "space__closed_at")
