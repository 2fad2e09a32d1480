"""Idempotency keys: the same call twice has one effect and one answer."""

from typing import ClassVar

from django.db import models

from .people import Membership


class IdempotencyKey(models.Model):
    """What a caller's key stood for, kept for a day beside the change, in its transaction.

    Nothing of the request and nothing that a person typed: a keyed hash, and the row that the answer tells of. Only
    an answer of ids and counts is kept itself, as JSON (`ReplayableResult`).
    """

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=200)
    request_hash = models.CharField(max_length=64)
    kind = models.CharField(max_length=32, blank=True)
    row_id = models.CharField(max_length=21, blank=True)
    answer = models.TextField(blank=True)
    created_at = models.DateTimeField()

    rows: ClassVar[models.Manager["IdempotencyKey"]] = models.Manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["membership", "key"], name="idempotency_once")]

    def __str__(self) -> str:
        return self.key
