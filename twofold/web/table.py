"""A list as a table or as cards: the columns as they are to be shown, the rows with their cells, the groups."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from twofold.core.actor import Actor
from twofold.core.entities import Entity, Field
from twofold.core.operations.query import ask

from . import groups
from .addresses import item_url
from .cells import NOTHING, drawer, names_of
from .declaration import Pages
from .field_meta import editable
from .list_state import ListState
from .verbs import Offer, offered, permitted

PAGE = 50
_NUMBERS = frozenset({"integer", "number"})
_NUMERIC = ' class="num"'


@dataclass(frozen=True)
class Column:
    """A column of a list as it stands: its label, how it is sorted by it, and what its cells have in common.

    Its cells begin with `begins`, those that can be changed in place with `editable` and the value, and end with `ends`.
    `is_first` is the one that says what an item is called.
    """

    state: ListState
    field: Field
    is_first: bool
    is_clipped: bool
    begins: str
    editable: str
    ends: str
    numeric: bool
    width: str
    sorted: str
    place: int
    edits: bool

    @property
    def _next(self) -> str:
        """What a click makes of the order by this column."""
        return f"-{self.field.name}" if self.sorted == "ascending" else self.field.name

    @cached_property
    def sorts(self) -> str:
        """The address of the list sorted by it, the other way round where it is sorted by it already."""
        return self.state.address(sort=self._next) if self.field.sort else ""

    @cached_property
    def adds(self) -> str:
        """The same with the order there is kept before it: what a click with Shift does."""
        if not self.field.sort:
            return ""
        order, name = self.state.sort, self.field.name
        kept = [self._next if each.lstrip("-") == name else each for each in order]
        return self.state.address(sort=",".join(kept if self.sorted else [*order, name]))


class Cell(NamedTuple):
    """A value as it is shown; `value` is the raw one, as JSON, where whoever looks can change it in place."""

    column: Column
    html: SafeString
    value: str

    def drawn(self, url: str = "") -> str:
        """The cell of a table; what an item is called leads to its `url`."""
        column, html, value = self
        begins = f'{column.editable}{escape(value)}"' if value else column.begins
        if url:
            return f'{begins}><a href="{escape(url)}">{html}</a>{column.ends}'
        if column.is_clipped:
            return f'{begins}><span class="clip">{html}</span>{column.ends}'
        return f"{begins}>{html}{column.ends}"

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return self.html is NOTHING


class Row(NamedTuple):
    """An item: its first cell says what it is called and leads to its page, where it has one of its own."""

    id: str
    version: int
    title: str
    url: str
    cells: tuple[Cell, ...]
    item: dict[str, Any]
    may_change: bool
    parent: str
    offers: tuple[Offer, ...] = ()
    kind: str = "row"

    @property
    def drawn(self) -> SafeString:
        """Its row of a table as far as the cells go, with the box that selects it. It is put together here: a template takes
        three times as long, and there are hundreds.
        """
        first, *others = self.cells
        parent = f' data-parent="{escape(self.parent)}"' if self.parent else ""
        begins = (
            f'<tr{parent} data-id="{escape(self.id)}" data-version="{self.version}"><td class="pick">'
            f'<input class="form-check-input" type="checkbox" data-pick aria-label="Select {escape(self.title)}"></td>'
        )
        return SafeString("".join([begins, first.drawn(self.url), *[each.drawn() for each in others]]))


@dataclass(frozen=True)
class Part:
    """Some rows of a list, with the headings between them, and where the next ones are."""

    lines: list[Row | groups.Group]
    more: str
    count: int


def columns(state: ListState, actor: Actor) -> tuple[Column, ...]:
    """The heads of the columns that are shown."""
    by = {each.lstrip("-"): (at, each.startswith("-")) for at, each in enumerate(state.sort, 1)}
    edits = set() if state.deleted else {field.name for field in editable(state.entity, actor)}
    return tuple(_column(state, at, field, by, edits) for at, field in enumerate(state.columns))


def _column(state: ListState, at: int, field: Field, by: dict[str, tuple[int, bool]], edits: set[str]) -> Column:
    place, down = by.get(field.name, (0, False))
    numeric = field.type in _NUMBERS and not field.choices
    tag, ends = ("<td", "</td>") if at else ('<th scope="row"', "</th>")
    begins = f'{tag}{_NUMERIC if numeric else ""} data-label="{escape(field.label)}"'
    return Column(
        state=state,
        field=field,
        is_first=not at,
        is_clipped=field.type == "text",
        begins=begins,
        editable=f'{begins} data-field="{field.name}" data-value="',
        ends=ends,
        numeric=numeric,
        width=state.widths.get(field.name, ""),
        sorted=("descending" if down else "ascending") if place else "",
        place=place if len(by) > 1 else 0,
        edits=field.name in edits,
    )


def needed(pages: Pages, state: ListState, heads: tuple[Column, ...]) -> str:
    """The fields that have to be read for these columns, and for what can be done with a row."""
    entity = state.entity
    more = (
        *entity.places,
        entity.parent_name,
        *entity.own.reads,
        *(pages.row_actions.fields if pages.row_actions else ()),
        *(name for verb in pages.row_verbs for name in verb.reads),
    )
    names = dict.fromkeys(("id", "version", *filter(entity.field, (*more, entity.when))), 1)
    for head in heads:
        drawn = pages.drawn.get(head.field.name)
        side = "spaceId" if head.field.side else ""
        for name in (
            head.field.name,
            head.field.currency,
            f"{head.field.name}Id",
            side,
            *(drawn.reads if drawn else ()),
        ):
            if name and entity.field(name):
                names[name] = 1
    if state.group:
        names[state.group.name] = 1
    return ",".join(names)


def rows_of(
    pages: Pages, state: ListState, actor: Actor, items: list[dict[str, Any]], heads: tuple[Column, ...]
) -> list[Row]:
    """The items as rows of these columns."""
    entity, fields = state.entity, [head.field for head in heads]
    names = names_of(actor, fields, items)
    cells = [(head, head.field.name, drawer(head.field, names, entity)) for head in heads]
    verbs = () if state.deleted else permitted(pages, actor, pages.row_verbs)
    has_page = bool(entity.places) and not state.deleted
    return [_row(entity, actor, item, cells, has_page, offered(pages, actor, item, verbs)) for item in items]


def _row(
    entity: Entity,
    actor: Actor,
    item: dict[str, Any],
    columns: list[tuple[Column, str, Callable[[Mapping[str, Any]], SafeString]]],
    has_page: bool,  # noqa: FBT001 - called once
    offers: list[Offer],
) -> Row:
    may_change = entity.own.may_change(item, actor)
    cells = tuple(
        [
            Cell(head, draw(item), _in_json(item[name]) if may_change and head.edits else "")
            for head, name, draw in columns
        ]
    )
    title = str(item.get(entity.title) or entity.words[0])
    url = item_url(entity, item) if has_page else ""
    parent = item.get(entity.parent_name) or ""
    return Row(item["id"], item["version"], title, url, cells, item, may_change, parent, tuple(offers))


def _plain(value: Any) -> str:
    return str(value.isoformat())


_in_json = json.JSONEncoder(default=_plain).encode


def part(
    pages: Pages, state: ListState, actor: Actor, cursor: str = "", limit: int = PAGE, after: str | None = None
) -> Part:
    """Some rows of the list, from `cursor` on; `after` is the group whose heading stands above them already."""
    heads = columns(state, actor)
    asked = {**state.asked(), "fields": needed(pages, state, heads), "limit": limit, "cursor": cursor}
    grouping = groups.Grouping.of(state, actor) if state.group else None
    if grouping and grouping.open_values is not None:
        asked[grouping.field.name] = grouping.open_values
    found = (
        {"items": [], "nextCursor": None}
        if grouping and grouping.all_folded
        else ask(actor, f"{state.entity.noun}.list", asked)
    )
    items = found["items"]
    rows = rows_of(pages, state, actor, items, heads)
    told = {"cursor": found["nextCursor"], "limit": limit if limit != PAGE else None}
    lines: list[Row | groups.Group] = list(rows)
    if grouping:
        values = [groups.key_of(item[grouping.field.name]) for item in items]
        lines = list(grouping.between(rows, values, after, is_last=not found["nextCursor"]))
        told["after"] = values[-1] if values else after
    return Part(lines, _more(state, told) if found["nextCursor"] else "", len(rows))


def _more(state: ListState, told: dict[str, Any]) -> str:
    """The address of the rows that follow."""
    address = state.address()
    more = urlencode({name: value for name, value in told.items() if value is not None})
    return f"{address}{'&' if len(address) > 1 else ''}{more}"
