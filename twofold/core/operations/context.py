"""The context of an operation: who, when, and the only ways to change anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from twofold.core.errors import Conflict
from twofold.core.ids import new_id
from twofold.core.jobs.outbox import deliver
from twofold.core.models import OutboxMessage, Space, SpaceRow
from twofold.core.oplog.bulk_rows import BulkBatch, Columns
from twofold.core.oplog.one_row import RowChange, change_row, create_row, remove_row

if TYPE_CHECKING:
    from twofold.core.actor import Actor

    from .registry import Operation

R = TypeVar("R", bound=SpaceRow)


class RunsNested(Protocol):
    """What runs further operations in the same transaction: the unit of work of `run()`.

    `seen` are ids that were asked for once and are asked for again by each of many changes: by entity those that were
    found to be visible to the actor, and what an app keeps under a name of its own.
    """

    seen: dict[str, set[str]]

    def run_nested(self, actor: Actor, name: str, given: Any, on: SpaceRow | None, *, cause: str) -> Any:
        """One more operation, caused by another; gives its result."""

    def try_nested(self, actor: Actor, name: str, given: Any, on: SpaceRow | None, *, cause: str) -> Any:
        """The same where it may be refused: of what is refused nothing stays."""


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
    noted: list[RowChange] = field(default_factory=list)
    batches: list[BulkBatch] = field(default_factory=list)
    why: Any = None
    unlogged: bool = False
    details: dict[str, Any] = field(default_factory=dict)

    def create(self, model: type[R], space: Space | str, **fields: Any) -> R:
        """A new row in a space, authored by the acting company (or `author=` another), of this moment (or another)."""
        space_id = space if isinstance(space, str) else space.pk
        row = model(
            space_id=space_id,
            **{"author": self.actor.company, "created_at": self.now, "updated_at": self.now, **fields},
        )
        self.take_note(create_row(row))
        if not self.space_id:
            self.space_id, self.target = space_id, self.target or row
        return row

    def change(self, row: R, **fields: Any) -> R:
        """Change fields of a row that was loaded through its space: compare-and-swap on its version.

        Errors: Conflict when somebody changed it meanwhile; nothing happens when nothing differs.
        """
        changed = change_row(row, fields, self.now)
        if changed:
            self.take_note(changed)
        return row

    def create_many(self, batch: BulkBatch, rows: dict[type[SpaceRow], list[Columns]]) -> None:
        """The new rows of a batch, whatever their tables and spaces; the log knows them by a hash for each block."""
        batch.write(rows, self.now)
        self.take_note(batch)

    def delete(self, row: SpaceRow) -> None:
        """Take a row out of sight; `restore` brings it back."""
        self.change(row, deleted_at=self.now)

    def remove(self, row: SpaceRow) -> None:
        """Take a row away for good, where nobody may keep what it holds; the log keeps that it was removed."""
        self.take_note(remove_row(row))

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

    def attempt(self, name: str, given: Any, on: SpaceRow | None) -> Any:
        """Run another operation with the actor's own rights. After a refusal nothing of it stays, and one can go on.

        Errors: those of the operation.
        """
        return self.unit_of_work.try_nested(self.actor, name, given, on, cause=self.id)

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
        if self.noted or self.batches:
            raise RuntimeError(f"{self.operation.name} changes something, so it belongs in the log")
        self.unlogged = True

    def because(self, why: Any) -> None:
        """The reason a rule gave; kept in the log with the change. Nothing personal belongs in it."""
        self.why = why

    def note(self, row: SpaceRow, **facts: Any) -> None:
        """Record what is no column of a row: counts or references."""
        self.take_note(RowChange(row, {name: [None, value] for name, value in facts.items()}))

    def take_note(self, written: RowChange | BulkBatch) -> None:
        """What was written belongs in this operation's entry."""
        if self.unlogged:
            raise RuntimeError(f"{self.operation.name} changes something, so it belongs in the log")
        if isinstance(written, RowChange):
            self.noted.append(written)
        else:
            self.batches.append(written)
