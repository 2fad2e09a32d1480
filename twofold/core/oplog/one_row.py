"""Writing one row: created, changed or taken away, with what the log has to know of it.

There is one other way to write rows, many at once: `bulk_rows.py`. By either of them the log knows the hash of each row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from django.db.models import F, QuerySet

from twofold.core.errors import Conflict
from twofold.core.fast.row_sql import insert, swap
from twofold.core.models import LoggedRow, SpaceRow

from .row_hash import row_hash

R = TypeVar("R", bound=LoggedRow)
REMOVED = "removed"


@dataclass(frozen=True, eq=False)
class RowChange:
    """What was done to a row: each changed column before and after, and the hash over all of it as it was `found` and
    as it was `left`; empty where it was not there. Of a row that lives in no space the log is told the hashes alone.
    """

    row: LoggedRow
    fields: dict[str, list[Any]]
    found: str = ""
    left: str = ""


def create_row(row: LoggedRow) -> RowChange:
    """Put a new row into its table. Errors: IntegrityError."""
    insert(row)
    fields = {name: [None, value] for name, value in _values(row).items() if value not in (None, "")}
    return RowChange(row, _told(row, fields), left=row_hash(row))


def change_row(row: LoggedRow, fields: dict[str, Any], at: datetime) -> RowChange | None:
    """Change columns of a row by compare-and-swap on its version, where it has one; None when nothing differs.

    Errors: Conflict when somebody changed it meanwhile.
    """
    before, found = _values(row), row_hash(row)
    for name, value in fields.items():
        setattr(row, name, value)
    after = _values(row)
    differs = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if not differs:
        return None
    if not swap(row, fields, at):
        raise Conflict("Somebody else changed this at the same moment. Refresh, then try again.")
    return RowChange(row, _told(row, differs), found, row_hash(row))


def remove_row(row: SpaceRow) -> RowChange:
    """Take a row away for good; the log keeps that it was there."""
    found = row_hash(row)
    type(row).rows.within(row.space_id).filter(pk=row.pk).delete()
    return RowChange(row, {REMOVED: [None, True]}, found)


def lock_row(rows: QuerySet[R]) -> R | None:
    """The first of some rows as it stands, theirs until commit who asked: who asks next waits for them. Writes nothing."""
    rows.update(version=F("version"))
    return rows.first()


def _told(row: LoggedRow, fields: dict[str, list[Any]]) -> dict[str, list[Any]]:
    return fields if isinstance(row, SpaceRow) else {}


def _values(row: LoggedRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _columns(type(row))}


@cache
def _columns(model: type[LoggedRow]) -> tuple[str, ...]:
    return tuple(column.attname for column in model._meta.concrete_fields)
