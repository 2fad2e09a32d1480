"""A list as a board: a column for each state of its items, in order, with how many there are and the sums of their numbers.

A card is moved by dragging it, by its menu, or by keyboard; what a move needs is asked. Only the steps that are possible
are offered, and a column that a card cannot go to says why while it is dragged.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString

from twofold.core.actor import Actor
from twofold.core.entities import Choice, Field
from twofold.core.entities.lists import calculate
from twofold.core.entities.moves import states_of, why_not
from twofold.core.operations.query import ask
from twofold.ui.request import Request

from . import groups
from .addresses import item_url
from .cells import Names, names_of, shown, title_of
from .declaration import Pages
from .list_state import ListState
from .lists import layout
from .moves import Move, moves_of
from .verbs import Offer, offered, permitted

CARDS = 20
"""In a column at first, and more with each "Show more"."""
_FIELDS = 3


@dataclass(frozen=True)
class Card:
    """An item on the board."""

    id: str
    title: str
    url: str
    move_url: str
    cells: list[tuple[Field, SafeString]]
    moves: list[Move]
    asks: str
    """The states for which something is asked first, with blanks between."""
    offers: list[Offer]
    item: dict[str, Any]


@dataclass(frozen=True)
class Column:
    """A state, with the cards of a page."""

    state: Choice
    count: int
    sums: list[tuple[str, list[str]]]
    cards: list[Card]
    more: str


def board(request: Request, pages: Pages, state: ListState) -> dict[str, Any]:
    """The columns of the board, and why an item of one may not go to another."""
    entity, actor = pages.entity, request.actor
    assert entity.moves is not None
    field = entity.moves.field
    wanted = _wanted(state, field)
    states = [each for each in states_of(entity) if not wanted or each.value in wanted]
    summed = groups.summed(state)
    asked = {**state.counted(), "groupBy": field, "sum": ",".join(each.name for each in summed)}
    totals = ask(actor, f"{entity.noun}.count", asked)
    found = {
        each.value: _page(request, state, field, each.value) for each in states if totals["groups"].get(each.value)
    }
    fields = _card_fields(pages, state)
    names = names_of(actor, fields, [item for each in found.values() for item in each["items"]])
    columns = [
        Column(
            each,
            totals["groups"].get(each.value, 0),
            _sums(summed, state, totals.get("sums", {}).get(each.value, {})),
            list(_cards(pages, actor, found.get(each.value, {"items": []})["items"], fields, names)),
            _more(state, each.value, found.get(each.value, {}).get("nextCursor")),
        )
        for each in states
    ]
    every = [each.value for each in states_of(entity)]
    return {
        "board": columns,
        "reasons": {now: {to: why_not(entity, now, to) for to in every} for now in every},
        "watched": entity.noun,
        "shown": sum(column.count for column in columns),
    }


layout("board", "web/board.html", board)


def _wanted(state: ListState, field: str) -> list[str]:
    """The states that the list is narrowed to; none for all."""
    given = state.counted().get(field, "")
    return given if isinstance(given, list) else [each for each in given.split(",") if each]


def _page(request: Request, state: ListState, field: str, value: str) -> dict[str, Any]:
    given = {**state.counted(), field: value, "sort": ",".join(state.sort), "limit": CARDS}
    if request.GET.get("column") == value:
        given["cursor"] = request.GET.get("cursor", "")
    found: dict[str, Any] = ask(request.actor, f"{state.entity.noun}.list", given)
    calculate(state.entity, request.actor, found["items"])
    return found


def _card_fields(pages: Pages, state: ListState) -> list[Field]:
    """What stands on a card beside the title and the state, which the column says."""
    entity = pages.entity
    same = {title_of(entity.noun), entity.moves.field if entity.moves else ""}
    names = [name for name in pages.card or [each.name for each in state.columns] if name not in same]
    return [field for name in names if (field := entity.field(name))][:_FIELDS]


def _cards(
    pages: Pages, actor: Actor, items: Iterable[dict[str, Any]], fields: list[Field], names: Names
) -> Iterable[Card]:
    entity = pages.entity
    moved = set(entity.moves.verbs.values()) if entity.moves else set()
    verbs = tuple(verb for verb in permitted(pages, actor, pages.row_verbs) if verb.name not in moved)
    for item in items:
        moves = moves_of(entity, actor, item)
        yield Card(
            id=item["id"],
            title=str(item[title_of(entity.noun)]),
            url=item_url(entity, item),
            move_url=reverse(f"{entity.noun}-move", args=[item["id"]]),
            cells=[
                (field, shown(field, item, names, entity)) for field in fields if item.get(field.name) not in (None, "")
            ],
            moves=moves,
            asks=" ".join(each.to.value for each in moves if each.asks),
            offers=offered(pages, actor, item, verbs),
            item=item,
        )


def _sums(summed: list[Field], state: ListState, sums: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """The sums that are more than nothing, each with its label."""
    labels = {field.name: field.label for field in summed}
    kept = {name: total for name, total in sums.items() if total}
    return [(labels[name], said) for name, said in groups.said(state, kept) if said]


def _more(state: ListState, value: str, cursor: str | None) -> str:
    return f"{state.address()}&{urlencode({'column': value, 'cursor': cursor})}" if cursor else ""
