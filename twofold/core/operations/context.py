"""The context of an operation: who, when, and the only ways to change anything."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from twofold.core.clock import stamp
from twofold.core.crypto.keyed_hash import keyed_hash
from twofold.core.errors import Conflict
from twofold.core.fast.row_sql import insert, swap
from twofold.core.ids import new_id
from twofold.core.jobs.outbox import deliver
from twofold.core.models import LoggedRow, OutboxMessage, Space, SpaceRow
from twofold.core.models.rows import ROW_FIELDS
from twofold.core.oplog.row_hash import row_hash
from twofold.core.oplog.row_kinds import kind_of

if TYPE_CHECKING:
    from twofold.core.actor import Actor

    from .registry import Operation

R = TypeVar("R", bound=SpaceRow)
REMOVED = "removed"
_UNLOGGED = frozenset({"id", "space_id", "author_id", "version", "created_at", "updated_at"})


class RunsNested(Protocol):
    """What runs further operations in the same transaction: the unit of work of `run()`.

    `seen` are ids that were asked for once and are asked for again by each of many changes: by entity those that were
    found to be visible to the actor, and what an app keeps under a name of its own.
    """

    seen: dict[str, set[str]]

    def run_nested(self, actor: Actor, name: str, given: Any, on: SpaceRow | None, *, cause: str) -> Any:
        """One more operation, caused by another; gives its result."""


@dataclass(eq=False)
class OperationContext:
    """One operation under way. Its body changes rows through this and nothing else."""

    actor: Actor
    operation: Operation
    now: datetime
    unit_of_work: RunsNested
    cause: str = ""
    id: str = field(default_factory=new_id)
    target: SpaceRow | None = None
    space_id: str = ""
    _noted: list[tuple[LoggedRow, dict[str, list[Any]], str]] = field(default_factory=list)
    why: Any = None
    unlogged: bool = False
    details: dict[str, Any] = field(default_factory=dict)

    def create(self, model: type[R], space: Space | str, **fields: Any) -> R:
        """A new row in a space, authored by the acting company (or `author=` another)."""
        space_id = space if isinstance(space, str) else space.pk
        fields.setdefault("author", self.actor.company)
        row = model(space_id=space_id, created_at=self.now, updated_at=self.now, **fields)
        insert(row)
        logged = {name: [None, value] for name, value in _values(row).items() if value not in (None, "")}
        self._note(row, logged, row_hash(row))
        if not self.space_id:
            self.space_id, self.target = space_id, self.target or row
        return row

    def change(self, row: R, **fields: Any) -> R:
        """Change fields of a row that was loaded through its space: compare-and-swap on its version.

        Errors: Conflict when somebody changed it meanwhile; nothing happens when nothing differs.
        """
        before = _values(row)
        for name, value in fields.items():
            setattr(row, name, value)
        after = _values(row)
        differs = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
        if not differs:
            return row
        row.updated_at = self.now
        if not swap(row, fields):
            raise Conflict("Somebody else changed this at the same moment. Refresh, then try again.")
        row.version += 1
        self._note(row, differs, row_hash(row))
        return row

    def log_state(self, *rows: LoggedRow) -> None:
        """Let the log know rows as they stand, after something else than this wrote them in this operation."""
        for row in rows:
            self._note(row, {}, row_hash(row))

    def delete(self, row: SpaceRow) -> None:
        """Take a row out of sight; `restore` brings it back."""
        self.change(row, deleted_at=self.now)

    def remove(self, row: SpaceRow) -> None:
        """Take a row away for good, where nobody may keep what it holds; the log keeps that it was removed."""
        type(row).rows.within(row.space_id).filter(pk=row.pk).delete()
        self._note(row, {REMOVED: [None, True]})

    def restore(self, row: SpaceRow) -> None:
        """Bring a deleted row back. Errors: Conflict when it is not deleted."""
        if row.deleted_at is None:
            raise Conflict("This has not been deleted, so there is nothing to restore.")
        self.change(row, deleted_at=None)

    def run(self, name: str, given: Any = None, on: SpaceRow | None = None, *, machine: bool = True) -> Any:
        """Run another operation because of this one, in the same transaction; gives its result.

        With `machine` it acts with the machine's few rights, otherwise with the actor's own.
        """
        actor = self.actor.as_machine() if machine else self.actor
        return self.unit_of_work.run_nested(actor, name, given, on, cause=self.id)

    def send(self, kind: str, key: str, payload: dict[str, Any], space: Space | str) -> None:
        """Queue a side effect for the worker, in this transaction; the same key is queued once."""
        if OutboxMessage.rows.everywhere(because="keys are unique over all spaces").filter(key=key).exists():
            return
        message = self.create(
            OutboxMessage, space, kind=kind, key=key, payload=payload, next_at=self.now, author=self.actor.company
        )
        deliver.enqueue(message.pk)

    def set_log_space(self, space: Space | str, target: SpaceRow | None = None) -> None:
        """Say in whose log this operation stands, when it has no target or makes its own."""
        self.space_id = space if isinstance(space, str) else space.pk
        self.target = target or self.target

    def leave_no_entry(self) -> None:
        """A look that changes nothing is not in the log. Errors: RuntimeError when something was changed before."""
        if self._noted:
            raise RuntimeError(f"{self.operation.name} changes something, so it belongs in the log")
        self.unlogged = True

    def because(self, why: Any) -> None:
        """The reason a rule gave; kept in the log with the change. Nothing personal belongs in it."""
        self.why = why

    def note(self, row: SpaceRow, **facts: Any) -> None:
        """Record a change that was made in bulk, as counts or references."""
        self._note(row, {name: [None, value] for name, value in facts.items()})

    def _note(self, row: LoggedRow, differs: dict[str, list[Any]], hashed: str = "") -> None:
        if self.unlogged:
            raise RuntimeError(f"{self.operation.name} changes something, so it belongs in the log")
        self._noted.append((row, {name: pair for name, pair in differs.items() if name not in _UNLOGGED}, hashed))

    def changes(self, space_id: str) -> list[dict[str, Any]]:
        """What changed, as the log of a space shows it. A row that lives in another space is shown by keyed hashes
        only: those who read this log need not be in that one. `row` is the hash over the whole row as it was left.
        """
        return [
            {
                "kind": kind_of(row),
                "id": row.pk,
                "fields": _logged_fields(row, fields, at_home=isinstance(row, SpaceRow) and row.space_id == space_id),
            }
            | ({"row": hashed} if hashed else {})
            for row, fields, hashed in self._noted
        ]


def _logged_fields(row: LoggedRow, fields: dict[str, list[Any]], *, at_home: bool) -> dict[str, list[Any]]:
    """Each field's values before and after; `recorded` ones and bare facts in the clear, where that may be."""
    hidden = _hashed_columns(type(row)) if at_home else None
    return {
        name: [
            json_value(value) if hidden is not None and name not in hidden else hashed_value(row, name, value)
            for value in pair
        ]
        for name, pair in fields.items()
    }


