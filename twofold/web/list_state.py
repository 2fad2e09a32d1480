"""The whole state of a list, as it stands in the address: what is shown, how, of which items.

`/partners?status=active,expanding&companyContains=soft&sort=status,-company&columns=company,status&group=status`.
Filters are spelled as on the API. An address says only what differs from its starting point (`base`, a view): a name
with nothing behind it (`status=`, or `status=all`) takes away what the starting point narrows by.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any, Final
from urllib.parse import quote_plus

from django.http import QueryDict

from twofold.core.entities import Entity, Field, View
from twofold.core.entities.order import MOST_FIELDS
from twofold.core.errors import Invalid

from .list_choices import (
    OF_STATE,
    Params,
    Value,
    filters_of,
    fitting,
    parts_of,
    possible_columns,
    refused,
    without_empty,
)

OF_REQUEST: Final = frozenset({"view", "cursor", "column", "limit", "edit", "part", "after"})
"""What a request may say beside the state: where to begin, which filter to open."""
ALL: Final = "all"


@dataclass(frozen=True)
class ListState:
    """A list as somebody wants to see it. `held` is all that holds, `base` what would hold without an address;
    `fixed` are filters that the page itself adds; `view` names the starting point where it is not the usual one; `usual`
    are the columns and the order where nobody says any. What the address says that the list does not have is
    `left_out`: a sentence for each.
    """

    entity: Entity
    base: Params
    held: Params
    fixed: Mapping[str, str]
    view: str = ""
    usual: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> tuple[Field, ...]:
        """The columns, in order; what an item is called stands first, wherever else it was put."""
        names = parts_of(self.held.get("columns") or self.usual.get("columns")) or [
            each.name for each in possible_columns(self.entity) if each.column == "shown"
        ]
        title = self.entity.title
        ordered = [title, *(name for name in names if name != title)] if title else names
        return tuple(field for name in ordered if (field := self.entity.field(name)))

    @cached_property
    def widths(self) -> dict[str, str]:
        """The columns that are narrow or wide."""
        pairs = (each.partition(":") for each in parts_of(self.held.get("widths")))
        return {name: width for name, _, width in pairs if width}

    @property
    def sort(self) -> tuple[str, ...]:
        """The fields it is sorted by, with - before one for descending."""
        return tuple(parts_of(self.held.get("sort") or self.usual.get("sort") or self.entity.sort))

    @cached_property
    def group(self) -> Field | None:
        """The field it is grouped by."""
        return self.entity.field(_text(self.held.get("group")))

    @property
    def folded(self) -> tuple[str, ...]:
        """The groups of which only the heading is shown."""
        return tuple(parts_of(self.held.get("folded"))) if self.group else ()

    @property
    def layout(self) -> str:
        """Table, board or cards."""
        return _text(self.held.get("layout")) or "table"

    @property
    def density(self) -> str:
        """Narrow or wide rows."""
        return _text(self.held.get("density")) or "wide"

    @property
    def deleted(self) -> bool:
        """Whether the deleted items are shown instead."""
        return self.held.get("deleted") == "true"

    @property
    def q(self) -> str:
        """The words that are looked for."""
        return _text(self.held.get("q"))

    @cached_property
    def filters(self) -> dict[str, Value]:
        """What it is narrowed by, as the API spells it, without what the page itself adds."""
        return {name: value for name, value in self.held.items() if name not in OF_STATE}

    @property
    def is_narrowed(self) -> bool:
        """Whether some items may be left out."""
        return bool(self.filters or self.q)

    def counted(self) -> dict[str, Any]:
        """What `<noun>.count` is asked for the items that match."""
        told: dict[str, Any] = {**self.filters, **self.fixed}
        if self.q:
            told["q"] = self.q
        if self.deleted:
            told["deleted"] = True
        return told

    def asked(self) -> dict[str, Any]:
        """What `<noun>.list` is asked: the items that match, in order, a group together."""
        return {**self.counted(), "sort": ",".join(self.order)}

    @property
    def order(self) -> tuple[str, ...]:
        """The order of the question: by the group first."""
        if self.group is None:
            return self.sort
        name = self.group.name
        own = next((each for each in self.sort if each.lstrip("-") == name), name)
        return (own, *(each for each in self.sort if each.lstrip("-") != name))[:MOST_FIELDS]

    def without(self, wrong: Invalid) -> ListState:
        """The same list without what was refused when it was asked. Errors: what was wrong, if it is no part of it."""
        held, said = refused(self.entity, self.held, wrong)
        return replace(self, held=held, left_out=(*self.left_out, *said))

    def changed(self, **changes: Value | None) -> ListState:
        """The same list with some of its state changed; nothing (None or an empty text) takes a name away."""
        return replace(self, held=_merged(self.held, changes))

    def params(self, **changes: Value | None) -> Params:
        """What an address has to say so that this state comes out of it, or the same with something changed."""
        held = _merged(self.held, changes)
        told: Params = {"view": self.view} if self.view else {}
        told |= {name: value for name, value in held.items() if self.base.get(name) != value}
        return told | {name: "" for name in self.base if name not in held}

    def address(self, **changes: Value | None) -> str:
        """The query string of this list, or of the same with something changed; always begins with `?`."""
        pairs = _pairs(self.params(**changes))
        return "?" + "&".join([f"{_quoted(name)}={_quoted(value)}" for name, value in pairs])

    def hidden(self, *without: str) -> list[tuple[str, str]]:
        """The state as hidden inputs of a form that itself says what is named here."""
        return [pair for pair in _pairs(self.params()) if pair[0] not in without]


def read(
    entity: Entity,
    query: QueryDict,
    base: Params,
    fixed: Mapping[str, str] | None = None,
    usual: Mapping[str, str] | None = None,
) -> ListState:
    """The state that an address says, of what this list has; `left_out` says what it does not have."""
    given = {name: _value(entity, name, query.getlist(name)) for name in query if name not in OF_REQUEST}
    held, left_out = fitting(entity, _merged(base, given))
    return ListState(entity, base, held, fixed or {}, query.get("view", ""), usual or {}, left_out)


def params_of(entity: Entity, view: View) -> Params:
    """What a view that is shipped says, in the words of an address."""
    told: Params = {
        **view.filter,
        "columns": ",".join(view.columns),
        "sort": view.sort,
        "group": view.group,
        "layout": view.layout,
    }
    return {name: value for name, value in told.items() if value and value != "table"}


def _value(entity: Entity, name: str, values: list[str]) -> Value:
    """One name's value. Several ticked boxes are one value with commas where no value of the field can hold one."""
    parts = [each.strip() for each in values if each.strip()]
    known = filters_of(entity).get(name)
    if parts == [ALL] and known and known.kind == "is" and ALL not in known.field.values:
        return ""
    if len(parts) < 2:  # noqa: PLR2004 - several
        return parts[0] if parts else ""
    if known is None or known.field.choices or known.field.is_id:
        return parts[-1] if name == "q" else ",".join(parts)
    return parts if known.kind == "is" else parts[-1]


def _merged(base: Params, given: Mapping[str, Value | None]) -> Params:
    return without_empty({**base, **given})


def _pairs(params: Params) -> list[tuple[str, str]]:
    """Each value beside its name: a name with several stands there as often."""
    return [(name, each) for name, value in params.items() for each in ([value] if isinstance(value, str) else value)]


@lru_cache(maxsize=4096)
def _quoted(value: str) -> str:
    """A value in an address. A list leads to forty addresses, which differ little."""
    return quote_plus(value, safe=",:")


def _text(value: Value | None) -> str:
    return value if isinstance(value, str) else ""
