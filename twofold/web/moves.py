"""Where an item may go from where it stands, what that needs, and why it may not go elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from twofold.core.entities import Choice, Entity, Field

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
    legal = entity.moves.steps.get(item[entity.moves.field], ())
    return [Move(each, bool(entity.moves.asks(item, each.value))) for each in states_of(entity) if each.value in legal]


def states_of(entity: Entity) -> tuple[Choice, ...]:
    """The states of the entity, in the order of its board."""
    field = entity.field(entity.moves.field) if entity.moves else None
    return field.choices if field else ()


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


def why_not(entity: Entity, now: str, to: str) -> str:
    """Why an item may not go from one state to another at once; an empty text where it may."""
    assert entity.moves is not None
    labels = {each.value: each.label for each in states_of(entity)}
    if to in entity.moves.steps.get(now, ()):
        return ""
    first = _between(entity, now, to) or _first_step(entity.moves.steps, now, to)
    one = entity.words[0]
    if to == now:
        return f"This {one} is {labels.get(now, now)} already."
    if not first:
        return f"A {one} that is {labels.get(now, now)} cannot become {labels.get(to, to)}."
    return f"Move this {one} to {labels[first]} first."


def _between(entity: Entity, now: str, to: str) -> str:
    """The possible step that lies on the board between two states, and nearest to the second; empty without one."""
    assert entity.moves is not None
    order = [each.value for each in states_of(entity)]
    if now not in order or to not in order:
        return ""
    at, goal = order.index(now), order.index(to)
    way = order[goal - 1 : at : -1] if at < goal else order[goal + 1 : at]
    return next((each for each in way if each in entity.moves.steps.get(now, ())), "")


def _first_step(steps: dict[str, tuple[str, ...]], now: str, to: str) -> str:
    """Where the shortest way between two states begins; empty where there is none."""
    ways = [(each, each) for each in steps.get(now, ())]
    seen = {now, *(each for each, _ in ways)}
    for here, first in ways:  # grows while it is walked
        if here == to:
            return first
        ways += [(each, first) for each in steps.get(here, ()) if each not in seen]
        seen.update(steps.get(here, ()))
    return ""
