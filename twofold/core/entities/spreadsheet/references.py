"""What the references in a file lead to: an id as it stands, or a name that exactly one visible item has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from twofold.core.entities.entity import ENTITIES, Entity
from twofold.core.entities.field import Field
from twofold.core.ids import is_id

from .cells import Cell

if TYPE_CHECKING:
    from twofold.core.actor import Actor

PART = 500
"""So many texts are asked for at once: a database takes only so many."""


def references_of(field: Field, cells: Iterable[Cell], actor: Actor) -> dict[str, str]:
    """The id for each text of a column that leads to one item of the entity the field refers to."""
    target = ENTITIES[field.to]
    texts = sorted({str(cell).strip() for cell in cells if cell not in (None, "")})
    found: dict[str, str] = {}
    for start in range(0, len(texts), PART):
        found |= _found(target, texts[start : start + PART], actor)
    return found


def _found(target: Entity, texts: list[str], actor: Actor) -> dict[str, str]:
    rows = target.rows(actor)
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
