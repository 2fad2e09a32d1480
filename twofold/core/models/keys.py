"""Idempotency keys: the same call twice has one effect and one answer."""

from typing import ClassVar

from django.db import models

from .people import Membership


class IdempotencyKey(models.Model):
    """What a caller's key stood for, and the answer it got. Kept beside the change, in its transaction."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=200)
    request_hash = models.CharField(max_length=64)
    answer = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    rows: ClassVar[models.Manager["IdempotencyKey"]] = models.Manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["membership", "key"], name="idempotency_once")]

    def __str__(self) -> str:
        return self.key
