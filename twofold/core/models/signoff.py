"""Sign-off: documents that both companies must agree on, their immutable versions, the signatures."""

from typing import ClassVar

from django.db import models

from .rows import Reference, SpaceRow
from .said import SaidRow


class Document(SpaceRow):
    """Something both must agree on, about one subject: the lead-share rules of a campaign, its calendar, …"""

    kind = models.CharField(max_length=32)
    subject_id = models.CharField(max_length=21)
    latest = models.PositiveIntegerField(default=0)
    in_force = Reference("core.DocumentVersion", null=True)
    in_force_at = models.DateTimeField(null=True)

    recorded: ClassVar = frozenset({"kind", "subject_id"})

    class Meta(SpaceRow.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "subject_id"], name="document_once")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.subject_id}"


class DocumentVersion(SpaceRow):
    """One proposed text. `body` is canonical JSON (RFC 8785), `hash` its SHA-256. Never changed."""

    document = Reference(Document, related_name="versions", db_index=False)
    kind = models.CharField(max_length=32)
    subject_id = models.CharField(max_length=21)
    number = models.PositiveIntegerField()
    body = models.TextField()
    hash = models.CharField(max_length=64)
    proposed_by = Reference("core.Person")
    note = models.CharField(max_length=500, blank=True)

    recorded: ClassVar = frozenset({"kind", "subject_id", "hash"})
    sealed: ClassVar = frozenset({"body", "note"})
    append_only: ClassVar = True

    class Meta(SpaceRow.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["document", "number"], name="version_once")]

    def __str__(self) -> str:
        return f"version {self.number}"


class Signature(SaidRow):
    """One company's yes to one version, by one person. Two of them, of two companies, put it in force."""

    signed_version = Reference(DocumentVersion, related_name="signatures", db_index=False)
    company = Reference("core.Company")
    hash = models.CharField(max_length=64)
    dry_run_hash = models.CharField(max_length=64, blank=True)

    recorded: ClassVar = frozenset({"side", "hash", "dry_run_hash"})
    append_only: ClassVar = True

    class Meta(SpaceRow.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["signed_version", "side"], name="signature_side_once"),
            models.UniqueConstraint(fields=["signed_version", "person"], name="signature_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.side} signed"
