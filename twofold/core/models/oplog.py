"""The append-only log: one row for every operation, dense and hash-chained in each space."""

from typing import ClassVar

from django.db import models

from .rows import IdField, ScopedManager


class OplogEntry(models.Model):
    """One operation, as it happened. `body` is the canonical JSON whose SHA-256 is `hash`; the
    other columns repeat parts of it for reading, and `doctor` holds them against it.
    """

    reached_when_closed: ClassVar = "always"

    position = models.BigAutoField(primary_key=True)
    id = IdField(unique=True)
    space = models.ForeignKey("core.Space", models.PROTECT, related_name="+")
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    operation = models.CharField(max_length=64)
    target_kind = models.CharField(max_length=32, blank=True)
    target_id = models.CharField(max_length=21, blank=True)
    person = models.ForeignKey("core.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    company = models.ForeignKey("core.Company", models.PROTECT, null=True, related_name="+", db_index=False)
    door = models.CharField(max_length=16)
    cause = models.CharField(max_length=21, blank=True)
    body = models.TextField()
    hash = models.CharField(max_length=64)

    append_only: ClassVar[bool] = True
    rows: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        default_manager_name = "rows"
        constraints: ClassVar = [models.UniqueConstraint(fields=["space", "seq"], name="oplog_seq")]
        indexes: ClassVar = [models.Index(fields=["target_id", "position"], name="oplog_target")]

    def __str__(self) -> str:
        return f"{self.space_id}/{self.seq} {self.operation}"
