"""Items of every entity that derives verbs: made from its declaration, so that a new entity has them on its first day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.worlds import World
from twofold.core.actor import Actor
from twofold.core.entities import ENTITIES, Entity, Field
from twofold.core.entities.inputs import blank_of, longest
from twofold.core.operations.query import ask
from twofold.core.operations.registry import OPERATIONS
from twofold.core.operations.runner import run

DERIVING = sorted(noun for noun, each in ENTITIES.items() if each.verbs and f"{noun}.{each.makes}" in OPERATIONS)
LISTED = sorted(ENTITIES)
_VALUES: dict[str, list[Any]] = {
    "string": ["Elm", "Ash; Birch", "elm wood"],
    "text": ["One line.\nAnother.", "=1+1", "x"],
    "email": ["eli@elmfield.example", "bo@birch.example", "ash@ash.example"],
    "url": ["https://elm.example/a", "http://birch.example", "https://ash.example"],
    "day": ["2027-01-15", "2026-12-31", "2027-03-01"],
    "date": ["2027-01-15", "2027-01-16", "2027-03-01"],
    "datetime": ["2027-01-15T09:00:00Z", "2026-12-31T23:59:59Z", "2027-03-01T00:00:00Z"],
    "number": [12.5, 3, 40_000],
    "integer": [3, 1, 5],
    "boolean": [True, False, True],
    "array": [["one", "two"], ["three"], ["four", "five"]],
    "object": [{"a": 1}, {"b": 2}, {"c": 3}],
}


def value_of(entity: Entity, field: Field, actor: Actor, at: int = 0) -> Any:
    """A value that fits a field, one of several."""
    if f"{entity.noun}.{field.name}" in SPECIAL:
        return SPECIAL[f"{entity.noun}.{field.name}"]
    if field.choices:
        return field.values[at % len(field.values)]
    if field.to:
        target = ask(actor, f"{field.to}.list", {"limit": 3})["items"]
        return target[at % len(target)]["id"]
    value = _VALUES[field.type][at % 3]
    return value[: longest(entity, field)] if isinstance(value, str) else value


def example(entity: Entity, actor: Actor, at: int = 0, *, all_fields: bool = False) -> dict[str, Any]:
    """An input for a new item: what is required, or all that can be given."""
    wanted = [field for field in entity.written if field.required or (all_fields and field.name not in EITHER)]
    given = {field.name: value_of(entity, field, actor, at) for field in wanted}
    return given | {name: first(actor) for name, first in BESIDE.get(entity.noun, {}).items()}


BESIDE: dict[str, dict[str, Callable[[Actor], Any]]] = {
    "task": {"list": lambda actor: ask(actor, "task_list.list", {"limit": 1})["items"][0]["id"]},
}
"""What an operation that takes the place of a derived one needs beside the fields."""
SPECIAL: dict[str, Any] = {"launch_item.dependsOn": [], "blocker.ownerId": ""}
"""Values that only fit among others."""
EITHER = {"leadsEntered"}
"""Fields of which one is sent or the other."""


def make(entity: Entity, actor: Actor, at: int = 0, *, all_fields: bool = False) -> dict[str, Any]:
    """A new item, as its maker sees it."""
    parent = parent_of(entity, actor)
    made = run(actor, f"{entity.noun}.{entity.makes}", example(entity, actor, at, all_fields=all_fields), on=parent)
    item: dict[str, Any] = ask(actor, f"{entity.noun}.get", {"id": made.result.pk})
    return item


def parent_of(entity: Entity, actor: Actor) -> str | None:
    """The id of something below which one of these can be made."""
    if entity.parent is None:
        return None
    return str(entity.parent.rows.visible_to(actor).order_by("pk").values_list("pk", flat=True)[0])


def clearable(entity: Entity, field: Field) -> bool:
    """Whether the declaration lets a field be empty."""
    return blank_of(entity, field) is not ...


def maker(world: World, entity: Entity) -> Actor:
    """Who makes these in the test's world."""
    return world.host
