"""What stands around the rows of a list: what it is narrowed by, how it can be shown, what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from twofold.core.actor import Actor
from twofold.core.entities import Field
from twofold.core.entities.lists import can_be_deleted
from twofold.core.operations.query import ask
from twofold.core.operations.registry import OPERATIONS
from twofold.core.oplog.row_kinds import kind_of
from twofold.ui.request import Request

from . import chips, groups, table
from .addresses import address_in
from .declaration import Pages
from .field_meta import field_meta, meta_script
from .import_page import can_import
from .list_choices import WIDTHS, possible_columns, possible_groups, possible_layouts
from .list_state import ListState
from .row_buttons import RowButtons
from .saved_views import views_menu
from .verbs import offers_for_many

LAYOUT_ICONS = {"table": "table", "board": "layout-kanban", "cards": "layout-grid", "agenda": "calendar-event"}
COLUMNS = "columns"
"""What the address says to open the menu of columns; any other name is a filter's."""
OFFERED = {"table", "cards"}
"""The layouts there are: each is added by who draws it."""


@dataclass(frozen=True)
class Choosable:
    """A column in the chooser: whether it is shown, how wide, and how to move it."""

    field: Field
    is_shown: bool
    is_fixed: bool
    width: str
    up: str
    down: str

    @property
    def widths(self) -> list[tuple[str, str, bool]]:
        """The widths it can have: value, word, whether it is this one."""
        name = self.field.name
        return [
            ("", "Normal", not self.width),
            *((f"{name}:{each}", each.capitalize(), each == self.width) for each in WIDTHS),
        ]

    @property
    def move_up(self) -> str:
        """What the arrow says."""
        return f"Move {self.field.label} before"

    @property
    def move_down(self) -> str:
        """What the other arrow says."""
        return f"Move {self.field.label} behind"


def around_rows(request: Request, pages: Pages, state: ListState, named: dict[str, str]) -> dict[str, Any]:
    """What every part of the page needs that has rows in it: the columns, and what one may do with a row."""
    actor, entity = request.actor, pages.entity
    works = bool(entity.works) and actor.may(entity.works)
    many = {
        verb: f"{entity.noun}.{verb}_many" in OPERATIONS and works and not state.deleted
        for verb in ("change", "delete")
    }
    offered = [] if state.deleted else offers_for_many(pages, actor, named)
    restores_many = works and state.deleted and f"{entity.noun}.restore_many" in OPERATIONS
    acts_on_many = many["change"] or many["delete"] or restores_many or bool(offered)
    heads = table.columns(state, actor)
    acts = bool(pages.row_actions or pages.row_verbs) and not state.deleted
    restores = works and state.deleted and f"{entity.noun}.restore" in OPERATIONS
    here = address_in(pages.name, tuple(named.values())) + state.address().removesuffix("?")
    return {
        "state": state,
        "actor": actor,
        "here": here,
        "pages": pages,
        "entity": entity,
        "columns": heads,
        "labels": {each.name: each.label for each in state.columns},
        "can_change": many["change"],
        "can_delete": many["delete"],
        "can_restore": restores_many,
        "many": offered,
        "all_columns": len(heads) + 1 + (restores or acts),
        "has_row_actions": acts,
        "buttons": RowButtons(),
        "row_actions": pages.row_actions.template if pages.row_actions and not state.deleted else "",
        "many_url": _url(pages, "many", named) if acts_on_many else "",
        "bring_back_url": _url(pages, "bring-back", named) if restores else "",
        "totals_url": _url(pages, "totals", named) + state.address(),
        "total": None,
        "total_cells": [(each, []) for each in heads],
        "alone": False,
    }


def context(request: Request, pages: Pages, state: ListState, named: dict[str, str], *, shown: int) -> dict[str, Any]:
    """All that the page needs beside the rows, of which so many are `shown`."""
    actor, entity = request.actor, pages.entity
    one, several = entity.words
    return {
        "one": one,
        "within_id": next(iter(pages.narrowed(named).values()), ""),
        "several": several,
        **menus(request, state),
        "can_narrow": [(each.label, state.address(edit=each.name)) for each in chips.possible(state)],
        "any": bool(shown) or bool(ask(actor, f"{entity.noun}.count", dict(state.fixed))["count"]),
        "empty_title": f"No {one} yet",
        "all_well": _all_well(pages, state),
        "everything_url": state.address(**dict.fromkeys((*state.filters, "q", "deleted"), None)),
        "no_search": state.address(q=None),
        "search_hidden": state.hidden("q"),
        "row_url": _url(pages, "row", {**named, "item": "ITEM"}) + state.address(),
        "live": kind_of(entity.model),
        "meta": field_meta(entity, actor),
        "meta_script": meta_script(entity, actor),
        "where": state.counted(),
        **_ways(state),
        **add_button(pages, actor, named),
        **beside(request, pages, state, named),
        "deleted_url": _deleted(pages, state, actor),
    }


