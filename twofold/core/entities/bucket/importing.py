"""Bringing the items of a bucket in: all or nothing, each by an operation of its own."""

from __future__ import annotations

import json
from typing import Any, cast

from pydantic import Field as Declared

from twofold.core.entities.entity import Entity
from twofold.core.errors import Conflict, Invalid
from twofold.core.models import CarriedOver, SpaceRow
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, ReplayableResult, operation

from .checking import Checked, check
from .schema import exchanged

MOST_SENTENCES = 100


class Item(Input):
    """One item as it stood in a bucket, and the file it stood in."""

    entity: str = Declared(description="The folder of its entity, such as partners.")
    data: dict[str, Any]
    history: list[dict[str, Any]] = Declared(default_factory=list)
    deleted: bool = False
    file: str = ""


class ImportBucket(Input):
    """The items of a bucket."""

    items: list[Item]


@operation("bucket.import", needs="bucket.exchange", says="{actor} brought in a bucket", fact="bucket.imported")
def import_bucket(do: OperationContext, input: ImportBucket) -> ReplayableResult:
    """Take in every item, with its id, times, history and unknown fields, into the acting company's own space.

    Gives how many of each entity. Errors: Invalid naming each file and field; Conflict for an id that is taken.
    """
    do.set_log_space(do.actor.company_space_id())
    entities = exchanged()
    items = sorted(input.items, key=lambda item: _turn(entities.get(item.entity)))
    wrong: list[tuple[str, str]] = []
    for item in items:
        if item.entity not in entities:
            wrong.append((item.file, f"There is no entity {item.entity} here."))
            continue
        done = check(entities[item.entity], item.data, deleted=item.deleted)
        wrong += [(f"{item.file}: {name}", sentence) for name, sentence in done.wrong]
    if wrong:
        raise Invalid(f"{wrong[0][0]}: {wrong[0][1]} Nothing was imported.", wrong[:MOST_SENTENCES])
    counts: dict[str, int] = {}
    for item in items:
        found = entities[item.entity]
        try:
            do.run(f"{found.noun}.take_in", item, machine=False)
        except Invalid as refused:
            named = [(f"{item.file}: {each['field']}", each["message"]) for each in refused.errors]
            raise Invalid(f"{item.file}: {refused.detail} Nothing was imported.", named) from None
        counts[found.path] = counts.get(found.path, 0) + 1
    do.because(counts)
    return ReplayableResult(counts)


def _turn(entity: Entity | None) -> int:
    """When the items of an entity are taken in: after those they refer to."""
    return entity.bucket.order if entity and entity.bucket else 0


def register_take_in(found: Entity) -> None:
    """The operation that one item of an entity is taken in by; run by `bucket.import` only."""

    def take_in(do: OperationContext, input: Item) -> SpaceRow:
        return _take_in(found, do, check(found, input.data, deleted=input.deleted), input.history)

    take_in.__doc__ = f"Take in one of the {found.path} of a bucket."
    take_in.__annotations__["input"] = Item
    operation(
        f"{found.noun}.take_in",
        needs="bucket.exchange",
        says="{actor} brought in {target}",
        fact=f"{found.noun}.taken_in",
        internal=True,
    )(take_in)


def _take_in(found: Entity, do: OperationContext, item: Checked, history: list[dict[str, Any]]) -> SpaceRow:
    space_id, model = do.actor.company_space_id(), cast("type[SpaceRow]", found.model)
    if model.rows.everywhere(because="ids are unique over all spaces").filter(pk=item.id).exists():
        raise Conflict(
            f"The id {item.id} of {found.path} is taken here. Import into a company that does not have it yet."
        )
    place = found.bucket.place if found.bucket else None
    columns = place(do, item.fields) if place else item.fields
    # With its times as they were: an import is no change of the item.
    times = {"created_at": item.created_at, "updated_at": item.updated_at, "deleted_at": item.deleted_at}
    row = do.create(model, space_id, id=item.id, **columns, **times)
    if item.extra or history:
        do.create(
            CarriedOver,
            space_id,
            kind=found.noun,
            item_id=item.id,
            extra=json.dumps(item.extra, sort_keys=True),
            history=json.dumps(history, sort_keys=True),
        )
    return row
