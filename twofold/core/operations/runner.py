"""`run()`: the one function by which anything changes. The order of its steps is the design's."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, OperationalError, transaction

from twofold.core.actor import missing_capability
from twofold.core.clock import now
from twofold.core.errors import Conflict, NotFound, Problem
from twofold.core.fast import entity_queries
from twofold.core.fast.group_commit import commit
from twofold.core.models import SpaceRow
from twofold.core.operations.parsing import parse
from twofold.core.oplog import oplog_writer
from twofold.core.oplog.row_changes import changes_since
from twofold.core.storage.write_lock import write_lock

from . import idempotency
from .context import OperationContext
from .reactions import REACTIONS, Event
from .registry import OPERATIONS, Operation

if TYPE_CHECKING:
    from datetime import datetime

    from twofold.core.actor import Actor

ATTEMPTS = 4
_DEPTH = 12


@dataclass(frozen=True)
class Outcome:
    """What an operation gave: its result, or the stored answer when the caller's key had been used before. What changed
    nothing and left no entry in the log has no `entry_id`.
    """

    result: Any
    entry_id: str
    answer: Any = None
    replayed: bool = False


@dataclass
class UnitOfWork:
    """Everything that one call does: the operation, those it caused, and the log rows they will leave."""

    at: datetime
    done: list[OperationContext] = field(default_factory=list)
    depth: int = 0
    seen: dict[str, set[str]] = field(default_factory=dict)
    """Ids that were asked for once and are asked for again by each of many changes: by entity those that were found to be
    visible to the actor, and what an app keeps under a name of its own.
    """

    def run_nested(self, actor: Actor, name: str, given: Any, on: SpaceRow | None, *, cause: str) -> Any:
        """An operation that another one caused, on a row which that one already reached."""
        operation = OPERATIONS[name]
        _check_permission(actor, operation)
        return self.perform(
            OperationContext(actor, operation, self.at, self, cause), on, parse(operation.takes, given or {})
        )

    def try_nested(self, actor: Actor, name: str, given: Any, on: SpaceRow | None, *, cause: str) -> Any:
        """The same where it may be refused: of what is refused nothing stays, neither in the tables nor for the log."""
        done, depth = len(self.done), self.depth
        try:
            with transaction.atomic():
                return self.run_nested(actor, name, given, on, cause=cause)
        except Problem:
            del self.done[done:]
            self.depth = depth
            raise

    def perform(self, do: OperationContext, target: SpaceRow | None, given: Any) -> Any:
        """The body, then what hears of it."""
        if self.depth >= _DEPTH:
            raise RuntimeError(f"{do.operation.name}: reactions go round in a circle")
        if target is not None:
            do.set_log_space(target.space_id, target)
        self.done.append(do)
        self.depth += 1
        result = do.operation.body(do, target, given) if do.operation.on else do.operation.body(do, given)
        row = result if isinstance(result, SpaceRow) else do.target
        for reaction in REACTIONS[do.operation.fact]:
            reaction(do, Event(do.operation.fact, row, do.details))
        self.depth -= 1
        return result


def run(
    actor: Actor,
    name: str,
    given: Any = None,
    on: str | None = None,
    *,
    key: str = "",
    if_version: int | None = None,
) -> Outcome:
    """Do something as somebody. `on` is the target's id, `key` the caller's idempotency key, `if_version`
    the version the caller has seen.

    Errors: Invalid, Refused, NotFound, Conflict; after any of them nothing has changed.
    """
    operation = OPERATIONS.get(name)
    if operation is None or operation.internal or (operation.on is not None) != (on is not None):
        raise NotFound
    takes = parse(operation.takes, given or {})
    if operation.before:
        replayed = _replayed(actor, operation, takes, on, key)
        if replayed is not None:
            return replayed
        operation.before(actor, takes, on)
    for attempt in range(ATTEMPTS):
        try:
            return _once(actor, operation, takes, on, key, if_version)
        except IntegrityError as error:
            if not key or attempt:
                raise Conflict("Somebody else did this at the same moment. Refresh, then try again.") from error
        except OperationalError as error:
            if attempt + 1 == ATTEMPTS or not _deadlock(error):
                raise
    raise Conflict("Too many people are changing this at once. Try again in a moment.")


def _once(actor: Actor, operation: Operation, takes: Any, on: str | None, key: str, if_version: int | None) -> Outcome:
    return commit(lambda: _carry_out(actor, operation, takes, on, key, if_version))


def _carry_out(
    actor: Actor, operation: Operation, takes: Any, on: str | None, key: str, if_version: int | None
) -> Outcome:
    """All that belongs into the transaction, from looking at the target to the log."""
    replayed = _replayed(actor, operation, takes, on, key)
    if replayed is not None:
        return replayed
    target = load(actor, operation, on) if operation.on and on is not None else None
    _check_permission(actor, operation)
    if target is not None and if_version is not None and target.version != if_version:
        raise Conflict(
            f"Somebody else has changed this since you opened it. Refresh, then try again: you saw version {if_version}, "
            f"now it is version {target.version}.",
            yours=if_version,
            current=target.version,
            changes=changes_since(actor, target, if_version),
        )
    unit_of_work = UnitOfWork(now())
    do = OperationContext(actor, operation, unit_of_work.at, unit_of_work)
    result = unit_of_work.perform(do, target, takes)
    oplog_writer.write(unit_of_work.done)
    actor.forget_spaces()
    answer = idempotency.store(do, key, on, takes, result)
    return Outcome(result, "" if do.unlogged else do.id, answer)


def _replayed(actor: Actor, operation: Operation, takes: Any, on: str | None, key: str) -> Outcome | None:
    """The answer once more, when this caller's key has been used for the same before."""
    known = idempotency.stored_key(actor, key, operation.name, on, takes)
    if known is None:
        return None
    _check_permission(actor, operation)
    return Outcome(None, "", idempotency.replayed_answer(actor, known), replayed=True)


