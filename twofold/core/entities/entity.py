"""What an entity is: its model's name and folder, its fields with type and default, its references."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from pydantic.alias_generators import to_snake

from twofold.core.models import SpaceRow

if TYPE_CHECKING:
    from twofold.core.actor import Actor
    from twofold.core.operations.context import OperationContext


@dataclass(frozen=True)
class EntityField:
    """One field, as the founding document writes it. `choices` are the only texts it may be, `within` its bounds; `refuses`
    gives the sentence for a text that cannot be taken, and nothing for any other.
    """

    name: str
    type: Literal["string", "number", "boolean", "array"] = "string"
    required: bool = False
    default: Any = None
    choices: tuple[str, ...] = ()
    within: tuple[int, int] | None = None
    refuses: Callable[[str], str] | None = None

    @property
    def column(self) -> str:
        """The column it is kept in."""
        return to_snake(self.name)


@dataclass(frozen=True)
class Entity:
    """One kind of item of the bucket.

    `place` turns the checked fields of an imported item into columns, and refuses references that lead nowhere;
    `fill` adds to a page of exported items what their resource does not show. Entities are taken in by `order`.
    """

    name: str
    noun: str
    path: str
    model: type[SpaceRow]
    fields: tuple[EntityField, ...]
    refs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    order: int = 0
    place: Callable[[OperationContext, dict[str, Any]], dict[str, Any]] | None = None
    fill: Callable[[Actor, list[dict[str, Any]]], None] | None = None


ENTITIES: dict[str, Entity] = {}
"""By folder."""


def entity(found: Entity) -> Entity:
    """Register an entity, and the operation that takes one item in."""
    from .taking_in import register_take_in

    ENTITIES[found.path] = found
    register_take_in(found)
    return found
