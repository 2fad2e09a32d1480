"""Side effects waiting to happen, written in the transaction that caused them."""

from datetime import timedelta
from typing import ClassVar

from django.db import models

from .rows import SpaceRow


class OutboxMessage(SpaceRow):
    """One delivery: at least once, keyed, retried with back-off, visible, retryable by hand.

    `payload` holds references, never rendered text (security.md 12): the deliverer renders when it sends,
    after asking again whether the recipient may still see it.
    """

    class State(models.TextChoices):
        """Where the delivery stands."""

        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"
        DROPPED = "dropped"

    kind = models.CharField(max_length=32)
    key = models.CharField(max_length=120, unique=True)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    recorded: ClassVar = frozenset({"kind", "state"})
    sealed: ClassVar = frozenset({"key", "payload", "last_error"})
    unlogged: ClassVar = frozenset({"state", "attempts", "next_at", "sent_at", "last_error", "version", "updated_at"})
    kept_for: ClassVar = timedelta(days=30)

    class Meta(SpaceRow.Meta):
        indexes: ClassVar = [models.Index(fields=["state", "next_at"], name="outbox_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class WorkerPulse(models.Model):
    """When each worker was last alive; `/readyz` and `doctor` read it."""

    name = models.CharField(max_length=120, primary_key=True)
    seen_at = models.DateTimeField()

    rows: ClassVar[models.Manager["WorkerPulse"]] = models.Manager()

    def __str__(self) -> str:
        return self.name
