"""Side effects: queued in the transaction that caused them, delivered by the worker at least once.

django-tasks-db runs the tasks; retries with back-off and recovery after a crash are ours, small.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog
from django.db.models import F
from django_tasks import task

from twofold.core.clock import now
from twofold.core.models import OutboxMessage

if TYPE_CHECKING:
    from twofold.core.operations.context import OperationContext

ATTEMPTS = 8
_WHY = "the worker delivers for every space"
log = structlog.get_logger(__name__)

Deliverer = Callable[[OutboxMessage], None]
DELIVERERS: dict[str, Deliverer] = {}
_LABELS: dict[str, str] = {}


class Undeliverable(Exception):
    """Trying again would not help: the address is refused, the recipient may not see it any more."""


def delivers(kind: str, says: str) -> Callable[[Deliverer], Deliverer]:
    """Register the function that delivers messages of a kind, called `says` on pages. It must bear being called twice."""

    def register(body: Deliverer) -> Deliverer:
        DELIVERERS[kind] = body
        _LABELS[kind] = says
        return body

    return register


def kind_label(kind: str) -> str:
    """What people call a kind of message."""
    return _LABELS.get(kind, kind)


def queue(do: OperationContext, kind: str, key: str, payload: dict[str, Any], space_id: str) -> None:
    """Write the message and its task; a key that is there already is not queued again."""
    if OutboxMessage.rows.everywhere(because="keys are unique over all spaces").filter(key=key).exists():
        return
    message = do.create(
        OutboxMessage, space_id, kind=kind, key=key, payload=payload, next_at=do.now, author=do.actor.company
    )
    deliver.enqueue(message.pk)


@task()
def deliver(message_id: str) -> None:
    """One attempt at one message. Attempts are claimed by compare-and-swap, so two workers never both make one."""
    message = OutboxMessage.rows.everywhere(because=_WHY).filter(pk=message_id).first()
    if message is None or message.state != OutboxMessage.State.WAITING or message.next_at > now():
        return
    attempt, wait = message.attempts + 1, timedelta(seconds=min(5 * 4**message.attempts, 6 * 3600))
    mine = OutboxMessage.rows.everywhere(because=_WHY).filter(pk=message_id, attempts=message.attempts)
    if not mine.filter(state="waiting").update(attempts=attempt, next_at=now() + wait, version=F("version") + 1):
        return
    try:
        DELIVERERS[message.kind](message)
    except Undeliverable as final:
        _settle(message_id, state="dropped", last_error=str(final)[:500])
    except Exception as error:  # a delivery may fail in any way the outside invents
        log.warning(
            "delivery failed", message=message_id, kind=message.kind, attempt=attempt, error=type(error).__name__
        )
        given_up = attempt >= ATTEMPTS
        _settle(
            message_id, last_error=f"{type(error).__name__}: {error}"[:500], **({"state": "failed"} if given_up else {})
        )
        if not given_up:
            deliver.using(run_after=now() + wait).enqueue(message_id)
    else:
        _settle(message_id, state="sent", sent_at=now(), last_error="")


def recover(alive: Collection[str] = ()) -> int:
    """After a crash: tasks whose worker is not among those alive are put back, waiting messages get a task again.

    Returns how many.
    """
    from django_tasks_db.models import DBTaskResult

    running = DBTaskResult.objects.filter(status="RUNNING").values_list("pk", "worker_ids")
    stranded = [pk for pk, workers in running if not set(workers[-1:]) & set(alive)]
    back = DBTaskResult.objects.filter(pk__in=stranded, status="RUNNING").update(
        status="READY", started_at=None, worker_ids=[]
    )
    queued = queued_ids(deliver.module_path)
    waiting = OutboxMessage.rows.everywhere(because=_WHY).filter(state="waiting").exclude(pk__in=queued)
    for message in waiting:
        deliver.using(run_after=max(message.next_at, now())).enqueue(message.pk)
    return back + len(waiting)


def queued_ids(task_path: str) -> set[str]:
    """The ids for which a task of this kind is queued or under way."""
    from django_tasks_db.models import DBTaskResult

    tasks = DBTaskResult.objects.filter(status__in=["READY", "RUNNING"], task_path=task_path)
    return {task.args_kwargs["args"][0] for task in tasks}


def _settle(message_id: str, **fields: Any) -> None:
    OutboxMessage.rows.everywhere(because=_WHY).filter(pk=message_id).update(updated_at=now(), **fields)
