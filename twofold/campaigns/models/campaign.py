"""The campaign itself."""

from typing import Any, ClassVar

from django.db import models

from twofold.core.models import Reference, SpaceRow


class Campaign(SpaceRow):
    """One joint campaign with one partner (requirements S2.37).

    A workspace lives in its campaign space, whose `parent` is the partnership; each side finds its own partner
    record through that, so that no side's private id stands in the shared row. A campaign that one company only
    tracks for itself lives in that company's space and names its partner record in `tracked_partner`.
    """

    key = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    type = models.CharField(max_length=32)
    channel = models.CharField(max_length=100, blank=True)
    status = models.CharField(max_length=16, default="planning")
    start_date = models.DateField(null=True)
    end_date = models.DateField(null=True)
    budget = models.FloatField(null=True)
    currency = models.CharField(max_length=3, default="EUR")
    budget_split = models.CharField(max_length=200, blank=True)
    leads = models.FloatField(default=0)
    conversions = models.FloatField(default=0)
    revenue = models.FloatField(default=0)
    deliverables = models.JSONField(default=list)
    notes = models.TextField(blank=True)
    template = models.CharField(max_length=80, blank=True)
    options = models.JSONField(default=list)
    launch_date = models.DateField(null=True)
    launch_at = models.DateTimeField(null=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    hill_name = models.CharField(max_length=200, blank=True)
    guide = models.JSONField(default=dict)
    tracked_partner = models.CharField(max_length=21, blank=True)

    recorded: ClassVar = frozenset({"key", "template", "options", "time_zone", "hill_name", "tracked_partner"})
    sealed: ClassVar = frozenset({"guide"})
    reached_when_closed: ClassVar = "deleted"

    class Meta(SpaceRow.Meta):
        indexes: ClassVar = [models.Index(fields=["space", "status", "-created_at"], name="campaign_board")]

    @property
    def is_workspace(self) -> bool:
        """Whether two companies share it, as opposed to one that a company tracks for itself."""
        return bool(self.template)


class CampaignRow(SpaceRow):
    """What belongs to a campaign, in its space."""

    campaign = Reference(Campaign, db_index=False)

    class Meta(SpaceRow.Meta):
        abstract = True

    @classmethod
    def of(cls, *campaigns: Campaign) -> models.QuerySet[Any]:
        """The living rows of campaigns that were reached through `visible_to`."""
        rows: models.QuerySet[Any] = cls.rows.within(*(each.space_id for each in campaigns))
        return rows.filter(campaign__in=[each.pk for each in campaigns])


class OrderedRow(CampaignRow):
    """The same with its place among its kind, counted from 0."""

    position = models.PositiveSmallIntegerField(default=0)

    class Meta(CampaignRow.Meta):
        abstract = True
