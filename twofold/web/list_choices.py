"""What a list can be asked to show, and what an address asks for that it can't: left out, with a sentence for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Final, Literal, get_args

from twofold.core.entities import Entity, Field
from twofold.core.entities.filters import Filter, questions, strange_values
from twofold.core.entities.order import MOST_FIELDS
from twofold.core.errors import Invalid

Value = str | list[str]
Params = dict[str, Value]
Layout = Literal["table", "board", "agenda", "cards"]
Width = Literal["narrow", "wide"]
LAYOUTS: Final[tuple[str, ...]] = get_args(Layout)
WIDTHS: Final[tuple[str, ...]] = get_args(Width)
OF_STATE: Final = ("columns", "widths", "sort", "group", "folded", "layout", "density", "deleted", "q")
"""What says how a list is shown; every other name of the state is a filter."""


@cache
def possible_columns(entity: Entity) -> tuple[Field, ...]:
    """The fields that can be a column, in the order of the declaration: the entity's own, then those of every item."""
    own = (*entity.fields, *entity.extra, *entity.standard)
    return tuple(field for field in own if field.column != "never" and field.type != "object")


@cache
def possible_groups(entity: Entity) -> tuple[Field, ...]:
    """The fields whose values make groups: a list has to be sorted by them."""
    return tuple(field for field in entity.columns if field.group and field.sort and field.column != "never")


@cache
def possible_orders(entity: Entity) -> tuple[Field, ...]:
    """The fields that a list can be sorted by."""
    return _own_first(entity, (each for each in entity.columns if each.sort))


def possible_layouts(entity: Entity) -> list[str]:
    """How the list can be laid out: an agenda needs a time, a board states."""
    fits = {"board": bool(entity.moves), "agenda": bool(entity.when)}
    return [each for each in LAYOUTS if fits.get(each, True)]


@cache
def filters_of(entity: Entity) -> dict[str, Filter]:
    """Everything a list can be narrowed by, by its name in the address."""
    return {each.spelled: each for field in entity.filters for each in questions(field)}


def parts_of(value: Value | None) -> list[str]:
    """The parts of a value with commas, each once."""
    parts = value if isinstance(value, list) else (value or "").split(",")
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


def without_empty(held: Mapping[str, Value | None]) -> Params:
    """What says something."""
    return {name: value for name, value in held.items() if value}


def fitting(entity: Entity, held: Params) -> tuple[Params, tuple[str, ...]]:
    """What of a state the list has, and a sentence for each part that it does not have."""
    kept, said, filters = {**held}, [], filters_of(entity)
    for name, value in held.items():
        if name in filters:
            wrong = strange_values(filters[name], value)
            sentence = wrong and _no_value(filters[name].field, wrong)
        elif name in _CHECKED:
            wrong, sentence = _CHECKED[name](entity, value)
        elif name in OF_STATE:
            continue
        else:
            wrong, sentence = [str(value)], _no_filter(entity, name)
        if wrong and sentence:
            said.append(sentence)
            left = [each for each in parts_of(value) if each not in wrong]
            kept[name] = "" if name not in {*filters, *_CHECKED} else ",".join(left)
    return without_empty(kept), tuple(said)


def refused(entity: Entity, held: Params, wrong: Invalid) -> tuple[Params, tuple[str, ...]]:
    """The same for what was found wrong only when it was asked. Errors: what was wrong, where nothing of the state is."""
    filters, told = filters_of(entity), {each["field"]: each["message"] for each in wrong.errors}
    named = [name for name in held if name in told or (name in filters and filters[name].field.name in told)]
    if not named:
        raise wrong
    said = []
    for name in named:
        label = filters[name].field.label if name in filters else "Search"
        value, known = held[name], filters.get(name)
        why = told.get(name) or told[known.field.name if known else name]
        shown = value if isinstance(value, str) else ", ".join(value)
        said.append(f"“{shown[:80]}” doesn't fit “{label}”, so the list isn't filtered by it. {why}")
    return {name: value for name, value in held.items() if name not in named}, tuple(said)


def _labels(fields: Iterable[Field]) -> str:
    return ", ".join(dict.fromkeys(each.label for each in fields))


def _no_value(field: Field, wrong: list[str]) -> str:
    known = ", ".join(each.label for each in field.choices)
    return f"“{', '.join(wrong)}” is no value of “{field.label}”, so the list isn't filtered by it. Possible: {known}."


def _no_filter(entity: Entity, name: str) -> str:
    known = _labels(_own_first(entity, (each for each in entity.filters if each.column != "never" or each.to)))
    return f"This list can't be filtered by “{name}”. Possible: {known}."


def _of_names(says: str, possible: Callable[[Entity], Iterable[Field]], most: int = 0) -> Any:
    """How a part of the state that names fields is checked; of more than fit, the first ones are taken."""

    def check(entity: Entity, value: Value) -> tuple[list[str], str]:
        fields = possible(entity)
        names, parts = {each.name for each in fields}, parts_of(value)
        wrong = [each for each in parts if each.lstrip("-" if most else "") not in names]
        fit = [each for each in parts if each not in wrong]
        told = ", ".join(each.lstrip("-") for each in wrong)
        sentence = f"This list {says} “{told}”. Possible: {_labels(fields)}." if wrong else ""
        if most and len(fit) > most:
            wrong = [*wrong, *fit[most:]]
            sentence = f"{sentence} A list is sorted by at most {most} columns.".strip()
        return wrong, sentence

    return check


def _with_title(entity: Entity) -> tuple[Field, ...]:
    title = entity.field(entity.title) if entity.title else None
    columns = possible_columns(entity)
    return columns if title is None or title in columns else (title, *columns)


def _own_first(entity: Entity, fields: Iterable[Field]) -> tuple[Field, ...]:
    """What every item has stands behind what these have."""
    return tuple(sorted(fields, key=lambda each: each in entity.standard))


def _layout(entity: Entity, value: Value) -> tuple[list[str], str]:
    possible = possible_layouts(entity)
    wrong = [each for each in parts_of(value) if each not in possible]
    return wrong, f"This list has no layout “{', '.join(wrong)}”. Possible: {', '.join(possible)}." if wrong else ""


def _density(entity: Entity, value: Value) -> tuple[list[str], str]:
    wrong = [each for each in parts_of(value) if each not in WIDTHS]
    return wrong, f"This list takes narrow or wide for density, not “{', '.join(wrong)}”." if wrong else ""


def _widths(entity: Entity, value: Value) -> tuple[list[str], str]:
    wrong = [each for each in parts_of(value) if each.partition(":")[2] not in WIDTHS]
    names = ", ".join(each.partition(":")[0] for each in wrong)
    return wrong, f"This list takes narrow or wide for columns, not “{names}”." if wrong else ""


_CHECKED: dict[str, Callable[[Entity, Value], tuple[list[str], str]]] = {
    "columns": _of_names("has no column", _with_title),
    "widths": _widths,
    "sort": _of_names("can't be sorted by", possible_orders, MOST_FIELDS),
    "group": _of_names("can't be grouped by", possible_groups),
    "layout": _layout,
    "density": _density,
}
