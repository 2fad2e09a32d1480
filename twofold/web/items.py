"""One item as pages show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from twofold.core.entities.lists import calculate
from twofold.core.operations.query import ask

if TYPE_CHECKING:
    from twofold.core.actor import Actor
    from twofold.core.entities import Entity


def item_of(actor: Actor, entity: Entity, id: str) -> dict[str, Any]:
    """The item, with what is worked out from it: what it is called may be. Errors: NotFound."""
    item: dict[str, Any] = ask(actor, f"{entity.noun}.get", {"id": id})
    calculate(entity, actor, [item])
    return item
