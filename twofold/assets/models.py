"""What is to be made for a campaign."""

from typing import ClassVar

from django.db import models

from twofold.campaigns.models import OrderedRow, Role
from twofold.core.models import Reference


class Asset(OrderedRow):
    """Something that carries both names: one role makes it, until `due` both sides must have approved it."""

    key = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=32)
    side = models.CharField(max_length=8)
    dri = Reference(Role, null=True)
    due = models.DateTimeField(null=True)

    recorded: ClassVar = frozenset({"key", "side"})

    class Meta(OrderedRow.Meta):
        indexes: ClassVar = [models.Index(fields=["campaign", "due"], name="asset_due")]