def load(actor: Actor, operation: Operation, on: str) -> SpaceRow:
    """The target through `visible_to`: what the actor cannot see is not there."""
    assert operation.on is not None
    row = entity_queries.row(operation.on, actor, on, deleted=operation.deleted)
    if row is None:
        raise NotFound
    return row


def _check_permission(actor: Actor, operation: Operation) -> None:
    if not actor.may(operation.needs):
        raise missing_capability(actor, operation.needs)


def _deadlock(error: OperationalError) -> bool:
    return getattr(error.__cause__, "sqlstate", "") in {"40P01", "40001"}


def run_internal(actor: Actor, name: str, given: Any, on: SpaceRow, *, cause: str = "") -> Any:
    """An internal operation on a row that a worker found itself, as the machine acting for `actor`; gives its result.

    After a deadlock it begins again on the row as it stands then: what the attempt made of it was rolled back.
    """
    for attempt in range(ATTEMPTS):
        unit_of_work = UnitOfWork(now())
        try:
            with write_lock(), transaction.atomic():
                on = _reloaded(on) if attempt else on
                result = unit_of_work.run_nested(actor.as_machine(), name, given, on, cause=cause)
                oplog_writer.write(unit_of_work.done)
                return result
        except OperationalError as error:
            if attempt + 1 == ATTEMPTS or not _deadlock(error):
                raise
    raise Conflict("Too many people are changing this at once. Try again in a moment.")


def _reloaded(row: SpaceRow) -> SpaceRow:
    fresh: SpaceRow | None = (
        type(row).rows.everywhere(because="a worker tries again on its row").filter(pk=row.pk).first()
    )
    if fresh is None:
        raise NotFound
    return fresh


@contextlib.contextmanager
def in_one_transaction() -> Iterator[None]:
    """For a worker that keeps its own checkpoint in the transaction of the operations it runs."""
    with write_lock(), transaction.atomic():
        yield
