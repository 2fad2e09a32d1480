"""How many items there are, in all or by the values of a field, and the sums of their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Min, QuerySet, Sum
from pydantic import Field as Declared

from twofold.core.errors import Invalid
from twofold.core.fast import count_cache

from .field import Field
from .filters import annotated, asked_of, filtered
from .lists import can_be_deleted, narrowed

if TYPE_CHECKING:
    from twofold.core.actor import Actor

    from .entity import Entity


def count_inputs(entity: Entity) -> dict[str, Any]:
    """The input fields of a count, beside the filters."""
    told: dict[str, Any] = {
        "group_by": (str, Declared("", description="By the values of this field.")),
        "sum": (str, Declared("", max_length=500, description="The sums of these numbers, too: revenue,budget.")),
    }
    if can_be_deleted(entity):
        told["deleted"] = (bool, Declared(False, description="The deleted ones instead."))
    return told


def count(entity: Entity, actor: Actor, given: Any) -> dict[str, Any]:
    """`{"count": n}`, or with `groupBy` `{"groups": {value: n}}`; with `sum` also `sums`, by group where there are groups.

    A sum is a number, or by currency where the field says which one holds it. Errors: Invalid for what cannot be
    grouped or summed.
    """
    return count_cache.counted(entity, actor, given, lambda: _count(entity, actor, given))


def _count(entity: Entity, actor: Actor, given: Any) -> dict[str, Any]:
    group = _group(entity, given.group_by)
    sums = [_summed(entity, name) for name in dict.fromkeys(filter(None, given.sum.split(",")))]
    by = [group] if group else []
    if sums:
        return _with_sums(annotated(narrowed(entity, actor, given), actor, by), group, sums, entity)
    kept = _is_kept(entity, actor, given, group)
    rows = annotated(_kept(entity, actor, given) if kept else narrowed(entity, actor, given), actor, by)
    n = Sum("count") if kept else Count("pk")
    if group is None:
        return {"count": rows.aggregate(n=n)["n"] or 0}
    place = _place(entity, group)
    found = rows.order_by().values_list(group.path).annotate(n=n, **place).order_by(*place)
    return {"groups": {_key(value): n for value, n, *_ in found}}


def _place(entity: Entity, group: Field | None) -> dict[str, Min]:
    """What puts the groups in order, where a field says so."""
    field = entity.field(group.sort_by) if group is not None and group.sort_by else None
    return {"place": Min(field.path)} if field is not None else {}


def _group(entity: Entity, name: str) -> Field | None:
    found = next((each for each in entity.groups if each.name == name), None)
    if name and found is None:
        possible = ", ".join(each.name for each in entity.groups) or "nothing"
        raise Invalid.field("groupBy", f"{entity.path} cannot be counted by “{name}”. Possible: {possible}.")
    return found


def _summed(entity: Entity, name: str) -> Field:
    found = next((each for each in entity.columns if each.name == name.strip() and each.sum), None)
    if found is None:
        possible = ", ".join(each.name for each in entity.columns if each.sum) or "nothing"
        raise Invalid.field("sum", f"“{name}” of {entity.path} cannot be added up. Possible: {possible}.")
    return found


def _with_sums(rows: QuerySet[Any], group: Field | None, sums: list[Field], entity: Entity) -> dict[str, Any]:
    """One question for each currency field among the sums, and one for the rest with the count."""
    by: dict[str, list[Field]] = {"": []}
    for field in sums:
        by.setdefault(field.currency, []).append(field)
    groups: dict[str, int] = {}
    told: dict[str, dict[str, Any]] = {}
    for currency, fields in by.items():
        split = entity.field(currency) if currency else None
        keys = [each.path for each in (group, split) if each is not None]
        found = {f"s{at}": Sum(field.path) for at, field in enumerate(fields)}
        asked, order = rows.order_by(), _place(entity, group)
        totals = (
            asked.values_list(*keys).annotate(n=Count("pk"), **found, **order).order_by(*order)
            if keys
            else [tuple(asked.aggregate(n=Count("pk"), **found).values())]
        )
        for values in totals:
            of_group = _key(values[0]) if group else ""
            n, *added = values[len(keys) :][: 1 + len(fields)]
            groups[of_group] = groups.get(of_group, 0) + (0 if split else n)
            for field, total in zip(fields, added, strict=True):
                place = told.setdefault(of_group, {})
                if split:
                    place.setdefault(field.name, {})[_key(values[len(keys) - 1])] = total or 0
                else:
                    place[field.name] = total or 0
    if group is None:
        return {"count": groups.get("", 0), "sums": told.get("", {})}
    return {"groups": groups, "sums": told}


def _key(value: Any) -> str:
    """A group's value as the name of its count."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if value is not None else ""


def _is_kept(entity: Entity, actor: Actor, given: Any, group: Field | None) -> bool:
    """Whether the kept counts can answer: they know every column that is asked about."""
    if (
        entity.trigger_count is None
        or entity.base
        or entity.visible
        or given.q.strip()
        or getattr(given, "deleted", False)
    ):
        return False
    known = {each.name for each in entity.trigger_count._meta.concrete_fields} | set(
        entity.trigger_count.trigger_count.columns
    )
    asked = [each.field for each, _ in asked_of(entity, given)]
    asked += [group] if group else []
    return all(known.issuperset(each.in_sql.reads if each.in_sql else (each.path,)) for each in asked)


def _kept(entity: Entity, actor: Actor, given: Any) -> QuerySet[Any]:
    """The visible kept counts that the filters leave."""
    rows = entity.trigger_count.rows.visible_to(actor).filter(count__gt=0)
    return filtered(rows, actor, asked_of(entity, given))
