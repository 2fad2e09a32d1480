"""A delivery that did not arrive, tried again by hand."""

from twofold.core.doing import Doing
from twofold.core.errors import Conflict
from twofold.core.models import OutboxMessage
from twofold.core.operation import Nothing, operation
from twofold.core.outbox import deliver


@operation(
    "delivery.retry",
    on=OutboxMessage,
    needs="company.manage",
    says="{actor} had a delivery tried again",
    fact="delivery.retried",
)
def retry_delivery(do: Doing, message: OutboxMessage, input: Nothing) -> OutboxMessage:
    """Try at once what waits for its next attempt, or begin anew with what was given up.

    Errors: Conflict for what has arrived, and for what would be in vain: its reason no longer holds.
    """
    if message.state == OutboxMessage.State.SENT:
        raise Conflict("This has been delivered already.")
    if message.state == OutboxMessage.State.DROPPED:
        raise Conflict(f"Trying again would not help: {message.last_error}")
    attempts = 0 if message.state == OutboxMessage.State.FAILED else message.attempts
    do.change(message, state=OutboxMessage.State.WAITING, attempts=attempts, next_at=do.now)
    deliver.enqueue(message.pk)
    return message
