"""Narrowing a list: each type of field has the questions that fit it, by the name of the input.

`status=active` is one value, `status=active,expanding` any of several (in a list, an empty text is no value); `companyContains=acme`; `notesEmpty=true`;
`dueFrom` and `dueTo` (the first value, and the first one beyond); `dueWithin=this_quarter` counted from today in the
reader's zone; `ownerUserId=me` is whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from pydantic import AfterValidator
from pydantic import Field as Declared
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

from twofold.core.clock import now
from twofold.core.entities.filter_values import Wanted, values_of
from twofold.core.errors import Invalid
from twofold.core.fast.order_index import UNINDEXED
from twofold.rules.date_windows import WINDOWS, window

from .field import NUMBERS, RANGED, TIMES, Field

if TYPE_CHECKING:
    from twofold.core.actor import Actor

    from .entity import Entity

ME = "me"
Window = Literal[tuple(WINDOWS)]  # type: ignore[valid-type]
_RANGE: dict[str, Any] = {"integer": int, "number": float, "datetime": datetime, "date": date, "day": date}
Kind = Literal["is", "from", "to", "within", "contains", "empty"]
_BOUNDS: frozenset[Kind] = frozenset({"from", "to", "within"})


class Filter(NamedTuple):
    """One question about a field: its input's name, as it is spelled on the API, and what kind of question it is."""

    name: str
    spelled: str
    field: Field
    kind: Kind


@cache
def questions(field: Field) -> tuple[Filter, ...]:
    """What can be asked of a field that can be filtered."""
    kinds: list[Kind] = ["is"]
    if field.type in RANGED:
        kinds += ["from", "to"]
    if field.type in TIMES:
        kinds.append("within")
    if field.is_text and not field.choices and not field.is_id:
        kinds.append("contains")
    if field.type != "boolean" and field.name not in {"id", "createdAt", "updatedAt"}:
        kinds.append("empty")
    names = [field.snake if kind == "is" else f"{field.snake}_{kind}" for kind in kinds]
    return tuple(Filter(name, to_camel(name), field, kind) for name, kind in zip(names, kinds, strict=True))


def filter_inputs(entity: Entity) -> dict[str, Any]:
    """The input fields by which a list of these can be narrowed."""
    told: dict[str, Any] = {"q": (str, Declared("", max_length=200, description="Words to look for."))}
    for field in entity.filters:
        for each in questions(field):
            told[each.name] = (_type_of(each) | None, Declared(None, description=_doc(each)))
    return told


def _type_of(asked: Filter) -> Any:
    if asked.kind in {"from", "to"}:
        return _RANGE[asked.field.type]
    if asked.kind == "within":
        return Window
    if asked.kind == "contains":
        return str
    if asked.kind == "empty" or asked.field.type == "boolean":
        return bool
    return Annotated[Wanted, AfterValidator(_known(asked))] if asked.field.choices else Wanted


def _doc(asked: Filter) -> str:
    name = asked.field.name
    return {
        "is": asked.field.doc or f"Only with this {name}.",
        "from": f"{name} at least this.",
        "to": f"{name} below this.",
        "within": f"{name} in these days, counted from today.",
        "contains": f"{name} with this text in it.",
        "empty": f"Without {name} (true), or with one (false).",
    }[asked.kind]


def asked_of(entity: Entity, given: Any) -> list[tuple[Filter, Any]]:
    """The questions that were asked, with their values."""
    told = getattr(given, "model_fields_set", None)
    found = []
    for field in entity.filters:
        for each in questions(field):
            if told is None or each.name in told:
                value = getattr(given, each.name, None)
                if value is not None:
                    found.append((each, value))
    return found


def strange_values(asked: Filter, value: Any) -> list[str]:
    """Those of the values that a field with choices never has."""
    field = asked.field
    if asked.kind != "is" or not field.choices or not isinstance(value, (str, list)):
        return []
    values = value if isinstance(value, list) else value.split(",")
    return [each.strip() for each in values if each.strip() and each.strip() not in field.values]


def _known(asked: Filter) -> Callable[[Any], Any]:
    """Refuses what the field never is."""

    def known(value: Any) -> Any:
        strange = strange_values(asked, value)
        if strange:
            told = {"values": ", ".join(strange), "name": asked.field.name, "known": ", ".join(asked.field.values)}
            raise PydanticCustomError("choice", "“{values}” is nothing {name} can be. Possible: {known}.", told)
        return value

    return known


def plain_values(entity: Entity, actor: Actor, given: Any) -> list[tuple[str, Field, list[Any]]] | None:
    """What was asked, each with the values it is compared with; None where a question compares otherwise."""
    told: list[tuple[str, Field, list[Any]]] = []
    for each, value in asked_of(entity, given):
        if (
            each.kind not in {"is", "from", "to"}
            or each.field.type == "day"
            or each.field.in_sql
            or (isinstance(value, list) and "" in value)
        ):
            return None
        is_text = isinstance(value, (str, list))
        told.append(
            (
                each.name,
                each.field,
                meant(each.field, values_of(each.field, value), actor) if is_text else [_in_zone(value, actor)],
            )
        )
    return told


