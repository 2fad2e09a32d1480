"""What is to be made for a campaign."""

from typing import ClassVar

from django.db import models

from twofold.campaigns.models import Campaign, Role
from twofold.core.models import SpaceRow


class Asset(SpaceRow):
    """Something that carries both names: one role makes it, until `due` both sides must have approved it."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=32)
    side = models.CharField(max_length=8)
    dri = models.ForeignKey(Role, models.PROTECT, null=True, related_name="+")
    due = models.DateTimeField(null=True)
    position = models.PositiveSmallIntegerField(default=0)

    recorded: ClassVar = frozenset({"campaign_id", "key", "side", "position"})

    class Meta(SpaceRow.Meta):
        indexes: ClassVar = [models.Index(fields=["campaign", "due"], name="asset_due")]

    def __str__(self) -> str:
        return self.title
