"""How far a long operation is, told to whoever waits for it. Nobody listens unless a door asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")
Listener = Callable[[int, int, str], None]
"""Takes how many are done, of how many, and in which part of the work: reading, the work itself (empty), or logging."""
_heard_by: ContextVar[Listener | None] = ContextVar("progress", default=None)


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """What is done in here says to `listener` how far it is."""
    token = _heard_by.set(listener)
    try:
        yield
    finally:
        _heard_by.reset(token)


def progressed(done: int, of: int, part: str = "") -> None:
    """Say how far it is."""
    listener = _heard_by.get()
    if listener is not None:
        listener(done, of, part)


def counted(items: Sequence[T], part: str = "") -> Iterator[T]:
    """The items, one after the other; how many are done is said when the next one is asked for."""
    for at, item in enumerate(items):
        progressed(at, len(items), part)
        yield item
    progressed(len(items), len(items), part)
