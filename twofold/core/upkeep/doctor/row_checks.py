"""Every row held against the log: as a whole, field by field, one by one and, where rows came in bulk, block by block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from heapq import merge
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Collate

from twofold.core.clock import now
from twofold.core.models import LoggedRow, OplogEntry, SpaceRow
from twofold.core.models.rows import ROW_FIELDS
from twofold.core.oplog.logged_fields import hashed_value, json_value, recorded_columns
from twofold.core.oplog.one_row import REMOVED
from twofold.core.oplog.row_hash import row_hash
from twofold.core.oplog.row_kinds import row_kinds, system_kinds

from .logged_blocks import LoggedBlocks
from .oplog_checks import body_of

_WHY = "doctor looks at every row"
_CHUNK = 500


def rows_agree_with_the_log() -> Iterator[str]:
    """Every row stands as the log left it, each change found it as the one before had left it, and no row is there that
    the log does not know.
    """
    known: dict[str, type[LoggedRow]] = {**row_kinds(), **system_kinds()}
    logged: dict[str, dict[str, LastLogged]] = {kind: {} for kind in known}
    blocks = LoggedBlocks()
    for entry in OplogEntry.rows.everywhere(because=_WHY).order_by("position").iterator(_CHUNK):
        where, body = f"entry {entry.seq} of the log of space {entry.space_id}", body_of(entry)[0]
        blocks.take(where, body.get("bulk", []))
        for change in body.get("changes", []):
            if change["kind"] in logged:
                last = logged[change["kind"]].setdefault(change["id"], LastLogged())
                yield from (
                    f"The {change['kind']} {change['id']}: {wrong}" for wrong in last.take(entry, where, change)
                )
    blocks.settle()
    for kind in sorted(known):
        yield from _mismatches(kind, known[kind], logged[kind], blocks)
    together = {kind for kind, model in known.items() if issubclass(model, SpaceRow) and model.removed_together}
    yield from blocks.mismatches(together)


@dataclass
class LastLogged:
    """What the log said last of one row: its fields' values, the hash over all of it, and in which entry; and as what
    the first entry about it found it, where it was written in bulk before. Else that entry made it. Whether it is there.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    hashed: str = ""
    logged_in: str = ""
    at: datetime | None = None
    first_found: str = ""
    made: bool = False
    there: bool = False

    def take(self, entry: OplogEntry, where: str, change: dict[str, Any]) -> Iterator[str]:
        """A later entry about the same row; says where it does not follow the one before."""
        found = change.get("was", "")
        if found and self.hashed and found != self.hashed:
            yield f"{where} did not find it as {self.logged_in} had left it."
        elif found and not self.hashed:
            self.first_found = found
        elif "row" in change and not self.hashed:
            self.made = True
        self.fields.update({name: pair[1] for name, pair in change["fields"].items()})
        self.at = entry.at
        if "row" in change:
            self.hashed, self.logged_in = change["row"], where

    def over(self, model: type[LoggedRow]) -> bool:
        """Whether the worker may have removed the row since."""
        return model.kept_for is not None and self.at is not None and self.at < now() - model.kept_for


def _mismatches(
    kind: str, model: type[LoggedRow], logged: dict[str, LastLogged], blocks: LoggedBlocks
) -> Iterator[str]:
    columns = {column.attname for column in model._meta.concrete_fields} - model.unlogged
    removed = sorted(pk for pk, last in logged.items() if REMOVED in last.fields)
    rows = ((row.pk, row) for row in _in_order(model).iterator(_CHUNK))
    for pk, row in merge(rows, ((pk, None) for pk in removed), key=itemgetter(0)):
        last = logged.get(pk)
        written = blocks.of(kind, pk) if last is None or not last.made else None
        hashed = row_hash(row) if row is not None else ""
        if written:
            written.take((last and last.first_found) or hashed)
        if row is None:
            continue
        if last is None:
            if not written:
                yield f"The {kind} {pk} is there, but the log does not know of it."
        elif REMOVED in last.fields:
            yield f"The {kind} {pk} is there again, although the log says that it was removed."
        else:
            if last.first_found and not written:
                yield f"The {kind} {pk}: the log does not know where it came from."
            yield from (f"The {kind} {pk}: {sentence}" for sentence in _wrong(row, hashed, last, columns))
            last.there = True
    for pk, last in logged.items():
        told = last.hashed or columns & set(last.fields)
        if told and not last.there and REMOVED not in last.fields and not last.over(model):
            yield f"The {kind} {pk} is in the log, but its row is gone."


def _in_order(model: type[LoggedRow]) -> QuerySet[Any]:
    """All rows by their ids, byte by byte, whatever language the database sorts in."""
    rows: QuerySet[Any] = model.rows.everywhere(because=_WHY) if issubclass(model, SpaceRow) else model.rows.all()
    return rows.order_by(Collate("pk", "C") if connection.vendor == "postgresql" else "pk")


def _wrong(row: LoggedRow, hashed: str, logged: LastLogged, columns: set[str]) -> Iterator[str]:
    """Each field that is another than the log says; where none is, whether the whole row is as it was left."""
    shown, all_right = recorded_columns(type(row)) | ROW_FIELDS, True
    for name in sorted(columns & set(logged.fields)):
        value = getattr(row, name)
        if logged.fields[name] not in [hashed_value(row, name, value), *([json_value(value)] if name in shown else [])]:
            all_right = False
            yield f"its {name} is not what the log says."
    if all_right and logged.hashed and logged.hashed != hashed:
        yield f"it is not as {logged.logged_in} left it."
