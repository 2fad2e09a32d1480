"""A lead as both sides see it, the decision about it, and what routing has to remember between leads."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from twofold.campaigns.models import Campaign
from twofold.core.models import Company, DocumentVersion, Reference, Space, SpaceRow, once

from .exclusions import ExclusionList


class Lead(SpaceRow):
    """One lead of a campaign, without the person: number, outcome, whose it is, and the facts the rules read.

    `status` is the verdict's (routed, held, duplicate, not_shared, bad_row) and never changes but from held to
    routed when consent comes, and to held when it is withdrawn; `state` is how far following up has come, over all
    sides, `host_state` and `partner_state` each side's own (empty where the lead did not go). `key_hash` knows the person again without saying who it is.
    """

    space = Reference(Space, db_index=False)
    author = Reference(Company, db_index=False)
    campaign = Reference(Campaign, db_index=False)
    number = models.PositiveIntegerField()
    ref = models.CharField(max_length=64)
    status = models.CharField(max_length=12)
    state = models.CharField(max_length=12, default="new")
    host_state = models.CharField(max_length=12, blank=True)
    partner_state = models.CharField(max_length=12, blank=True)
    to = models.CharField(max_length=8, default="none")
    route = models.CharField(max_length=200, blank=True)
    first = models.CharField(max_length=8, blank=True)
    due = models.DateTimeField(null=True)
    counter = models.PositiveIntegerField(null=True)
    key_hash = models.CharField(max_length=64, blank=True)
    duplicate_of = Reference("self", null=True, db_index=False)
    lead_import = Reference("leads.LeadImport", null=True, db_index=False)
    row = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=32)
    facts = models.JSONField(default=dict)

    recorded: ClassVar = frozenset({"status", "state", "host_state", "partner_state", "to", "route", "first", "source"})
    sealed: ClassVar = frozenset({"key_hash", "facts", "ref"})

    class Meta(SpaceRow.Meta):
        constraints: ClassVar = [
            once("campaign", "number", name="lead_number_once"),
            once("campaign", "key_hash", name="lead_person_once", among=Q(status__in=["routed", "held"])),
            once("lead_import", "row", name="lead_row_once", among=Q(lead_import__isnull=False)),
        ]
        indexes: ClassVar = [
            models.Index(fields=["space", "-created_at", "id"], name="lead_newest"),
            models.Index(fields=["campaign", "state", "due", "id"], name="lead_waiting"),
        ]

    def __str__(self) -> str:
        return f"lead {self.number}"


class RoutingDecision(SpaceRow):
    """What the rules decided about a lead, as it was decided. `verdict` is the format's JSON, byte for byte.

    `facts` are those the rules read. The lists of existing pipeline are those that were asked.
    """

    space = Reference(Space, db_index=False)
    author = Reference(Company, db_index=False)
    lead = models.OneToOneField(Lead, models.PROTECT, related_name="decision")
    rules = Reference(DocumentVersion, db_index=False)
    host_list = Reference(ExclusionList, null=True, db_index=False)
    partner_list = Reference(ExclusionList, null=True, db_index=False)
    at = models.DateTimeField()
    verdict = models.TextField()
    facts = models.TextField()
    input_hash = models.CharField(max_length=64, blank=True)

    recorded: ClassVar = frozenset({"input_hash"})
    sealed: ClassVar = frozenset({"verdict", "facts"})
    append_only: ClassVar = True

    def __str__(self) -> str:
        return f"decision {self.input_hash[:12]}"


class RoutingState(SpaceRow):
    """Per campaign: the last lead number, and for each version of the rules what its splits have dealt.

    Whoever routes updates this row first, so that routing in one campaign is one at a time on every database.
    `shared` counts the leads that count as shared. `counters` is `{version id: {route name: leads dealt}}`; a new version starts at nothing.
    """

    campaign = models.OneToOneField(Campaign, models.PROTECT, related_name="+")
    last_number = models.PositiveIntegerField(default=0)
    counters = models.JSONField(default=dict)
    shared = models.PositiveIntegerField(default=0)

    recorded: ClassVar = frozenset({"counters"})

    def __str__(self) -> str:
        return f"routing up to lead {self.last_number}"
