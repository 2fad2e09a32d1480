"""How many leads there are, kept by the database (core/fast/trigger_counts.py), so that a million of them need not be walked."""

from typing import ClassVar

from django.db import models

from twofold.campaigns.models import Campaign
from twofold.core.models import Reference, ScopedManager, Space, once
from twofold.core.reading import TriggerCount


class LeadTally(models.Model):
    """Living leads of a campaign by outcome, state and destination; seen by whoever is in the campaign's space."""

    space = Reference(Space, db_index=False)
    campaign = Reference(Campaign, db_index=False)
    status = models.CharField(max_length=12)
    state = models.CharField(max_length=12)
    to = models.CharField(max_length=8)
    host_state = models.CharField(max_length=12)
    partner_state = models.CharField(max_length=12)
    first = models.CharField(max_length=8)
    count = models.BigIntegerField()

    trigger_count: ClassVar = TriggerCount(
        "leads_lead",
        "{row}.deleted_at IS NULL",
        {
            name: f'{{row}}."{name}"'
            for name in (
                "campaign_id", "space_id", "status", "state", "to", "host_state", "partner_state", "first"
            )
        },
    )  # fmt: skip
    rows: ClassVar = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            once(
                "campaign",
                "space",
                "status",
                "state",
                "to",
                "host_state",
                "partner_state",
                "first",
                name="lead_tally_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.count} leads {self.state}"


class LeadsWaiting(models.Model):
    """Leads that a side still has to contact first, accepted or not, by the hour (`2026-03-01 12`, UTC) in which it is due."""

    space = Reference(Space, db_index=False)
    campaign = Reference(Campaign, db_index=False)
    side = models.CharField(max_length=8)
    hour = models.CharField(max_length=13)
    count = models.BigIntegerField()

    trigger_count: ClassVar = TriggerCount(
        "leads_lead",
        "{row}.deleted_at IS NULL AND {row}.due IS NOT NULL AND "
        "(({row}.first = 'host' AND {row}.host_state IN ('routed', 'accepted')) "
        "OR ({row}.first = 'partner' AND {row}.partner_state IN ('routed', 'accepted')))",
        {
            "campaign_id": "{row}.campaign_id",
            "space_id": "{row}.space_id",
            "side": "{row}.first",
            "hour": "substr({row}.due, 1, 13)",
        },
        on_postgres={"hour": "to_char({row}.due AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24')"},
    )
    rows: ClassVar = ScopedManager()

    class Meta:
        constraints: ClassVar = [once("campaign", "space", "side", "hour", name="leads_waiting_once")]

    def __str__(self) -> str:
        return f"{self.count} leads wait for the {self.side}"
