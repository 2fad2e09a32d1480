"""The groups of a list: a heading above the items with one value, with how many there are, their sums, and a fold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from django.utils.html import format_html
from django.utils.safestring import SafeString

from twofold.core.actor import Actor
from twofold.core.entities import Field
from twofold.core.operations.query import ask

from .cells import amount, names_of, shown
from .list_state import ListState

R = TypeVar("R")
Sums = list[tuple[str, list[str]]]
MOST = 200
"""So many values can be told apart by a filter; beyond that, groups are not folded."""
EMPTY = "_empty"
"""What the address calls the group of what has no value."""


@dataclass(frozen=True)
class Group:
    """One heading. `toggles` is the address with the group folded or unfolded; empty where it cannot be."""

    value: str
    html: SafeString
    count: int
    sums: Sums
    folded: bool
    toggles: str
    kind: str = "group"


@dataclass(frozen=True)
class Grouping:
    """All groups of a list, in order: a value for each, with its count and its sums."""

    state: ListState
    field: Field
    counts: dict[str, int]
    sums: dict[str, dict[str, Any]]
    names: dict[str, dict[str, str]]
    down: bool

    @classmethod
    def of(cls, state: ListState, actor: Actor) -> Grouping:
        """The groups of what matches."""
        field = state.group
        assert field is not None
        asked = {**state.counted(), "groupBy": field.name, "sum": ",".join(each.name for each in summed(state))}
        found = ask(actor, f"{state.entity.noun}.count", asked)
        names = names_of(actor, [field], [{field.name: value} for value in found["groups"]])
        down = state.order[0].startswith("-")
        return cls(state, field, found["groups"], found.get("sums", {}), names, down)

    @property
    def can_fold(self) -> bool:
        """Whether a group can be left out."""
        return len(self.counts) <= MOST

    @property
    def folded(self) -> list[str]:
        """The groups of which only the heading is shown, in order."""
        named = ["" if name == EMPTY else name for name in self.state.folded]
        known = [value for value in named if value in self.counts] if self.can_fold else []
        return sorted(known, key=self._place, reverse=self.down)

    @property
    def open_values(self) -> list[str] | None:
        """The values of the groups whose items are shown; None for all."""
        return [value for value in self.counts if value not in self.folded] if self.folded else None

    @property
    def all_folded(self) -> bool:
        """Whether no items are shown at all."""
        return self.open_values == []

    def between(
        self, rows: Sequence[R], values: Sequence[str], after: str | None, *, is_last: bool
    ) -> Iterator[R | Group]:
        """The rows with a heading where another value begins, and the headings of the folded groups where they belong."""
        waiting = [value for value in self.folded if after is None or self._is_before(after, value)]
        now = after
        for row, value in zip(rows, values, strict=True):
            if value != now:
                while waiting and self._is_before(waiting[0], value):
                    yield self._heading(waiting.pop(0))
                yield self._heading(value)
                now = value
            yield row
        if is_last:
            yield from map(self._heading, waiting)

    def _is_before(self, value: str, other: str) -> bool:
        return self._place(value) > self._place(other) if self.down else self._place(value) < self._place(other)

    def _place(self, value: str) -> tuple[bool, int, str]:
        """Where the list has a value: an empty text comes before all others, what has no value behind them, either way.
        Where another field puts the values in order, so do the counts.
        """
        column = self.state.entity.column_of(self.field)
        is_last = not value and (column is None or column.null) and not self.down
        return is_last, self.places.get(value, 0), value

    @cached_property
    def places(self) -> dict[str, int]:
        """The values by their place, where another field puts them in order."""
        return {value: at for at, value in enumerate(self.counts)} if self.field.sort_by else {}

    def _heading(self, value: str) -> Group:
        folded = value in self.folded
        name = value or EMPTY
        others = [each for each in self.state.folded if each != name]
        toggles = self.state.address(folded=",".join(others if folded else [*others, name])) if self.can_fold else ""
        return Group(
            value,
            self._words(value),
            self.counts.get(value, 0),
            said(self.state, self.sums.get(value, {})),
            folded,
            toggles,
        )

    def _words(self, value: str) -> SafeString:
        if not value:
            return format_html("No {}", self.field.label.lower())
        name = self.names.get(self.field.to, {}).get(value, "")
        item = {self.field.name: _raw(self.field, value)}
        return format_html("{}", name) if name else shown(self.field, item, self.names)


def summed(state: ListState) -> list[Field]:
    """The shown columns whose numbers can be added up."""
    return [field for field in state.columns if field.sum]


def said(state: ListState, sums: dict[str, Any]) -> Sums:
    """Each summed column with its sum as people read it: one, or one for each currency."""
    return [(field.name, _amounts(sums.get(field.name))) for field in summed(state)]


def _amounts(total: Any) -> list[str]:
    if isinstance(total, dict):
        return [amount(each, currency) for currency, each in sorted(total.items())]
    return [] if total is None else [amount(total)]


def key_of(value: Any) -> str:
    """A value as the name of its group, as a count spells it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _raw(field: Field, value: str) -> Any:
    return value == "true" if field.type == "boolean" and value else value
