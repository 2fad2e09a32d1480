"""The verbs that every entity has: create, update, delete, restore. What an entity does otherwise, it says in hooks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from twofold.core.errors import Invalid
from twofold.core.models import SpaceRow
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import OPERATIONS, Input, Nothing

from . import importing, many, moves, undo
from .derive import derive
from .entity import ENTITIES, Entity, a_one
from .field import Field
from .inputs import columns_of, create_input, update_input


def register(entity: Entity) -> None:
    """Register the verbs that this entity derives."""
    makers: dict[str, Callable[[Entity], None]] = {
        "create": _register_create,
        "update": _register_update,
        "delete": _register_delete,
        "restore": _register_restore,
        "change_many": many.register_change_many,
        "delete_many": many.register_delete_many,
        "restore_many": many.register_restore_many,
        "undo": undo.register_undo,
        "import": importing.register_import,
    }
    for verb in entity.verbs:
        if verb in makers:
            makers[verb](entity)
    if entity.works and entity.moves and entity.moves.is_derived:
        moves.register_move(entity)
    if entity.works and entity.moves and entity.moves.at:
        moves.register_over(entity)


def _register_create(entity: Entity) -> None:
    takes = create_input(entity)

    def create(do: OperationContext, input: Any) -> Any:
        return make(entity, do, None, input)

    def add(do: OperationContext, parent: Any, input: Any) -> Any:
        return make(entity, do, parent, input)

    past = {"create": "created", "add": "added", "raise": "raised", "record": "recorded"}[entity.makes]
    says = f"{{actor}} {past} {a_one(entity)}" if entity.parent else "{actor} added {target}"
    body = add if entity.parent else create
    derive(
        entity, entity.makes, past, body, doc=f"Add {a_one(entity)}.", takes=takes, says=says, on=entity.parent,
        needs=entity.creates,
    )  # fmt: skip


def make(entity: Entity, do: OperationContext, parent: SpaceRow | None, input: Input, **more: Any) -> Any:
    """A new item of the entity, from its create input: for the derived verb, and for those that take its place."""
    columns = {**columns_of(entity, input, sent=False), **more}
    if parent is not None:
        columns[entity.parent_field] = parent
    columns = _checked(entity, do, None, columns, parent)
    space = parent.space_id if parent is not None else do.actor.company_space_id()
    return do.create(entity.model, space, **columns)  # type: ignore[type-var]


def _register_update(entity: Entity) -> None:
    def update(do: OperationContext, row: Any, input: Any) -> Any:
        return alter(entity, do, row, input)

    doc = f"Change some fields of {a_one(entity)}: what is not sent stays, null or an empty text clears."
    takes = update_input(entity)
    derive(entity, "update", "updated", update, doc=doc, takes=takes, says="{actor} changed {target}", on=entity.model)


def alter(entity: Entity, do: OperationContext, row: Any, input: Input) -> Any:
    """Change what was sent: for the derived verb, and for those that take its place."""
    if entity.guard:
        entity.guard(do, row)
    parent = getattr(row, entity.parent_field) if entity.parent_field else None
    return do.change(row, **_checked(entity, do, row, columns_of(entity, input, sent=True), parent))


def _checked(
    entity: Entity, do: OperationContext, row: Any, columns: dict[str, Any], parent: SpaceRow | None
) -> dict[str, Any]:
    """The columns with their references found, and what the entity has to say of them."""
    for field in entity.written:
        if field.to:
            known = _listed(getattr(row, field.path, None))
            for value in _listed(columns.get(field.path)):
                if value not in known:
                    resolve(entity, do, field, value, parent)
    return entity.check(do, row, columns) if entity.check else columns


def _listed(value: Any) -> list[str]:
    """The ids in a reference to one thing or to several."""
    return value if isinstance(value, list) else [value] if value else []


def resolve(entity: Entity, do: OperationContext, field: Field, value: str, parent: SpaceRow | None) -> None:
    """Refuse a reference to what the actor does not see, or what belongs to another parent. Errors: Invalid."""
    target = ENTITIES[field.to]
    below = parent is not None and target.parent_field == entity.parent_field
    key = f"{field.to} {parent.pk}" if below and parent is not None else field.to
    seen = do.unit_of_work.seen.setdefault(key, set())
    if value in seen:
        return
    rows = target.rows(do.actor).filter(**{target.id_path: value})
    if below:
        rows = rows.filter(**{entity.parent_field: parent})
    if not rows.exists():
        one, many = target.words
        said = f"Choose a {one} of this {entity.parent_field}." if below else f"Choose one of the {many} you can see."
        raise Invalid.field(field.name, said.replace("Choose a a", "Choose an a"))
    seen.add(value)


def _register_delete(entity: Entity) -> None:
    def delete(do: OperationContext, row: Any, input: Nothing) -> Any:
        if entity.guard:
            entity.guard(do, row)
        if entity.leaving:
            entity.leaving(do, row)
        do.delete(row)
        return row

    doc = f"Remove {a_one(entity)}; it can be restored."
    derive(entity, "delete", "deleted", delete, doc=doc, says="{actor} removed {target}", on=entity.model)


def _register_restore(entity: Entity) -> None:
    def restore(do: OperationContext, row: Any, input: Nothing) -> Any:
        if entity.guard:
            entity.guard(do, row)
        if entity.returning:
            entity.returning(do, row)
        do.restore(row)
        return row

    doc = f"Bring a removed {entity.words[0]} back."
    derive(entity, "restore", "restored", restore, doc=doc, on=entity.model, deleted=True)


def operation_of(entity: Entity, verb: str) -> str:
    """The name of an operation of the entity, where there is one; an empty text where not. A verb may be a whole name."""
    name = verb if "." in verb else f"{entity.noun}.{verb}"
    return name if name in OPERATIONS else ""
