"""The heartbeat of workers: what says that one is alive, and which claims belong to a dead one."""

import os
import socket
from datetime import timedelta

from twofold.core.clock import now
from twofold.core.ids import new_id
from twofold.core.models import WorkerPulse
from twofold.core.storage.write_lock import write_lock

BEAT_SECONDS = 5.0
_LOST = timedelta(seconds=30)
_FORGOTTEN = timedelta(days=1)


def worker_name() -> str:
    """`host:process:random`, at most 64 characters; the random part tells a process id that was used twice."""
    return f"{socket.gethostname()[:24]}:{os.getpid()}:{new_id()}"


def beat(name: str) -> None:
    """Say that this worker is alive; forget those that have been gone for a day."""
    with write_lock():
        WorkerPulse.rows.update_or_create(name=name, defaults={"seen_at": now()})
        WorkerPulse.rows.filter(seen_at__lt=now() - _FORGOTTEN).delete()


def stop_beating(name: str) -> None:
    """This worker ends in order."""
    with write_lock():
        WorkerPulse.rows.filter(name=name).delete()


def living_workers() -> frozenset[str]:
    """The workers that are alive: seen within half a minute, and on this machine still a process of their own."""
    seen = WorkerPulse.rows.filter(seen_at__gt=now() - _LOST).values_list("name", flat=True)
    return frozenset(name for name in seen if not _gone(name))


def _gone(name: str) -> bool:
    host, _, rest = name.partition(":")
    process = rest.partition(":")[0]
    if host != socket.gethostname()[:24] or not process.isdigit():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
