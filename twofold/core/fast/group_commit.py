"""Changes asked for at the same moment are committed together: one wait for the disk serves them all.

On SQLite one writes at a time, and a commit ends when the disk has it, which takes longer than most changes. Who asks
while another writes stands in line; whose turn comes next does the work of all in the line, each behind a savepoint of
its own, in one transaction. Before its commit nobody is answered and nobody sees any of it. PostgreSQL shares the wait
by itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import DatabaseError, transaction

from twofold.core.storage.write_lock import needs_write_lock, write_lock

T = TypeVar("T")


@dataclass(eq=False)
class _Change:
    """What one thread wants written. Whoever does it, it is done in the context of who asked."""

    work: Callable[[], Any]
    context: Context = field(default_factory=copy_context)
    answered: threading.Event = field(default_factory=threading.Event)
    done: bool = False
    result: Any = None
    error: BaseException | None = None

    def do(self) -> None:
        """In a transaction, or behind a savepoint of the one there is: what fails takes nothing else along."""
        self.result = self.error = None
        try:
            with transaction.atomic():
                self.result = self.context.run(self.work)
        except BaseException as error:
            self.error = error

    def answer(self) -> Any:
        """What came of it, for who asked."""
        if self.error is not None:
            raise self.error
        return self.result


_line: list[_Change] = []  # the first of it writes; it leaves when what it wrote is on the disk
_moving = threading.Lock()


def commit(work: Callable[[], T]) -> T:
    """Do this in a transaction and give its result when that is committed. Errors: those of the work; of it nothing stays."""
    if not needs_write_lock():
        with transaction.atomic():
            return work()
    mine = _Change(work)
    with _moving:
        _line.append(mine)
        first = _line[0] is mine
    if not first:
        mine.answered.wait()
    if not mine.done:
        _lead(mine)
    result: T = mine.answer()
    return result


def _lead(first: _Change) -> None:
    """Do what stands in the line, tell everybody, and let the next one lead who came meanwhile."""
    together = [first]
    try:
        with write_lock():
            with _moving:
                together = _line.copy()
            _do(together)
    except BaseException as error:
        for each in together:
            each.error = each.error or error
    finally:
        with _moving:
            del _line[: len(together)]
            following = _line[:1]
        for each in together:
            each.done = True
        for each in (*together, *following):
            each.answered.set()


def _do(changes: list[_Change]) -> None:
    """All in one transaction; each in its own when that does not hold, because of what only the commit finds wrong."""
    if len(changes) == 1:
        changes[0].do()
        return
    committed = threading.Event()
    try:
        with transaction.atomic():
            transaction.on_commit(committed.set)
            _do_each(changes)
    except DatabaseError:
        if committed.is_set():
            raise
        for each in changes:
            each.do()


def _do_each(changes: list[_Change]) -> None:
    for each in changes:
        each.do()
    if transaction.get_rollback():
        raise DatabaseError("a savepoint was lost, and with it the transaction")
