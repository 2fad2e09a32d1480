"""One item, as an actor sees it; and what an operation left, as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from twofold.core.errors import NotFound
from twofold.core.fast import entity_queries
from twofold.core.json_text import as_json
from twofold.core.models import SpaceRow
from twofold.core.operations.registry import ManyResult

from . import lists
from .entity import ENTITIES, Entity

if TYPE_CHECKING:
    from twofold.core.actor import Actor


def get(entity: Entity, actor: Actor, id: str) -> dict[str, Any]:
    """One item by id, as this actor sees it. Errors: NotFound."""
    item = _one(entity, actor, id)
    if item is None:
        raise NotFound
    return item


def _one(entity: Entity, actor: Actor, id: str, *, deleted: bool = False) -> dict[str, Any] | None:
    rows: Iterable[tuple[Any, ...]] | None = None if deleted else entity_queries.one(entity, actor, id)
    if rows is None:
        rows = entity.rows(actor, deleted=deleted).filter(**{entity.id_path: id})[:1].values_list(*entity.paths)
    return next(iter(lists.items(entity, actor, rows)), None)


def entity_of(row: Model) -> Entity | None:
    """The entity that shows a row: of several for one table, the one whose `base` keeps it comes from its noun."""
    found = [each for each in ENTITIES.values() if each.model is type(row)]
    wanted = getattr(row, "kind", None)
    return next((each for each in found if each.noun == wanted), found[0] if found else None)


def present(actor: Actor, result: Any) -> Any:
    """An operation's result as JSON: a row becomes its item as the actor sees it; a dict stays a dict."""
    if isinstance(result, SpaceRow):
        entity = entity_of(result)
        if entity is None:
            return {"id": result.pk, "version": result.version}
        item = _one(entity, actor, result.pk, deleted=result.deleted_at is not None)
        return as_json(item) if item else {"id": result.pk}
    if isinstance(result, ManyResult):
        return as_json(result.as_told())
    return as_json(result if result is not None else {})
