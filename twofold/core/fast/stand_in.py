"""Whoever looks, when nobody does yet: for whom a question is built whose SQL is kept, and what of them it depends on.

An entity's `base` is asked once, for somebody who notes what they are asked. Where it asks for no more than their
spaces, their company and its own space and who they are, by id, one text fits everybody. Where it asks for more (a right,
a time zone, the time, rows of the database), or writes another text for who has no space of their own, the question is built each time.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection

from twofold.core.clock import fixed_at

if TYPE_CHECKING:
    from twofold.core.actor import Actor
    from twofold.core.entities.entity import Entity

_TWO_TIMES = (datetime(2001, 1, 1, tzinfo=UTC), datetime(2099, 7, 7, 7, tzinfo=UTC))


class AsksMore(Exception):
    """A question depends on more of whoever looks than can be bound to it."""


class _ById:
    """A company or a person of whom the id is known and nothing else."""

    def __init__(self, pk: str) -> None:
        self.pk = pk

    def __getattr__(self, name: str) -> Any:
        raise AsksMore(name)

    def __str__(self) -> str:
        raise AsksMore("itself")


class StandIn:
    """Somebody who is in some spaces: all that may be known of whoever looks. `asked` is what else was wanted of them."""

    def __init__(self, spaces: list[str], company_space: str = "-", company: str = "-", person: str = "-") -> None:
        self._spaces, self._company_space = spaces, company_space
        self._company, self._person = _ById(company), _ById(person)
        self.asked: set[str] = set()

    def space_ids(self, *, closed: bool = True) -> list[str]:
        """The spaces they are in."""
        return self._spaces

    def company_space_id(self) -> str:
        """The space of their company."""
        self.asked.add("company_space")
        return self._company_space

    @property
    def company(self) -> Any:
        """Their company."""
        self.asked.add("company")
        return self._company

    @property
    def person(self) -> Any:
        """Who they are."""
        self.asked.add("person")
        return self._person

    def __getattr__(self, name: str) -> Any:
        raise AsksMore(name)


@cache
def base_takes(found: Entity) -> tuple[str, ...] | None:
    """What an entity's rows depend on beside the spaces: of `company_space`, `company` and `person`; None where on more."""
    if found.visible:
        return None
    if not found.base:
        return ()
    who, guest = StandIn(["-", "+"]), StandIn(["-", "+"], company_space="")
    try:
        with connection.execute_wrapper(_refused):
            early, late = (_built(found, who, moment) for moment in _TWO_TIMES)
            alike = early == late and early[0] == _built(found, guest, _TWO_TIMES[0])[0]
    except (AsksMore, EmptyResultSet):
        return None
    return tuple(sorted(who.asked)) if alike else None


def _built(found: Entity, who: StandIn, moment: datetime) -> tuple[str, Any]:
    """The SQL and what is bound to it, as it would be built then."""
    with fixed_at(moment):
        rows = found.rows(cast("Actor", who))
        return cast("tuple[str, Any]", rows.query.get_compiler(connection=connection).as_sql())


def _refused(*asked: Any) -> Any:
    raise AsksMore("rows of the database")