def filtered(
    rows: QuerySet[Any], actor: Actor, asked: list[tuple[Filter, Any]], first: Field | None = None
) -> QuerySet[Any]:
    """The rows that every question leaves. Where they are read in an order, `first` is the field it begins with: bounds
    of other fields lead into no index (`core/fast/order_index.py`). Errors: Invalid for a value that does not fit its
    field.
    """
    rows = annotated(rows, actor, [each.field for each, _ in asked])
    for each, asked_value in asked:
        value = _in_zone(asked_value, actor)
        bounded = each.field if first in (None, each.field) or each.kind not in _BOUNDS else _aside(each.field)
        try:
            rows = rows.filter(_NARROWED[each.kind](bounded, value, actor))
        except (ValueError, TypeError, ValidationError) as wrong:
            raise Invalid.field(each.field.name, f"“{value}” does not fit {each.field.name}.") from wrong
    return rows


def _in_zone(value: Any, actor: Actor) -> Any:
    """A time that says no zone is meant in the reader's."""
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=_zone_of(actor))
    return value


def _zone_of(actor: Actor) -> ZoneInfo:
    return ZoneInfo(actor.person.time_zone if actor.person else "UTC")


def _aside(field: Field) -> Field:
    """The field, as a column that no index is entered by."""
    return replace(field, source=f"{field.path}__{UNINDEXED}")


def annotated(rows: QuerySet[Any], actor: Actor, fields: Iterable[Field]) -> QuerySet[Any]:
    """The rows with what some fields are for whoever looks, of which the table has no column."""
    known: QuerySet[Any] = rows.annotate(**{each.path: each.in_sql.expression(actor) for each in fields if each.in_sql})
    return known


def _is(field: Field, value: Any, actor: Actor) -> Q:
    if isinstance(value, bool):
        return Q(**{field.path: value})
    values = meant(field, values_of(field, value), actor)
    if "" in values:
        return _empty(field, True, actor) | Q(**{f"{field.path}__in": [each for each in values if each]})
    return Q(**{field.path: values[0]}) if len(values) == 1 else Q(**{f"{field.path}__in": values})


def meant(field: Field, values: list[str], actor: Actor) -> list[str]:
    """The values with `me` as whoever asks, for what refers to a person."""
    if field.to != "person" or ME not in values:
        return values
    me = actor.person.pk if actor.person else ""
    return [me if value == ME else value for value in values]


def _from(field: Field, value: Any, actor: Actor) -> Q:
    return Q(**{f"{field.path}__gte": value.isoformat() if field.type == "day" else value})


def _to(field: Field, value: Any, actor: Actor) -> Q:
    if field.type == "day":
        return Q(**{f"{field.path}__lt": value.isoformat()}) & ~Q(**{field.path: ""})
    return Q(**{f"{field.path}__lt": value})


def _within(field: Field, value: str, actor: Actor) -> Q:
    zone = _zone_of(actor)
    first, beyond = window(value, now().astimezone(zone).date())
    narrowed = Q()
    for bound, narrow in ((first, _from), (beyond, _to)):
        if bound is not None:
            at = datetime.combine(bound, time.min, zone) if field.type == "datetime" else bound
            narrowed &= narrow(field, at, actor)
    return narrowed


def _contains(field: Field, value: str, actor: Actor) -> Q:
    matches = Q()
    for spelled in spellings(value):
        matches |= Q(**{f"{field.path}__icontains": spelled})
    return matches


def _empty(field: Field, value: bool, actor: Actor) -> Q:  # noqa: FBT001 - the value of a filter
    nothing = Q(**{f"{field.path}__isnull": True})
    if field.is_text:
        nothing |= Q(**{field.path: ""})
    if field.type == "array":
        nothing |= Q(**{field.path: []})
    return nothing if value else ~nothing


_NARROWED: dict[Kind, Callable[[Field, Any, Actor], Q]] = {
    "is": _is,
    "from": _from,
    "to": _to,
    "within": _within,
    "contains": _contains,
    "empty": _empty,
}


def spellings(word: str) -> set[str]:
    """SQLite takes upper and lower case alike in ASCII only: other letters are asked for in each of their usual cases."""
    return {word} if word.isascii() else {word, word.lower(), word.upper(), word.capitalize()}


def searched(entity: Entity, rows: QuerySet[Any], actor: Actor, words: list[str]) -> QuerySet[Any]:
    """The rows in which every word stands somewhere."""
    if not words:
        return rows
    if not entity.searched:
        return rows.none()
    if entity.searching:
        rows = entity.searching(rows, actor)
    matches = Q()
    for word in words:
        matches &= any_has(entity.searched, "icontains", word)
    return rows.filter(matches)


def any_has(paths: tuple[str, ...], lookup: str, text: str) -> Q:
    """Whether one of the texts has this in it (`icontains`) or begins with it (`istartswith`), in any case."""
    matches = Q()
    for path in paths:
        for spelled in spellings(text):
            matches |= Q(**{f"{path}__{lookup}": spelled})
    return matches


def is_number(field: Field) -> bool:
    """Whether the field's values can be added up."""
    return field.type in NUMBERS
