"""A file of leads on its way in: what both sides may know of it, and the file itself with who brought it."""

from typing import ClassVar

from django.db import models

from twofold.campaigns.models import Campaign
from twofold.core.models import DocumentVersion, Membership, Person, Reference, SpaceRow

from .exclusions import ExclusionList


class LeadImport(SpaceRow):
    """An import as both sides see it: its state, its counts, how far it is. No name of the file, no row of it.

    `checkpoint` is where reading goes on; rows and checkpoint are one transaction, so that a crash loses and
    doubles nothing (security rule 19). The lists of existing pipeline are those it was looked at and committed with.
    `attempts` counts turns of the worker that failed since the last rows came in.
    """

    class State(models.TextChoices):
        """Where it stands."""

        UPLOADED = "uploaded"
        RUNNING = "running"
        DONE = "done"
        CANCELLED = "cancelled"
        STOPPED = "stopped"

    campaign = Reference(Campaign)
    state = models.CharField(max_length=12, choices=State.choices, default=State.UPLOADED)
    format = models.CharField(max_length=32)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    preview_hash = models.CharField(max_length=64, blank=True)
    rules = Reference(DocumentVersion, null=True)
    host_list = Reference(ExclusionList, null=True, db_index=False)
    partner_list = Reference(ExclusionList, null=True, db_index=False)
    uploaded_by = Reference(Person, null=True)
    committed_by = Reference(Membership, null=True)
    committed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    checkpoint = models.CharField(max_length=80, blank=True)
    trouble = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    recorded: ClassVar = frozenset({"state", "format", "counts", "preview_hash", "checkpoint", "trouble"})
    unlogged: ClassVar = frozenset({"attempts"})

    def __str__(self) -> str:
        return f"{self.rows_total} leads" if self.rows_total else "leads"


class LeadFile(SpaceRow):
    """The uploaded file, in the uploading company's space: under a random name outside the web root.

    It is removed `keep_until`: the retention of the signed rules after the commit, or a week after the upload
    where nothing was committed. `preview` holds the first rows and every problem, for its uploader only.
    """

    lead_import = models.OneToOneField(LeadImport, models.PROTECT, related_name="file")
    name = models.CharField(max_length=255)
    storage_key = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    columns = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    time_zone = models.CharField(max_length=64, default="UTC")
    day_first = models.BooleanField(default=False)
    preview = models.JSONField(default=dict)
    keep_until = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    recorded: ClassVar = frozenset({"sha256", "time_zone"})
    sealed: ClassVar = frozenset({"name", "storage_key", "columns", "mapping", "preview"})
    unlogged: ClassVar = frozenset({"name", "storage_key", "columns", "mapping", "preview", "removed_at", "version"})

    def __str__(self) -> str:
        return "file of leads"
