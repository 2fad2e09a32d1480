"""What the references in a file lead to: an id as it stands, or a name that exactly one visible item has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from twofold.core.entities.entity import ENTITIES, Entity
from twofold.core.entities.field import Field
from twofold.core.ids import is_id

from .cells import Cell, list_in, names_among

if TYPE_CHECKING:
    from twofold.core.actor import Actor
    from twofold.core.models import SpaceRow

PART = 500
"""So many texts are asked for at once: a database takes only so many."""


def references_of(
    entity: Entity, field: Field, cells: Iterable[Cell], actor: Actor, parent: SpaceRow | None = None
) -> dict[str, str]:
    """The id for each text of a column that leads to one item of the entity the field refers to: to one of the parent's,
    where both belong to one.
    """
    target = ENTITIES[field.to]
    below = target.field(entity.parent_name) if parent is not None else None
    rows = target.rows(actor).filter(**{below.path: parent.pk} if below and parent else {})
    texts = sorted({text for cell in cells if cell not in (None, "") for text in _texts(field, str(cell)) if text})
    found: dict[str, str] = {}
    for start in range(0, len(texts), PART):
        part = texts[start : start + PART]
        found |= _told_apart(entity, target, rows, part) | _found(target, rows, part)
    return found


def _texts(field: Field, text: str) -> list[str]:
    return list_in(text) if field.type == "array" else [text.strip()]


def _told_apart(entity: Entity, target: Entity, rows: QuerySet[Any], texts: list[str]) -> dict[str, str]:
    """Those that say more than a title: `Project manager, Northwind`."""
    title = target.field(target.title)
    if not target.told_apart or title is None:
        return {}
    begins = {text[:at] for text in texts for at in range(len(text)) if text.startswith(", ", at)}
    called: dict[str, list[str]] = {}
    for pk, _, names in names_among(entity, target, rows.filter(**{f"{title.path}__in": begins})):
        for name in names[1:]:
            called.setdefault(name, []).append(pk)
    return {name: ids[0] for name, ids in called.items() if name in texts and len(ids) == 1}


def _found(target: Entity, rows: QuerySet[Any], texts: list[str]) -> dict[str, str]:
    ids = [text for text in texts if is_id(text)]
    known = set(rows.filter(**{f"{target.id_path}__in": ids}).values_list(target.id_path, flat=True)) if ids else set()
    by_name: dict[str, set[str]] = {}
    for path in _named_by(target):
        for name, pk in rows.filter(**{f"{path}__in": texts}).values_list(path, target.id_path):
            by_name.setdefault(name, set()).add(pk)
    return {name: found.pop() for name, found in by_name.items() if len(found) == 1} | {pk: pk for pk in known}


def _named_by(target: Entity) -> list[str]:
    """Where the names of its items are: the title, and for people their mail address."""
    fields = [target.field(name) for name in (target.title, "email") if name]
    return [field.path for field in fields if field is not None]
