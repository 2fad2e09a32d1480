"""Spaces: every domain row lives in exactly one, and you see the rows of the spaces you are in."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from .people import Company, Membership
from .rows import IdField, SystemRow


class SpaceKind(models.TextChoices):
    """The three kinds of space (design.md)."""

    COMPANY = "company"
    PARTNERSHIP = "partnership"
    CAMPAIGN = "campaign"


class Space(SystemRow):
    """A place with one side or two; a campaign's `parent` is its partnership. Its `head_seq` and `head_hash` are the end of its oplog chain.

    While it is closed, what lives in it is out of sight, for every side; the log can be read, and what may open it
    again is still reached (`reached_when_closed`).
    """

    id = IdField(primary_key=True)
    kind = models.CharField(max_length=16, choices=SpaceKind.choices)
    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    head_seq = models.PositiveBigIntegerField(default=0)
    head_hash = models.CharField(max_length=64, default="")
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    unlogged = frozenset({"head_seq", "head_hash"})  # every entry moves them; the chain is held against them

    rows: ClassVar[models.Manager["Space"]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class Side(SystemRow):
    """A company's place in a space. In a shared space the company that opened it is the host."""

    id = IdField(primary_key=True)
    space = models.ForeignKey(Space, models.PROTECT, related_name="sides")
    company = models.ForeignKey(Company, models.PROTECT, related_name="sides")
    side = models.CharField(max_length=8, choices=[("host", "host"), ("partner", "partner")])
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    rows: ClassVar[models.Manager["Side"]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["space", "side"], condition=Q(ended_at__isnull=True), name="side_once"),
            models.UniqueConstraint(
                fields=["space", "company"], condition=Q(ended_at__isnull=True), name="side_company_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company} as {self.side}"


class Seat(SystemRow):
    """A guest's place in one space."""

    id = IdField(primary_key=True)
    space = models.ForeignKey(Space, models.PROTECT, related_name="seats")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="seats")
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    rows: ClassVar[models.Manager["Seat"]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["space", "membership"], condition=Q(ended_at__isnull=True), name="seat_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership} in {self.space}"
