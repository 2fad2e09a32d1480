"""Milestones and weekly check-ins."""

from typing import ClassVar

from django.db import models

from twofold.core.models import LIVING, Reference, SaidRow, once

from .campaign import CampaignRow, OrderedRow


class Milestone(OrderedRow):
    """A gate with the moment it should be reached; what it asks for is computed from facts (S1.22-S1.26)."""

    gate = models.CharField(max_length=32)
    name = models.CharField(max_length=200)
    meaning = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    passed_at = models.DateTimeField(null=True)

    recorded: ClassVar = frozenset({"gate", "name"})
    sealed: ClassVar = frozenset({"meaning"})

    class Meta(OrderedRow.Meta):
        constraints: ClassVar = [once("campaign", "gate", name="milestone_once")]


class MilestoneConfirmation(SaidRow):
    """One side's word that it is so: the kickoff needs that of both."""

    milestone = Reference(Milestone, related_name="confirmations")

    class Meta(SaidRow.Meta):
        constraints: ClassVar = [once("milestone", "side", name="confirmed_once", among=LIVING)]

    def __str__(self) -> str:
        return f"{self.side} confirmed"


class Checkin(CampaignRow):
    """One dated meeting of a weekly check-in; `kind` is progress (Monday) or go_no_go (Thursday)."""

    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=200)
    purpose = models.CharField(max_length=500, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()

    recorded: ClassVar = frozenset({"key", "kind", "name"})
    sealed: ClassVar = frozenset({"purpose"})

    class Meta(CampaignRow.Meta):
        constraints: ClassVar = [once("campaign", "key", "starts_at", name="checkin_once")]


class CheckinAnswer(SaidRow):
    """What one person told a check-in before it met. `ready` is asked on Thursdays only."""

    checkin = Reference(Checkin, related_name="answers")
    progress = models.TextField(blank=True)
    blockers = models.JSONField(default=list)
    ready = models.BooleanField(null=True)

    sealed: ClassVar = frozenset({"progress", "blockers"})

    class Meta(SaidRow.Meta):
        constraints: ClassVar = [once("checkin", "person", name="answered_once", among=LIVING)]

    def __str__(self) -> str:
        return f"answer to {self.checkin}"
