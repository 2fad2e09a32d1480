"""What each side did about a lead: who, when, and why. A record, not a flag."""

from typing import ClassVar

from django.db import models

from twofold.core.models import Person, Reference, SpaceRow

from .routing import Lead


class LeadStep(SpaceRow):
    """One step of one side: accepted, returned, contacted, … (data-shapes §2); or `withdrawn`, when the person took
    back their consent for that side, whichever side wrote it down. Both sides see it.

    `deal_minor` is money in minor units of `deal_currency`.
    """

    lead = Reference(Lead, related_name="steps")
    side = models.CharField(max_length=8)
    state = models.CharField(max_length=12)
    person = Reference(Person, null=True)
    note = models.CharField(max_length=1000, blank=True)
    deal_minor = models.BigIntegerField(null=True)
    deal_currency = models.CharField(max_length=3, blank=True)

    recorded: ClassVar = frozenset({"side", "state", "deal_currency"})
    sealed: ClassVar = frozenset({"note"})
    append_only: ClassVar = True

    def __str__(self) -> str:
        return f"{self.side}: {self.state}"
