"""The launch calendar's items, blockers, and the go or no-go."""

from typing import ClassVar

from django.db import models

from twofold.assets.models import Asset
from twofold.campaigns.models import CampaignRow, Task
from twofold.core.models import Person, Reference, SaidRow


class LaunchItem(CampaignRow):
    """Something that becomes public on one side at one time, after the items it depends on (S1.48)."""

    key = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=32)
    side = models.CharField(max_length=8)
    channel = models.CharField(max_length=100)
    publish_at = models.DateTimeField()
    depends_on = models.JSONField(default=list)
    asset = Reference(Asset, null=True)

    recorded: ClassVar = frozenset({"key"})

    class Meta(CampaignRow.Meta):
        indexes: ClassVar = [models.Index(fields=["campaign", "publish_at"], name="launch_order")]


class Blocker(CampaignRow):
    """Something in the way: which side can clear it, who said so, since when (S1.74). Cleared when it says by whom."""

    title = models.CharField(max_length=300)
    side = models.CharField(max_length=8)
    task = Reference(Task, null=True)
    owner = Reference(Person, null=True)
    raised_by = Reference(Person)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = Reference(Person, null=True)
    outcome = models.CharField(max_length=500, blank=True)

    sealed: ClassVar = frozenset({"outcome"})

    class Meta(CampaignRow.Meta):
        indexes: ClassVar = [models.Index(fields=["campaign", "resolved_at"], name="blocker_open")]


class LaunchDecision(CampaignRow, SaidRow):
    """A side's go or no-go, by the person who leads the campaign there. An override says why."""

    decision = models.CharField(max_length=8, choices=[("go", "go"), ("no_go", "no-go")])
    override_because = models.CharField(max_length=1000, blank=True)

    append_only: ClassVar = True

    class Meta(CampaignRow.Meta):
        indexes: ClassVar = [models.Index(fields=["campaign", "created_at"], name="decision_latest")]

    def __str__(self) -> str:
        return self.decision.replace("_", "-")
