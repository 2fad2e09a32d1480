"""The one place where the house reads the clock. Rules never do: time is an argument."""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, datetime

_fixed: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _fixed.get() or datetime.now(UTC)


@contextlib.contextmanager
def fixed_at(moment: datetime) -> Iterator[None]:
    """Within, it is that moment: for the demo, which tells of the past weeks, and for tests. No door reaches it."""
    before = _fixed.set(moment)
    try:
        yield
    finally:
        _fixed.reset(before)


def stamp(moment: datetime) -> str:
    """A moment as the API and the log write it: RFC 3339 in UTC, to the millisecond."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
