"""The order of a list, by one field or several, and where in it a page ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import F, OrderBy, Q, QuerySet, Value
from django.db.models.functions import NullIf

from twofold.core.entities import cursors
from twofold.core.errors import Invalid

from .field import Field

if TYPE_CHECKING:
    from .entity import Entity

MOST_FIELDS = 4


class Order(NamedTuple):
    """By which fields, each with whether downwards; the values and the id that ended the page before; as it was asked."""

    by: tuple[tuple[Field, bool], ...]
    last: tuple[tuple[Any, ...], str] | None
    text: str


def order_of(entity: Entity, sort: str, cursor: str) -> Order:
    """The order that a text like `status,-company` asks for. Errors: Invalid."""
    names = [each.strip() for each in (sort or entity.sort).split(",") if each.strip()]
    asked = [(_sorted_by(entity, name.removeprefix("-")), name.startswith("-")) for name in names]
    if not asked or len(asked) > MOST_FIELDS or len({field.name for field, _ in asked}) < len(asked):
        raise Invalid.field("sort", f"Sort by one to {MOST_FIELDS} different fields, like status,-createdAt.")
    by = tuple({field: (field, down) for each in asked for field, down in _with_place(entity, *each)}.values())
    text = ",".join(names)
    return Order(by, cursors.opened(cursor, text, [field for field, _ in by]) if cursor else None, text)


def _with_place(entity: Entity, field: Field, down: bool) -> list[tuple[Field, bool]]:  # noqa: FBT001 - one of a pair
    """The field, behind the one that puts its values in order where there is one."""
    place = entity.field(field.sort_by) if field.sort_by else None
    return [*([(place, down)] if place else []), (field, down)]


def in_order(rows: QuerySet[Any], order: Order, id_path: str) -> QuerySet[Any]:
    """The rows in this order, those without a value last.

    A column that always has a value is asked for plainly: only so can a database take the order from an index.
    """
    fields = (_sorted(field, down=down, always=_always_has_value(rows, field)) for field, down in order.by)
    return rows.order_by(*fields, id_path)


def behind_page(rows: QuerySet[Any], order: Order, id_path: str) -> QuerySet[Any]:
    """The rows behind the page before.

    The first column's bound is said on its own beside the choices, so that an index is entered there and not walked
    through.
    """
    always = [_always_has_value(rows, field) for field, _ in order.by]
    nothing = [
        Q(**{field.path: ""} if field.blank_is_null else {f"{field.path}__isnull": True}) for field, _ in order.by
    ]
    if order.last is None:
        return rows
    values, last_id = order.last
    behind, same = Q(), Q()
    for (field, down), value, has, empty in zip(order.by, values, always, nothing, strict=True):
        if value is not None:
            further = Q(**{f"{field.path}__{'lt' if down else 'gt'}": value})
            behind |= same & (further if has else further | empty)
            same &= Q(**{field.path: value})
        else:
            same &= empty
    first, down = order.by[0]
    if always[0] and values[0] is not None:
        rows = rows.filter(**{f"{first.path}__{'lte' if down else 'gte'}": values[0]})
    return rows.filter(behind | (same & Q(**{f"{id_path}__gt": last_id})))


def _always_has_value(rows: QuerySet[Any], field: Field) -> bool:
    """Whether it is a column of the rows themselves that is never null, nor as good as null."""
    columns = {each.name: each for each in rows.model._meta.concrete_fields}
    return field.path in columns and not columns[field.path].null and not field.blank_is_null


def _sorted(field: Field, *, down: bool, always: bool) -> OrderBy:
    last = None if always else True
    value = NullIf(F(field.path), Value("")) if field.blank_is_null else F(field.path)
    return value.desc(nulls_last=last) if down else value.asc(nulls_last=last)


def _sorted_by(entity: Entity, name: str) -> Field:
    found = next((each for each in entity.columns if each.name == name and each.sort), None)
    if found is None:
        allowed = ", ".join(each.name for each in entity.columns if each.sort)
        raise Invalid.field("sort", f"{entity.path} cannot be sorted by “{name}”. Possible: {allowed}.")
    return found
