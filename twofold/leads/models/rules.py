"""Lead-share rules are versions of a sign-off document; beside them stand the dry runs that were looked at."""

from typing import ClassVar

from django.db import models

from twofold.core.models import DocumentVersion, Person, Reference, SpaceRow

KIND = "lead_share"
"""The kind of document (core/spaces/signoff.py) that holds the rules of a campaign."""


class DryRun(SpaceRow):
    """What a version of the rules would do with a file: counts only, no lead of it is kept (S1.67).

    `hash` is the SHA-256 over the canonical report; a signature may name it, so that it is known what was tried.
    """

    rules = Reference(DocumentVersion)
    hash = models.CharField(max_length=64)
    report = models.JSONField()
    run_by = Reference(Person)

    recorded: ClassVar = frozenset({"hash", "report"})
    append_only: ClassVar = True

    class Meta(SpaceRow.Meta):
        indexes: ClassVar = [models.Index(fields=["rules", "hash"], name="dry_run_hash")]

    def __str__(self) -> str:
        return f"dry run {self.hash[:12]}"
