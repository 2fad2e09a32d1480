"""Writing many rows at once: by column names, one statement for each table, known to the log by one hash for each few.

The other way to write is `one_row.py`. Each row has the same `row_hash` there and here; where single rows stand in an
entry one by one, a batch stands there as blocks. The ids of a batch are drawn together and lie side by side (decision 8).
A block says between which ids it is and names one hash over the hashes of all rows there, whatever their table and space.
How many rows of which table there are it does not say: those who read the log need not see all of these spaces.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from operator import itemgetter
from typing import Any

import orjson
from django.db import connection
from django.db.models import JSONField

from twofold.core.ids import new_ids
from twofold.core.models import SpaceRow

from .row_hash import defaults, json_text, moment_text, row_hasher
from .row_kinds import kind_of

Columns = dict[str, Any]
"""A row by its columns, as the database keeps it: `json_text` for JSON, `moment_text` for moments, ids for references."""
_OF_EVERY_ROW = {"version": "1", "deleted_at": "NULL"}
"""Columns that stand at their default in a new row, so that a hash leaves them out."""


@dataclass(frozen=True)
class Block:
    """The rows whose ids lie between two, both included, and the hash over them."""

    first: str
    last: str
    hash: str


@dataclass
class BulkBatch:
    """Rows that one operation writes together. `size` ids are drawn for them; each `step` of them is a block."""

    models: tuple[type[SpaceRow], ...]
    size: int
    step: int
    ids: list[str] = field(init=False)
    blocks: list[Block] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ids = new_ids(self.size)

    def write(self, rows: Mapping[type[SpaceRow], list[Columns]], at: datetime) -> None:
        """Put all rows into their tables; they must have the ids of the batch, each table's in their order.

        Every column of a table must be named but `version`, `deleted_at` and the two moments, which are `at`.
        """
        hashes = {model: bulk_table(model).insert(rows.get(model, []), moment_text(at)) for model in self.models}
        for start in range(0, self.size, self.step):
            ids = self.ids[start : start + self.step]
            hashed = BlockHash()
            for model in sorted(self.models, key=kind_of):
                hashed.take(hashes[model].up_to(ids[-1]))
            if hashed.rows:
                self.blocks.append(Block(ids[0], ids[-1], hashed.hexdigest()))

    def as_json(self) -> dict[str, Any]:
        """As an entry of the log tells it."""
        return {
            "kinds": sorted(kind_of(model) for model in self.models),
            "blocks": [[block.first, block.last, block.hash] for block in self.blocks],
        }


class BlockHash:
    """The hash over the rows of a block: over their own hashes, by kind of row and then by id."""

    def __init__(self) -> None:
        self._hash, self.rows = sha256(), 0

    def take(self, hashes: list[str]) -> None:
        """The rows that follow."""
        self._hash.update("".join(hashes).encode())
        self.rows += len(hashes)

    def hexdigest(self) -> str:
        """32 hex digits."""
        return self._hash.hexdigest()[:32]


class _Hashes:
    """The hashes of a table's new rows, given out in the order of their ids."""

    def __init__(self, ids: list[str], hashes: list[str]) -> None:
        self._ids, self._hashes, self._given = ids, hashes, 0

    def up_to(self, pk: str) -> list[str]:
        """Those that were not given out yet, up to this id."""
        start, self._given = self._given, bisect_right(self._ids, pk, self._given)
        return self._hashes[start : self._given]


class _BulkTable:
    """One table: its statement, and what of a row its hash leaves out or spells otherwise."""

    def __init__(self, model: type[SpaceRow]) -> None:
        columns: list[Any] = [each for each in model._meta.concrete_fields if each.attname not in _OF_EVERY_ROW]
        self.kind, names = kind_of(model), [each.attname for each in columns]
        self._values = itemgetter(*names)
        self._json = [each.attname for each in columns if isinstance(each, JSONField)]
        self._unlogged = [name for name in names if name in model.unlogged]
        self._defaults = [
            (each.attname, json_text(default) if isinstance(each, JSONField) else default)
            for each, default in defaults(model)
            if each.attname not in _OF_EVERY_ROW
        ]
        named = ", ".join(f'"{name}"' for name in (*(each.column for each in columns), *_OF_EVERY_ROW))
        marks = ", ".join((*["%s"] * len(columns), *_OF_EVERY_ROW.values()))
        self._statement = f'INSERT INTO "{model._meta.db_table}" ({named}) VALUES ({marks})'  # noqa: S608 - names from our models

    def insert(self, rows: list[Columns], at: str) -> _Hashes:
        """All rows in one statement; gives their hashes."""
        hashed, values, missing, json = row_hasher(self.kind), self._values, self._defaults, self._json
        stored, hashes = [], []
        for row in rows:
            row["created_at"] = row["updated_at"] = at
            stored.append(values(row))
            for name in self._unlogged:
                del row[name]
            for name, default in missing:
                if row[name] == default:
                    del row[name]
            for name in json:
                if name in row:
                    row[name] = orjson.Fragment(row[name])
            hashes.append(hashed(row))
        if stored:
            with connection.cursor() as cursor:
                cursor.executemany(self._statement, stored)
        return _Hashes([row["id"] for row in rows], hashes)


@cache
def bulk_table(model: type[SpaceRow]) -> _BulkTable:
    """The table of a model."""
    return _BulkTable(model)


def kept_columns(model: type[SpaceRow], **given: Any) -> Columns:
    """A row by its columns from what is given in Python's terms; what is not given stands at its default."""
    columns = {}
    for each in model._meta.concrete_fields:
        if each.attname not in {*_OF_EVERY_ROW, "created_at", "updated_at"}:
            value = given.pop(each.attname) if each.attname in given else each.get_default()
            columns[each.attname] = json_text(value) if isinstance(each, JSONField) else _kept(value)
    if given:
        raise TypeError(f"{model.__name__} has no {', '.join(given)}")
    return columns


def _kept(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment_text(value)
    return value.isoformat() if isinstance(value, date) else value