def logged_values(row: SpaceRow) -> dict[str, Any]:
    """All columns of a row as the log of its own space tells them."""
    logged = _logged_fields(
        row, {name: [value] for name, value in _values(row).items() if name not in _UNLOGGED}, at_home=True
    )
    return {name: value for name, (value,) in logged.items()}


def hashed_value(row: LoggedRow, name: str, value: Any) -> Any:
    """A value that the log must not show: a keyed hash that only tells change from sameness, in this field of this row.

    Two rows with the same text have different hashes, so that nobody learns a text by typing it elsewhere.
    """
    if value is None:
        return None
    return {"sealed": keyed_hash(f"{kind_of(row)}:{row.pk}:{name}:{_same_text(value)}", "oplog")[:32]}


def _same_text(value: Any) -> Any:
    """One text for one value, however a database gives it back: names in one order, 5 and 5.0 the same."""
    if isinstance(value, (dict, list, tuple)):
        return json.dumps(json_value(value), sort_keys=True)
    if isinstance(value, (float, Decimal)) and value % 1 == 0:
        return int(value)
    return value


def json_value(value: Any) -> Any:
    """Any field value as JSON."""
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return {str(key): json_value(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [json_value(inner) for inner in value]
    return value


def _values(row: SpaceRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _columns(type(row))}


@cache
def _columns(model: type[SpaceRow]) -> tuple[str, ...]:
    return tuple(column.attname for column in model._meta.concrete_fields)


@cache
def _hashed_columns(model: type[SpaceRow]) -> frozenset[str]:
    """The columns whose values the log never shows."""
    return frozenset(_columns(model)) - model.recorded - ROW_FIELDS
