"""Milestones and weekly check-ins."""

from typing import ClassVar

from django.db import models

from twofold.core.models import Person, SpaceRow

from .campaign import CampaignRow, OrderedRow


class Milestone(OrderedRow):
    """A gate with the moment it should be reached; what it asks for is computed from facts (S1.22-S1.26)."""

    gate = models.CharField(max_length=32)
    name = models.CharField(max_length=200)
    meaning = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    passed_at = models.DateTimeField(null=True)

    recorded: ClassVar = frozenset({"campaign_id", "gate", "name", "at", "passed_at", "position"})
    sealed: ClassVar = frozenset({"meaning"})

    class Meta(OrderedRow.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "gate"], name="milestone_once")]


class MilestoneConfirmation(SpaceRow):
    """One side's word that it is so: the kickoff needs that of both."""

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="confirmations")
    side = models.CharField(max_length=8)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    recorded: ClassVar = frozenset({"milestone_id", "side", "person_id"})

    class Meta(SpaceRow.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["milestone", "side"], condition=models.Q(deleted_at__isnull=True), name="confirmed_once"
            )
        ]

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

    recorded: ClassVar = frozenset({"campaign_id", "key", "kind", "name", "starts_at", "ends_at", "minutes"})
    sealed: ClassVar = frozenset({"purpose"})

    class Meta(CampaignRow.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "key", "starts_at"], name="checkin_once")]


class CheckinAnswer(SpaceRow):
    """What one person told a check-in before it met. `ready` is asked on Thursdays only."""

    checkin = models.ForeignKey(Checkin, models.PROTECT, related_name="answers")
    side = models.CharField(max_length=8)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    progress = models.TextField(blank=True)
    blockers = models.JSONField(default=list)
    ready = models.BooleanField(null=True)

    recorded: ClassVar = frozenset({"checkin_id", "side", "person_id", "ready"})
    sealed: ClassVar = frozenset({"progress", "blockers"})

    class Meta(SpaceRow.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["checkin", "person"], condition=models.Q(deleted_at__isnull=True), name="answered_once"
            )
        ]

    def __str__(self) -> str:
        return f"answer to {self.checkin}"