def menus(request: Request, state: ListState) -> dict[str, Any]:
    """The chips, and what the menu needs that the address opens: a filter's form, or the columns to choose from."""
    opened = request.GET.get("edit", "")
    return {
        "chips": chips.chips(state, request.actor, opened),
        "choosable": choosable(state) if opened == COLUMNS else [],
        "columns_hidden": state.hidden("columns", "widths"),
    }


def beside(request: Request, pages: Pages, state: ListState, named: dict[str, str]) -> dict[str, Any]:
    """The menu of views, and where files go out and come in, for who may bring one in."""
    entity = pages.entity
    imports = can_import(pages) and request.actor.may(entity.creates or entity.works)
    return {
        "views_menu": views_menu(request, pages, state),
        "views_url": _url(pages, "views", named),
        "export_url": _url(pages, "export", named),
        "import_url": _url(pages, "import", named) if imports else "",
    }


def _all_well(pages: Pages, state: ListState) -> str:
    """What a view that is shipped says where it finds nothing; not where somebody narrowed it further."""
    open_view = next((each for each in pages.entity.views if each.key == (state.view or pages.view)), None)
    return open_view.empty if open_view and state.held == state.base else ""


def _ways(state: ListState) -> dict[str, Any]:
    """How the list can be shown: its columns, groups, layouts, and how high its rows are."""
    groupable = [
        (each.label, state.address(group=each.name, folded=None), state.group is each)
        for each in possible_groups(state.entity)
    ]
    offered = [name for name in possible_layouts(state.entity) if name in OFFERED]
    return {
        "columns_url": state.address(edit=COLUMNS),
        "column_names": ",".join(each.name for each in state.columns),
        "groupable": groupable,
        "ungrouped": state.address(group=None, folded=None),
        "layouts": [
            (each.capitalize(), LAYOUT_ICONS[each], state.address(layout=_but(each, "table")), each == state.layout)
            for each in offered
        ],
        "other_density": state.address(density=_but("narrow" if state.density == "wide" else "wide", "wide")),
    }


def _but(value: str, usual: str) -> str:
    """The value, or nothing where it is the usual one."""
    return "" if value == usual else value


def choosable(state: ListState) -> list[Choosable]:
    """The columns of the chooser: those shown, in their order, then the others."""
    names = [each.name for each in state.columns]
    told = [_choosable(state, field, names, at) for at, field in enumerate(state.columns)]
    others = [each for each in possible_columns(state.entity) if each.name not in names]
    return told + [Choosable(each, is_shown=False, is_fixed=False, width="", up="", down="") for each in others]


def _choosable(state: ListState, field: Field, names: list[str], at: int) -> Choosable:
    first = 1 if state.entity.title else 0
    up = _swapped(state, names, at - 1) if at > first else ""
    down = _swapped(state, names, at) if first <= at < len(names) - 1 else ""
    is_fixed = at == 0 and bool(first)
    return Choosable(field, True, is_fixed, state.widths.get(field.name, ""), up, down)


def _swapped(state: ListState, names: list[str], at: int) -> str:
    """The address in which the columns at this place and behind it have changed places."""
    moved = [*names[:at], names[at + 1], names[at], *names[at + 2 :]]
    return state.address(columns=",".join(moved), edit=COLUMNS)


def add_button(pages: Pages, actor: Actor, named: dict[str, str]) -> dict[str, str]:
    """The button that adds one, for who may."""
    entity = pages.entity
    needs = entity.creates or entity.works
    if not needs or not actor.may(needs):
        return {"add_url": ""}
    url = address_in(pages.add_url or pages.url_name("new"), tuple(named.values()))
    if not url:
        return {"add_url": ""}
    article = "an" if entity.words[0][0] in "aeiou" else "a"
    return {"add_url": url, "add_label": pages.add_label or f"Add {article} {entity.words[0]}"}


def _deleted(pages: Pages, state: ListState, actor: Actor) -> str:
    """The way to the deleted items, or back from them, for who may restore one."""
    entity = pages.entity
    if f"{entity.noun}.restore" not in OPERATIONS or not can_be_deleted(entity):
        return ""
    return state.address(deleted="" if state.deleted else "true") if actor.may(entity.works) else ""


def _url(pages: Pages, what: str, named: dict[str, str]) -> str:
    return address_in(pages.url_name(what), tuple(named.values()))


def totals(actor: Actor, state: ListState) -> dict[str, Any]:
    """How many items match, and the sums of the shown numbers, below their columns."""
    asked = {**state.counted(), "sum": ",".join(each.name for each in groups.summed(state))}
    found = ask(actor, f"{state.entity.noun}.count", asked)
    sums = dict(groups.said(state, found.get("sums", {})))
    one, several = state.entity.words
    words = f"{found['count']:,} {one if found['count'] == 1 else several}"
    cells = [(column, sums.get(column.field.name, [])) for column in table.columns(state, actor)]
    return {"total": {"count": found["count"], "words": words}, "total_cells": cells}
