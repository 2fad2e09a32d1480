"""Undo: a change of an item, of many or of a whole file is taken back by the opposite of each part, as long as nobody
has changed them since.
"""

from __future__ import annotations

import json
from typing import Any

from django.db.models import Q

from twofold.core.actor import Actor
from twofold.core.errors import Conflict, NotFound
from twofold.core.models import OplogEntry
from twofold.core.operations.context import OperationContext
from twofold.core.operations.progress import counted
from twofold.core.operations.registry import OPERATIONS, Input, ManyResult
from twofold.core.oplog.logged_fields import hashed_value, is_hashed, json_value, recorded_columns

from .derive import derive
from .entity import Entity, a_one
from .field import Field
from .many import MOST, derive_many, log_in


class Undo(Input):
    """The change to undo: `changeId` of a change of many, or the id of a log entry."""

    change_id: str


def register_undo(entity: Entity) -> None:
    """`POST /partners/undo` `{changeId}`."""

    def undo(do: OperationContext, input: Undo) -> ManyResult:
        entries = _entries(entity, do.actor, input.change_id)
        if not entries:
            raise NotFound
        log_in(do, entries)
        rows = _rows_of(entity, do, entries)
        for entry in counted(entries):
            _take_back(entity, do, entry, rows)
        return ManyResult(count=len(entries), changeId=do.id)

    _register_revert(entity)
    doc = f"Undo a change of {entity.words[1]}, as long as nobody has changed them since."
    derive_many(entity, "undo", "undone", undo, Undo, doc, f"{{actor}} undid a change of {entity.words[1]}")


def _entries(entity: Entity, actor: Actor, change_id: str) -> list[OplogEntry]:
    """The acting company's log entries of one change, newest first. What is made below something stands in its log."""
    about = Q(target_kind=entity.noun) | Q(operation=f"{entity.noun}.{entity.makes}")
    seen = OplogEntry.rows.visible_to(actor).filter(about, company=actor.company)
    return list((seen.filter(cause=change_id) | seen.filter(id=change_id)).order_by("-position")[:MOST])


def _id_in(entity: Entity, entry: OplogEntry) -> str:
    """The id of the item that an entry is about."""
    if entry.target_kind == entity.noun:
        return entry.target_id
    return next((each["id"] for each in json.loads(entry.body)["changes"] if each["kind"] == entity.noun), "")


def _rows_of(entity: Entity, do: OperationContext, entries: list[OplogEntry]) -> dict[str, Any]:
    """The rows that the entries are about, by id: one question, however many they are. Errors: NotFound."""
    ids = {_id_in(entity, entry) for entry in entries}
    seen = entity.model.rows.visible_to(do.actor, deleted=True)  # type: ignore[attr-defined]
    rows = {row.pk: row for row in seen.filter(pk__in=ids)}
    if len(rows) < len(ids):
        raise NotFound
    return rows


def _take_back(entity: Entity, do: OperationContext, entry: OplogEntry, rows: dict[str, Any]) -> None:
    """Do the opposite of one entry, by an operation of its own. Errors: Conflict for what cannot be undone this way."""
    row = rows[_id_in(entity, entry)]
    verb = entry.operation.partition(".")[2]
    opposites = {entity.makes: "delete", "restore": "delete", "delete": "restore", **entity.opposites}
    opposite = opposites.get(verb, "")
    if f"{entity.noun}.{opposite}" in OPERATIONS:
        do.run(f"{entity.noun}.{opposite}", {}, row, machine=False)
    elif entry.operation in entity.reverted:
        changes = [each for each in json.loads(entry.body)["changes"] if each["id"] == row.pk]
        before = {name: _before(row, name, *pair) for each in changes for name, pair in each["fields"].items()}
        do.run(f"{entity.noun}.revert", {"columns": before}, row, machine=False)
    else:
        raise Conflict(f"{row}: this can't be undone. Change it back by hand.")


def _before(row: Any, name: str, old: Any, new: Any) -> Any:
    """What a column held before. Errors: Conflict when it has changed since, or when the log does not show it."""
    column = next(each for each in row._meta.concrete_fields if each.attname == name)
    words = name.removesuffix("_id").replace("_", " ")
    value = getattr(row, name)
    if new not in (json_value(value), hashed_value(row, name, value)):
        raise Conflict(f"{row}: {words} has been changed since, so this cannot be undone any more.")
    if not is_hashed(old):
        return old if column.is_relation else column.to_python(old)
    if old == hashed_value(row, name, ""):
        return ""
    raise Conflict(f"{row}: what {words} was is not kept in the log, so this cannot be undone.")


def is_kept(entity: Entity, field: Field) -> bool:
    """Whether the log keeps what the field held before a change, so that the change can be undone from it."""
    column = entity.column_of(field)
    return column is None or column.attname in recorded_columns(entity.model)


def not_kept(entity: Entity, actor: Actor, change_id: str) -> dict[str, int]:
    """What an undo of this change could not bring back: the labels of fields that held a text which the log does not
    keep, each with how many items it had there. With any of it the whole change cannot be undone.
    """
    labels = {column.attname: field.label for field in entity.fields if (column := entity.column_of(field)) is not None}
    lost: dict[str, int] = {}
    for entry in _entries(entity, actor, change_id):
        for each in json.loads(entry.body)["changes"]:
            row: Any = entity.model(pk=each["id"])
            for name, (old, _) in each["fields"].items() if entry.operation.endswith((".update", ".revert")) else ():
                if is_hashed(old) and old != hashed_value(row, name, ""):
                    lost[labels[name]] = lost.get(labels[name], 0) + 1
    return lost


class Columns(Input):
    """What each column held before."""

    columns: dict[str, Any]


def _register_revert(entity: Entity) -> None:
    def revert(do: OperationContext, row: Any, input: Columns) -> Any:
        if entity.guard:
            entity.guard(do, row)
        return do.change(row, **input.columns)

    derive(
        entity, "revert", "reverted", revert, doc=f"Give {a_one(entity)} back what it held before a change.",
        takes=Columns, says="{actor} undid a change of {target}", on=entity.model, internal=True,
    )  # fmt: skip
