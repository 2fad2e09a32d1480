"""The usual questions about an entity: one item, or a list narrowed by plain values. Their SQL is prepared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS
from django.db.models import CharField, DateTimeField, FloatField, ForeignKey, QuerySet, TextField

from twofold.core.fast.compiled_query import CompiledQuery, Value
from twofold.core.fast.stand_in import StandIn, base_takes
from twofold.core.models import SpaceRow
from twofold.core.models.rows import reaches_closed

if TYPE_CHECKING:
    from twofold.core.actor import Actor
    from twofold.core.entities.entity import Entity
    from twofold.core.entities.field import Field
    from twofold.core.entities.order import Order

    Rows = list[tuple[Any, ...]]
    Ask = Callable[[Entity, Actor, Any, Order, tuple[str, ...]], QuerySet[Any]]
    Asked = list[tuple[str, Field, list[Any]]]

_MOST = 1024
OF_WHO = frozenset({"company_space", "company", "person"})
"""What an annotation may ask for: with fewer fields it is not in the SQL."""
_lists: dict[tuple[Any, ...], CompiledQuery] = {}
_ones: dict[str, CompiledQuery] = {}
_rows: dict[tuple[type[SpaceRow], bool], CompiledQuery] = {}
R = TypeVar("R", bound=SpaceRow)


def viewer_values(found: Entity, actor: Actor) -> dict[str, Value] | None:
    """What the question depends on of whoever looks; None where it cannot be prepared or nobody is there."""
    spaces, takes = actor.space_ids(closed=False), base_takes(found)
    if takes is None or not spaces:
        return None
    known = {
        "company_space": actor.company_space_id(),
        "company": actor.company.pk if actor.company else "",
        "person": actor.person.pk if actor.person else "",
    }
    return {"spaces": spaces, **{name: known[name] for name in takes}}


def page(
    found: Entity, actor: Actor, given: Any, order: Order, names: tuple[str, ...], asked: Asked | None, ask: Ask
) -> Rows | None:
    """The rows of a page; None when this question is not a usual one and Django has to build it.

    `asked` are the filters, each with the values it compares with; None when one of them shapes the SQL otherwise.
    `ask` builds the question.
    """
    values = None if asked is None else _values(found, actor, given, order, asked)
    if values is None:
        return None
    key = (found.noun, order.by, given.limit, names, order.last is not None)
    if key not in _lists:
        if len(_lists) >= _MOST:
            _lists.clear()
        _lists[key] = CompiledQuery(_builder(found, order, given.limit, names, ask), OF_WHO)
    return _lists[key].rows(**values)


def one(found: Entity, actor: Actor, id: str) -> Rows | None:
    """The row of one item, if the actor sees it; None when Django has to build the question."""
    who = viewer_values(found, actor)
    if who is None:
        return None
    if found.noun not in _ones:
        _ones[found.noun] = CompiledQuery(
            lambda wanted, **who: (
                found.rows(cast("Actor", StandIn(**who)))
                .filter(**{found.id_path: wanted})[:1]
                .values_list(*found.paths)
            )
        )
    return _ones[found.noun].rows(wanted=id, **who)


def row(model: type[R], actor: Actor, id: str, *, deleted: bool) -> R | None:
    """A whole row, if the actor sees it."""
    spaces = actor.space_ids(closed=reaches_closed(model, deleted=deleted))
    names = tuple(column.attname for column in model._meta.concrete_fields)
    if not spaces:
        return None
    if (model, deleted) not in _rows:
        _rows[model, deleted] = CompiledQuery(
            lambda spaces, wanted: (
                model.rows.visible_to(cast("Actor", StandIn(spaces)), deleted=deleted)
                .filter(pk=wanted)
                .values_list(*names)
            )
        )
    found = _rows[model, deleted].rows(spaces=spaces, wanted=id)
    return model.from_db(DEFAULT_DB_ALIAS, names, found[0]) if found else None


def _builder(found: Entity, order: Order, limit: int, names: tuple[str, ...], ask: Ask) -> Callable[..., QuerySet[Any]]:
    """The question with its values left open."""
    takes = ("spaces", *(base_takes(found) or ()))

    def build(last_id: str = "", **values: Any) -> QuerySet[Any]:
        who = {name: values.pop(name) for name in takes}
        ended = tuple(values.pop(f"last_{at}", None) for at in range(len(order.by)))
        given = SimpleNamespace(q="", deleted=False, limit=limit, model_fields_set=set(values), **values)
        where = order._replace(last=(ended, last_id) if last_id else None)
        return ask(found, cast("Actor", StandIn(**who)), given, where, names)

    return build


def _values(found: Entity, actor: Actor, given: Any, order: Order, asked: Asked) -> dict[str, Value] | None:
    """Everything in the question that differs from one time to the next; None when it shapes the SQL otherwise."""
    values = viewer_values(found, actor)
    if values is None or given.q.strip() or getattr(given, "deleted", False):
        return None
    for name, field, parts in asked:
        if not parts or not all(_fits(_column(found, field), part) for part in parts):
            return None
        values[name] = parts if len(parts) > 1 else parts[0]
    if order.last is None:
        return values
    ended, values["last_id"] = order.last
    for at, ((field, _), last) in enumerate(zip(order.by, ended, strict=True)):
        column = _column(found, field)
        moment = _moment(last) if isinstance(column, DateTimeField) else last
        if moment is not None:
            if not _fits(column, moment):
                return None
            values[f"last_{at}"] = moment
    return values


def _column(found: Entity, field: Field) -> Any:
    """The model's own field behind one of the entity's, where it is one."""
    column = found.column_of(field)
    return column.target_field if isinstance(column, ForeignKey) else column


def _fits(column: Any, value: Any) -> bool:
    """Whether a value goes into SQL as it is: texts, aware moments and floating numbers do."""
    if isinstance(column, (CharField, TextField)):
        return isinstance(value, str)
    if isinstance(column, DateTimeField):
        return isinstance(value, datetime) and value.tzinfo is not None
    return isinstance(column, FloatField) and type(value) is float


def _moment(text: Any) -> Any:
    try:
        found = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return text
    return found if found.tzinfo else found.replace(tzinfo=UTC)
