"""Counts are kept until anything changes: what an operation changes is in the log, so its last position tells. Rows that
also change without one (a delivery by the worker) are counted each time.

A count over a million rows takes a moment; a board is looked at far more often than something happens.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from threading import Lock
from typing import TYPE_CHECKING, Any

from django.db import connection

from twofold.core.models import OplogEntry

from .compiled_query import CompiledQuery
from .stand_in import base_takes

if TYPE_CHECKING:
    from twofold.core.actor import Actor
    from twofold.core.entities.entity import Entity

_MOST = 1024
_LAST = CompiledQuery(
    lambda: (
        OplogEntry.rows.everywhere(because="how far the log is; nothing in it is read")
        .order_by("-position")
        .values_list("position")[:1]
    )
)
_counting = tuple(Lock() for _ in range(16))
"""Of many who ask the same at once, one counts and the others wait for it."""
_kept: dict[tuple[Any, ...], tuple[int, dict[str, Any]]] = {}


def counted(found: Entity, actor: Actor, given: Any, count: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The count of this question in exactly these spaces: the kept one while the log stands where it stood.

    The position is read before the rows are counted, so a kept count is never older than it says. What depends on
    more than the visible rows (an entity with a base or a rule of its own may ask the time), or on columns that change
    without an operation, is counted each time, and so is everything inside a transaction, which may see what never
    comes to be.
    """
    takes = base_takes(found)
    if (
        takes is None
        or "person" in takes
        or given.q
        or getattr(found.model, "unlogged", None)
        or _depends(found, given)
    ):
        return count()
    company = actor.company.pk if actor.company else ""
    asked = given.model_dump_json(exclude_defaults=True)
    return cached_until_change((found.noun, company, tuple(actor.space_ids(closed=False)), asked), count)


def _depends(found: Entity, given: Any) -> bool:
    """Whether the question depends on the time or on who asks: `dueWithin=this_week`, `ownerUserId=me`, `overdue=true`."""
    timed = [each for each in found.filters if each.in_sql and each.in_sql.timed]
    return any(each.snake in given.model_fields_set or each.name == given.group_by for each in timed) or any(
        name.endswith("_within") or getattr(given, name) == "me" for name in given.model_fields_set
    )


def cached_until_change(key: tuple[Any, ...], count: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What `count` gave since the last change. The key says everything it depends on: the question, and whose spaces."""
    if _in_transaction():
        return count()
    last = _LAST.rows()
    position = last[0][0] if last else 0
    kept = _kept.get(key)
    if kept is None or kept[0] != position:
        with _counting[hash(key) % len(_counting)]:
            kept = _kept.get(key)
            if kept is None or kept[0] != position:
                kept = _keep(key, (position, count()))
    return deepcopy(kept[1])


def _keep(key: tuple[Any, ...], found: tuple[int, dict[str, Any]]) -> tuple[int, dict[str, Any]]:
    if len(_kept) >= _MOST:
        for oldest in list(_kept)[: _MOST // 2]:
            _kept.pop(oldest, None)
    _kept[key] = found
    return found


def _in_transaction() -> bool:
    return bool(connection.in_atomic_block)
