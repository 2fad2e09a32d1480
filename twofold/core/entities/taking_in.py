"""Bringing the items of a bucket in: all or nothing, each by an operation of its own."""

from __future__ import annotations

import json
from typing import Any

from pydantic import Field as Declared

from twofold.core.errors import Conflict, Invalid
from twofold.core.models import CarriedOver, SpaceRow
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, ReplayableResult, operation

from .entity import ENTITIES, Entity
from .values import Checked, check

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
    items = sorted(input.items, key=lambda item: ENTITIES[item.entity].order if item.entity in ENTITIES else 0)
    wrong: list[tuple[str, str]] = []
    for item in items:
        if item.entity not in ENTITIES:
            wrong.append((item.file, f"There is no entity {item.entity} here."))
            continue
        done = check(ENTITIES[item.entity], item.data, deleted=item.deleted)
        wrong += [(f"{item.file}: {name}", sentence) for name, sentence in done.wrong]
    if wrong:
        raise Invalid(f"{wrong[0][0]}: {wrong[0][1]} Nothing was imported.", wrong[:MOST_SENTENCES])
    counts: dict[str, int] = {}
    for item in items:
        found = ENTITIES[item.entity]
        try:
            do.run(f"{found.noun}.take_in", item, machine=False)
        except Invalid as refused:
            named = [(f"{item.file}: {each['field']}", each["message"]) for each in refused.errors]
            raise Invalid(f"{item.file}: {refused.detail} Nothing was imported.", named) from None
        counts[found.path] = counts.get(found.path, 0) + 1
    do.because(counts)
    return ReplayableResult(counts)


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
    space_id = do.actor.company_space_id()
    if found.model.rows.everywhere(because="ids are unique over all spaces").filter(pk=item.id).exists():
        raise Conflict(
            f"The id {item.id} of {found.path} is taken here. Import into a company that does not have it yet."
        )
    columns = found.place(do, item.fields) if found.place else item.fields
    row = do.create(found.model, space_id, id=item.id, **columns)
    # As they were: an import is no change of the item.
    found.model.rows.within(space_id).filter(pk=row.pk).update(
        created_at=item.created_at, updated_at=item.updated_at, deleted_at=item.deleted_at
    )
    row.refresh_from_db()
    do.log_state(row)
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
