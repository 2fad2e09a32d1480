"""Lists: a page of the items an actor sees, filtered, searched and sorted inside SQL."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from pydantic import Field as Declared

from twofold.core.entities import cursors
from twofold.core.errors import Invalid
from twofold.core.fast import entity_queries, order_index

from .filters import asked_of, filtered, plain_values, searched
from .order import Order, behind_page, in_order, order_of

if TYPE_CHECKING:
    from twofold.core.actor import Actor

    from .entity import Entity

MOST = 200


def page_inputs(entity: Entity) -> dict[str, Any]:
    """The input fields of paging; deleted ones can be asked for where items are softly deleted."""
    told: dict[str, Any] = {
        "sort": (
            str,
            Declared("", max_length=200, description="Fields, with - before one for descending: status,-due."),
        ),
        "limit": (int, Declared(50, ge=1, le=MOST)),
        "cursor": (str, Declared("", description="`nextCursor` of the page before.")),
        "fields": (str, Declared("", max_length=1000, description="Only these fields of each item: id,company.")),
    }
    if can_be_deleted(entity):
        told["deleted"] = (bool, Declared(False, description="The deleted ones instead."))
    return told


def can_be_deleted(entity: Entity) -> bool:
    """Whether these items are softly deleted."""
    return any(column.name == "deleted_at" for column in entity.model._meta.fields)


def page(entity: Entity, actor: Actor, given: Any) -> dict[str, Any]:
    """One page: `{"items": […], "nextCursor": "…" or None}`."""
    order = order_of(entity, given.sort, given.cursor)
    names = wanted_names(entity, given.fields)
    read = read_names(entity, names, order)
    rows = entity_queries.page(entity, actor, given, order, read, plain_values(entity, actor, given), asked_rows)
    if rows is None:
        rows = list(asked_rows(entity, actor, given, order, read))
    more = len(rows) > given.limit
    got = items(entity, actor, rows[: given.limit], read)
    following = _cursor(order, got[-1]) if more else None
    if names is not None and names != read:
        calculate(entity, actor, got, names)
        got = [{name: item[name] for name in names} for item in got]
    return {"items": got, "nextCursor": following}


def calculate(entity: Entity, actor: Actor, items: Iterable[dict[str, Any]], names: Iterable[str] = ()) -> None:
    """Add to whole items the fields that are worked out from them: those named, or all."""
    wanted = [each for each in entity.calculated if not names or each.name in names]
    for item in items if wanted else ():
        item |= {each.name: each.calculate(item, actor) for each in wanted if each.calculate}


def _cursor(order: Order, last: dict[str, Any]) -> str:
    return cursors.closed(order.text, [last[field.name] for field, _ in order.by], last["id"])


def wanted_names(entity: Entity, fields: str) -> tuple[str, ...] | None:
    """The names that `fields=id,company` asks for; None for all. Errors: Invalid."""
    if not fields:
        return None
    names = tuple(dict.fromkeys(name.strip() for name in fields.split(",") if name.strip()))
    unknown = [name for name in names if entity.field(name) is None]
    if unknown or not names:
        raise Invalid.field("fields", f"{entity.path} have no field “{', '.join(unknown)}”.")
    return names


def read_names(entity: Entity, names: tuple[str, ...] | None, order: Order) -> tuple[str, ...]:
    """The fields that have to be read: the wanted ones, those of the order, the id. Who calculates needs all."""
    if names is None or any(each.name in names for each in entity.extra):
        return entity.names
    needed = {*names, "id", *(field.name for field, _ in order.by)}
    return tuple(name for name in entity.names if name in needed)


def asked_rows(
    entity: Entity, actor: Actor, given: Any, order: Order, names: tuple[str, ...]
) -> QuerySet[Any, tuple[Any, ...]]:
    """The question for one page and one row more; the ids first, where no index has the order."""
    rows = narrowed(entity, actor, given, order)
    try:
        rows = behind_page(in_order(rows, order, entity.id_path), order, entity.id_path)[: given.limit + 1]
    except (ValueError, TypeError, ValidationError):
        raise cursors.strange() from None
    if order_index.ids_first(rows, order):
        visible = entity.rows(actor, deleted=getattr(given, "deleted", False))
        rows = in_order(order_index.by_ids(visible, rows), order, entity.id_path)
    return rows.values_list(*paths_of(entity, names))


def paths_of(entity: Entity, names: tuple[str, ...]) -> tuple[str, ...]:
    """Where these fields come from."""
    return tuple(entity.field(name).path for name in names)  # type: ignore[union-attr]


def narrowed(entity: Entity, actor: Actor, given: Any, order: Order | None = None) -> QuerySet[Any]:
    """The visible rows that the filters and the search words leave, to be read in this order or in any."""
    deleted = getattr(given, "deleted", False)
    rows = entity.rows(actor, deleted=deleted)
    if deleted:
        rows = entity.removed(rows.filter(deleted_at__isnull=False), actor)
    rows = filtered(rows, actor, asked_of(entity, given), order.by[0][0] if order else None)
    return searched(entity, rows, actor, given.q.split())


def items(
    entity: Entity, actor: Actor, rows: Iterable[tuple[Any, ...]], names: tuple[str, ...] | None = None
) -> list[dict[str, Any]]:
    """The rows as items: the listed fields and no others."""
    names = names or entity.names
    got = [dict(zip(names, values, strict=True)) for values in rows]
    for name in entity.blanks:
        if name in names:
            for item in got:
                item[name] = item[name] or None
    if entity.finish and len(names) == len(entity.names):
        entity.finish(got, actor)
    return got
