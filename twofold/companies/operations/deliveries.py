"""A delivery that did not arrive, tried again by hand."""

from twofold.companies.entities import DELIVERIES
from twofold.core.entities import also_many
from twofold.core.errors import Conflict
from twofold.core.jobs.outbox import deliver
from twofold.core.models import OutboxMessage
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Nothing, operation


@operation("delivery.retry", needs="company.manage", says="{actor} retried a delivery")
def retry_delivery(do: OperationContext, message: OutboxMessage, input: Nothing) -> OutboxMessage:
    """Try at once what waits for its next attempt, or begin anew with what was given up.

    Errors: Conflict for what has arrived, and for what would be in vain: its reason no longer holds.
    """
    if message.state == OutboxMessage.State.SENT:
        raise Conflict("This was already delivered.")
    if message.state == OutboxMessage.State.DROPPED:
        raise Conflict(f"Trying again would not help: {message.last_error}")
    attempts = 0 if message.state == OutboxMessage.State.FAILED else message.attempts
    do.change(message, state=OutboxMessage.State.WAITING, attempts=attempts, next_at=do.now)
    deliver.enqueue(message.pk)
    return message


also_many(DELIVERIES, retry="retried")
