"""The partner record: one company's own view of another. Lives in that company's space."""

from typing import ClassVar

from django.db import models

from twofold.core.models import LIVING, Company, Reference, Space, SpaceRow, once

ASKED_ABOUT = (
    "status", "type", "owner_user_id", "revenue_attributed", "currency", "next_review", "created_at",
    "contact_name", "contact_email",
)  # fmt: skip
"""What lists filter by, sort by, search and add up: it stands in the index of the list, so that a question whose answer
is rare looks at 100,000 narrow lines of that rather than at as many records. PostgreSQL lets a line have 2,700 bytes,
which the longest of these come close to.
"""
SEARCHED = ("company", "contact_name", "contact_email", "status")
"""What a search looks into, and what it shows: it stands in the index of the newest, and a search reads nothing else."""


class Partner(SpaceRow):
    """A partner as its owner sees it (requirements S2.36). The other company never sees this row.

    What the log shows of its other columns says the declaration (`entities.py`). Its indexes are those below and no more: each is another
    page to write with every record.
    """

    space = Reference(Space, db_index=False)
    author = Reference(Company, db_index=False)
    company = models.CharField(max_length=200)
    contact_name = models.CharField(max_length=200)
    contact_email = models.CharField(max_length=254)
    contact_phone = models.CharField(max_length=50, blank=True)
    type = models.CharField(max_length=32)
    status = models.CharField(max_length=16, default="prospect")
    tier = models.CharField(max_length=32, default="standard")
    owner_user_id = models.CharField(max_length=21, blank=True)
    agreement_url = models.CharField(max_length=500, blank=True)
    commission_rate = models.CharField(max_length=100, blank=True)
    referrals_made = models.FloatField(default=0)
    referrals_received = models.FloatField(default=0)
    revenue_attributed = models.FloatField(default=0)
    currency = models.CharField(max_length=3, default="EUR")
    shared_customers = models.FloatField(default=0)
    integration_status = models.CharField(max_length=100, blank=True)
    last_sync = models.CharField(max_length=40, blank=True)
    next_review = models.CharField(max_length=40, blank=True)
    notes = models.TextField(blank=True)
    we_get = models.TextField(blank=True)
    they_get = models.TextField(blank=True)
    churn_reason = models.TextField(blank=True)
    audience_overlap = models.PositiveSmallIntegerField(null=True)
    strategic_value = models.PositiveSmallIntegerField(null=True)
    execution_effort = models.PositiveSmallIntegerField(null=True)
    counterpart = Reference(Company, null=True, db_index=False)
    partnership = Reference(Space, null=True, db_index=False)

    recorded: ClassVar = frozenset({"status"})
    sealed: ClassVar = frozenset({"churn_reason"})

    class Meta(SpaceRow.Meta):
        indexes: ClassVar = [
            models.Index(fields=["space", "deleted_at", "company", "id", *ASKED_ABOUT], name="partner_list"),
            models.Index(
                fields=["partnership", "space"],
                condition=models.Q(partnership__isnull=False),
                name="partner_of_partnership",
            ),
            models.Index(fields=["space", "deleted_at", "-created_at", "id", *SEARCHED], name="partner_newest"),
            models.Index(fields=["space", "-revenue_attributed", "id"], condition=LIVING, name="partner_by_revenue"),
            models.Index(fields=["space", "next_review", "id"], condition=LIVING, name="partner_by_review"),
        ]
        constraints: ClassVar = [
            once("space", "counterpart", name="counterpart_once", among=LIVING & models.Q(counterpart__isnull=False))
        ]

    def __str__(self) -> str:
        return self.company
