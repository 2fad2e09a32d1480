"""Lists: filters, search, sorting and cursors over the rows an actor sees, all inside SQL."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Count, F, Q, QuerySet, Sum
from pydantic import Field as Declared

from . import counts, cursors, usual
from .errors import Invalid
from .wanted import Wanted, values_of

if TYPE_CHECKING:
    from .actor import Actor
    from .resource import Field, Resource

MOST = 200
_RANGED = {"integer", "number", "datetime", "date"}
_PYTHON: dict[str, Any] = {"integer": int, "number": float, "boolean": bool, "datetime": datetime, "date": date}


class Order(NamedTuple):
    """How a list is sorted, and the sort value and id that ended the page before."""

    column: Field
    down: bool
    last: tuple[Any, str] | None


def filter_fields(found: Resource) -> dict[str, Any]:
    """The input fields by which a list can be narrowed: `status=active` (several: core/wanted.py), `dueFrom`, `dueTo`."""
    fields: dict[str, Any] = {"q": (str, Declared("", max_length=200, description="Words to look for."))}
    for column in found.filters:
        name, doc = column.snake, column.doc or f"Only with this {column.name}."
        if column.type in _RANGED:
            kind = _PYTHON.get(column.type, str)
            fields[f"{name}_from"] = (kind | None, Declared(None, description=f"{column.name} at least this."))
            fields[f"{name}_to"] = (kind | None, Declared(None, description=f"{column.name} below this."))
        kind = bool if column.type == "boolean" else Wanted
        fields[name] = (kind | None, Declared(None, description=doc))
    return fields


def page_fields(found: Resource) -> dict[str, Any]:
    """The input fields of paging; deleted ones can be asked for where items are softly deleted."""
    fields: dict[str, Any] = {
        "sort": (str, Declared("", description="A field, with - before it for descending.")),
        "limit": (int, Declared(50, ge=1, le=MOST)),
        "cursor": (str, Declared("", description="`nextCursor` of the page before.")),
    }
    if any(column.name == "deleted_at" for column in found.model._meta.fields):
        fields["deleted"] = (bool, Declared(False, description="The deleted ones instead."))
    return fields


def page(found: Resource, actor: Actor, given: Any) -> dict[str, Any]:
    """One page: `{"items": […], "nextCursor": "…" or None}`."""
    sort = given.sort or found.sort
    column = _sorted_by(found, sort.removeprefix("-"))
    order = Order(column, sort.startswith("-"), cursors.opened(given.cursor, sort, column) if given.cursor else None)
    rows = usual.page(found, actor, given, order, _asked)
    got = items(found, actor, _asked(found, actor, given, order) if rows is None else rows)
    more = len(got) > given.limit
    got = got[: given.limit]
    return {"items": got, "nextCursor": cursors.closed(sort, got[-1][column.name], got[-1]["id"]) if more else None}


def count(found: Resource, actor: Actor, given: Any) -> dict[str, Any]:
    """`{"count": n}`, or with `groupBy` `{"groups": {value: n}}`."""
    return counts.counted(found, actor, given, lambda: _count(found, actor, given))


def _count(found: Resource, actor: Actor, given: Any) -> dict[str, Any]:
    column = next((each for each in found.columns if each.name == given.group_by and each.filter), None)
    if given.group_by and column is None:
        raise Invalid.field("groupBy", f"{found.path} cannot be counted by “{given.group_by}”.")
    kept = _is_kept(found, given, column)
    rows = _kept(found, actor, given) if kept else filtered(found, actor, given)
    n = Sum("count") if kept else Count("pk")
    if column is None:
        return {"count": rows.aggregate(n=n)["n"] or 0}
    groups = rows.order_by().values_list(column.path).annotate(n=n)
    return {"groups": {str(value) if value is not None else "": n for value, n in groups}}


def _is_kept(found: Resource, given: Any, column: Field | None) -> bool:
    """Whether the kept counts can answer: they know every column that is asked about."""
    if found.trigger_count is None or found.base or found.visible or given.q.strip():
        return False
    asked = [each for each in found.filters if any(getattr(given, name, None) is not None for name in _inputs(each))]
    known = {each.name for each in found.trigger_count._meta.concrete_fields} | set(
        found.trigger_count.trigger_count.columns
    )
    return all(each.path in known for each in (*asked, *([column] if column else [])))


def _kept(found: Resource, actor: Actor, given: Any) -> QuerySet[Any]:
    """The visible kept counts that the filters leave."""
    rows = found.trigger_count.rows.visible_to(actor).filter(count__gt=0)
    for column in found.filters:
        rows = _filtered(rows, column, given)
    return rows  # type: ignore[no-any-return]


def _inputs(column: Field) -> tuple[str, str, str]:
    return column.snake, f"{column.snake}_from", f"{column.snake}_to"


def filtered(found: Resource, actor: Actor, given: Any) -> QuerySet[Any]:
    """The visible rows that the filters and the search words leave."""
    rows = found.rows(actor, deleted=getattr(given, "deleted", False))
    if getattr(given, "deleted", False):
        rows = found.removed(rows.filter(deleted_at__isnull=False), actor)
    for column in found.filters:
        rows = _filtered(rows, column, given)
    words = given.q.split()
    if words and found.searching:
        rows = found.searching(rows, actor)
    for word in words:
        matches = Q()
        for path in found.search:
            for spelled in _spellings(word):
                matches |= Q(**{f"{path}__icontains": spelled})
        rows = rows.filter(matches) if found.search else rows.none()
    return rows


def _spellings(word: str) -> set[str]:
    """SQLite takes upper and lower case alike in ASCII only: other letters are asked for in each of their usual cases."""
    return {word} if word.isascii() else {word, word.lower(), word.upper(), word.capitalize()}


def _filtered(rows: QuerySet[Any], column: Field, given: Any) -> QuerySet[Any]:
    name = column.snake
    exact = getattr(given, name)
    if isinstance(exact, bool):
        rows = rows.filter(**{column.path: exact})
    elif exact is not None:
        values = values_of(column, exact)
        try:
            rows = (
                rows.filter(**{f"{column.path}__in": values})
                if len(values) != 1
                else rows.filter(**{column.path: values[0]})
            )
        except (ValueError, TypeError, ValidationError) as wrong:
            raise Invalid.field(column.name, f"“{exact}” does not fit {column.name}.") from wrong
    if column.type in _RANGED:
        least, below = getattr(given, f"{name}_from"), getattr(given, f"{name}_to")
        rows = rows.filter(**{f"{column.path}__gte": least}) if least is not None else rows
        rows = rows.filter(**{f"{column.path}__lt": below}) if below is not None else rows
    return rows


def _asked(found: Resource, actor: Actor, given: Any, order: Order) -> QuerySet[Any]:
    """The question for one page and one row more."""
    by, rows = F(order.column.path), filtered(found, actor, given)
    rows = rows.order_by(by.desc(nulls_last=True) if order.down else by.asc(nulls_last=True), found.id_path)
    if order.last:
        try:
            rows = rows.filter(_after(order, found.id_path, order.last))
        except (ValueError, TypeError, ValidationError):
            raise cursors.strange() from None
    return rows[: given.limit + 1].values_list(*found.paths)


def items(found: Resource, actor: Actor, rows: Iterable[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """The rows as items: the listed fields and no others."""
    got = [dict(zip(found.names, values, strict=True)) for values in rows]
    for name in found.blanks:
        for item in got:
            item[name] = item[name] or None
    if found.finish:
        found.finish(got, actor)
    return got


def _sorted_by(found: Resource, name: str) -> Field:
    column = next((each for each in found.columns if each.name == name and each.sort), None)
    if column is None:
        allowed = ", ".join(each.name for each in found.columns if each.sort)
        raise Invalid.field("sort", f"{found.path} cannot be sorted by “{name}”. Possible: {allowed}.")
    return column


def _after(order: Order, id_path: str, last: tuple[Any, str]) -> Q:
    column, down = order.column, order.down
    value, beyond = last[0], {f"{id_path}__gt": last[1]}
    if value is None:
        return Q(**{f"{column.path}__isnull": True}, **beyond)
    further = Q(**{f"{column.path}__{'lt' if down else 'gt'}": value})
    return further | Q(**{column.path: value}, **beyond) | Q(**{f"{column.path}__isnull": True})
