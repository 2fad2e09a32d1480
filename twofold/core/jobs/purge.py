"""What is kept for a while only: the worker removes it once a day. Each floor registers its own rows."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog

from twofold.core.models import IdempotencyKey, OutboxMessage
from twofold.core.storage.write_lock import write_lock

from .scheduled import daily

A_DAY = timedelta(days=1)
_AT_ONCE = 1000
_WHY = "rows whose time is over are removed for every company"
log = structlog.get_logger(__name__)

Over = Callable[[datetime], Any]
EXPIRED_ROWS: dict[str, Over] = {}


def expired_rows(name: str) -> Callable[[Over], Over]:
    """Register a function of the present moment that gives the rows whose time is over, as a queryset."""

    def register(over: Over) -> Over:
        EXPIRED_ROWS[name] = over
        return over

    return register


@expired_rows("idempotency keys")
def _keys(now: datetime) -> Any:
    """A caller repeats a key within a day."""
    return IdempotencyKey.rows.filter(created_at__lt=now - A_DAY)


@expired_rows("deliveries that went out")
def _deliveries(now: datetime) -> Any:
    """Those that were sent, or were not worth sending any more; what waits or was given up stays."""
    done = OutboxMessage.rows.everywhere(because=_WHY).filter(state__in=("sent", "dropped"))
    return done.filter(updated_at__lt=now - OutboxMessage.kept_for)


@daily("rows that are kept for a while only")
def purge(now: datetime) -> dict[str, int]:
    """Remove them, a thousand at a time so that nobody waits for long; gives how many of each."""
    removed = {}
    for name, over in EXPIRED_ROWS.items():
        removed[name] = 0
        while some := list(over(now).values_list("pk", flat=True)[:_AT_ONCE]):
            with write_lock():
                over(now).filter(pk__in=some).delete()
            removed[name] += len(some)
        if removed[name]:
            log.info("purged", what=name, rows=removed[name])
    return removed
