"""Where an item may go from where it stands, for whoever looks, and what that needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from twofold.core.entities import Choice, Entity, Field
from twofold.core.entities.moves import states_of

if TYPE_CHECKING:
    from twofold.core.actor import Actor


@dataclass(frozen=True)
class Move:
    """One step that an item may take: the state it leads to, and whether something is asked first."""

    to: Choice
    asks: bool


def moves_of(entity: Entity, actor: Actor, item: dict[str, Any]) -> list[Move]:
    """The steps this item may take next, in the order of the states; none for who may not move it."""
    if entity.moves is None or not actor.may(entity.works):
        return []
    if not (entity.moves.own or entity.own).may_change(item, actor):
        return []
    legal = entity.moves.steps.get(item[entity.moves.field], ())
    return [Move(each, bool(entity.moves.asks(item, each.value))) for each in states_of(entity) if each.value in legal]


def state_of(entity: Entity, item: dict[str, Any]) -> Choice | None:
    """The state an item is in."""
    field = entity.field(entity.moves.field) if entity.moves else entity.field("status")
    return field.choice(item[field.name]) if field else None


def asked_fields(entity: Entity, item: dict[str, Any], to: str) -> list[Field]:
    """The fields that a step still needs: of the item, or answers that only the step takes."""
    assert entity.moves is not None
    answers = {field.name: field for field in entity.moves.answers}
    named = [answers.get(name) or entity.field(name) for name in entity.moves.asks(item, to)]
    return [field for field in named if field is not None]
