"""The usual questions about a resource: one item, or a list narrowed by plain texts. Their SQL is prepared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.core.exceptions import FieldDoesNotExist
from django.db import DEFAULT_DB_ALIAS
from django.db.models import CharField, DateTimeField, FloatField, ForeignKey, QuerySet, TextField

from .models import SpaceRow
from .models.rows import reaches_closed
from .prepared import Prepared, Value
from .wanted import values_of

if TYPE_CHECKING:
    from .actor import Actor
    from .listing import Order
    from .resource import Field, Resource

    Ask = Callable[[Resource, Actor, Any, Order], QuerySet[Any]]
    Rows = list[tuple[Any, ...]]

_MOST = 1024
_lists: dict[tuple[Any, ...], Prepared] = {}
_ones: dict[str, Prepared] = {}
_rows: dict[tuple[type[SpaceRow], bool], Prepared] = {}
R = TypeVar("R", bound=SpaceRow)


class _Looking:
    """Somebody who is in some spaces: all that `visible_to` may know of whoever looks, so that one text fits all.

    A resource's `base` may know as well what the resource says it takes: the company, or that company's own space.
    """

    def __init__(self, spaces: list[str], company_space: str | None = None, company: str | None = None) -> None:
        self._spaces, self._company_space = spaces, company_space
        if company is not None:
            self.company = SimpleNamespace(pk=company)

    def space_ids(self, *, closed: bool = True) -> list[str]:
        return self._spaces

    def company_space_id(self) -> str:
        if self._company_space is None:
            raise AttributeError("a base that asks for the company's own space says so in `base_takes`")
        return self._company_space


def _who(found: Resource, actor: Actor) -> dict[str, Value] | None:
    """What the question depends on of whoever looks; None where it cannot be prepared or nobody is there."""
    spaces = actor.space_ids(closed=False)
    if found.visible or (found.base and found.base_takes is None) or not spaces:
        return None
    known = {"company_space": actor.company_space_id(), "company": actor.company.pk if actor.company else ""}
    return {"spaces": spaces, **{name: known[name] for name in found.base_takes or ()}}


def page(found: Resource, actor: Actor, given: Any, order: Order, ask: Ask) -> Rows | None:
    """The rows of a page; None when this question is not a usual one and Django has to build it."""
    values = _values(found, actor, given, order)
    if values is None:
        return None
    key = (found.noun, order.column.name, order.down, given.limit, "last" in values)
    if key not in _lists:
        if len(_lists) >= _MOST:
            _lists.clear()
        _lists[key] = Prepared(_builder(found, order, given.limit, ask))
    return _lists[key].rows(**values)


def one(found: Resource, actor: Actor, id: str) -> Rows | None:
    """The row of one item, if the actor sees it; None when Django has to build the question."""
    who = _who(found, actor)
    if who is None:
        return None
    if found.noun not in _ones:
        _ones[found.noun] = Prepared(
            lambda wanted, **who: (
                found.rows(cast("Actor", _Looking(**who)))
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
        _rows[model, deleted] = Prepared(
            lambda spaces, wanted: (
                model.rows.visible_to(cast("Actor", _Looking(spaces)), deleted=deleted)
                .filter(pk=wanted)
                .values_list(*names)
            )
        )
    found = _rows[model, deleted].rows(spaces=spaces, wanted=id)
    return model.from_db(DEFAULT_DB_ALIAS, names, found[0]) if found else None


def _builder(found: Resource, order: Order, limit: int, ask: Ask) -> Callable[..., QuerySet[Any]]:
    """The question with its values left open."""
    nothing: dict[str, Any] = {"q": "", "deleted": False, "limit": limit}
    for column in found.filters:
        nothing |= dict.fromkeys((column.snake, f"{column.snake}_from", f"{column.snake}_to"))

    takes = ("spaces", *(found.base_takes or ()))

    def build(last: Any = None, last_id: str = "", **narrowed: Any) -> QuerySet[Any]:
        who = {name: narrowed.pop(name) for name in takes}
        given = SimpleNamespace(**{**nothing, **narrowed})
        where = order._replace(last=(last, last_id) if last_id else None)
        return ask(found, cast("Actor", _Looking(**who)), given, where)

    return build


def _values(found: Resource, actor: Actor, given: Any, order: Order) -> dict[str, Value] | None:
    """Everything in the question that differs from one time to the next; None when it shapes the SQL otherwise."""
    values = _who(found, actor)
    if values is None or given.q.strip() or getattr(given, "deleted", False):
        return None
    for name, column, value in _narrowed(found, given):
        parts = values_of(column, value) if isinstance(value, (str, list)) else [value]
        if not parts or not all(_fits(_field(found, column), part) for part in parts):
            return None
        values[name] = parts if len(parts) > 1 else parts[0]
    if order.last:
        last, last_id = order.last
        field = _field(found, order.column)
        if isinstance(field, DateTimeField):
            last = _moment(last)
        if last is not None:
            if not _fits(field, last):
                return None
            values["last"] = last
        values["last_id"] = last_id
    return values


def _narrowed(found: Resource, given: Any) -> list[tuple[str, Field, Any]]:
    """What was asked for: (name in the input, column, value)."""
    told = given.model_fields_set
    names = [(name, column) for column in found.filters for name in _names(column) if name in told]
    return [(name, column, getattr(given, name)) for name, column in names if getattr(given, name) is not None]


def _names(column: Field) -> tuple[str, str, str]:
    return column.snake, f"{column.snake}_from", f"{column.snake}_to"


def _field(found: Resource, column: Field) -> Any:
    """The model's own field behind a column, where it is one."""
    try:
        field = found.model._meta.get_field(column.path.removesuffix("_id"))
    except FieldDoesNotExist:
        try:
            field = found.model._meta.get_field(column.path)
        except FieldDoesNotExist:
            return None
    return field.target_field if isinstance(field, ForeignKey) else field


def _fits(field: Any, value: Any) -> bool:
    """Whether a value goes into SQL as it is: texts, aware moments and floating numbers do."""
    if isinstance(field, (CharField, TextField)):
        return isinstance(value, str)
    if isinstance(field, DateTimeField):
        return isinstance(value, datetime) and value.tzinfo is not None
    return isinstance(field, FloatField) and type(value) is float


def _moment(text: Any) -> Any:
    try:
        found = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return text
    return found if found.tzinfo else found.replace(tzinfo=UTC)
