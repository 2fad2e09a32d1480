"""Roles of both sides, and who has which part in what."""

from typing import ClassVar

from django.db import models

from twofold.core.models import Person, Reference, once

from .campaign import Campaign, OrderedRow


class Role(OrderedRow):
    """A slot that one side fills with a person, or waives with a reason; it outlives the person (S1.12)."""

    key = models.CharField(max_length=80)
    side = models.CharField(max_length=8)
    title = models.CharField(max_length=200)
    does = models.CharField(max_length=500, blank=True)
    required = models.BooleanField(default=True)
    waivable = models.BooleanField(default=True)
    runs_campaign = models.BooleanField(default=False)
    person = Reference(Person, null=True)
    assigned_at = models.DateTimeField(null=True)
    waived_because = models.CharField(max_length=500, blank=True)

    recorded: ClassVar = frozenset({"key", "side", "title"})
    sealed: ClassVar = frozenset({"does", "waived_because"})

    class Meta(OrderedRow.Meta):
        constraints: ClassVar = [once("campaign", "key", "side", name="role_once")]


class RaciRow(OrderedRow):
    """One area of the campaign. `letters` maps role ids to their letters: `{"<role>": ["A", "R"]}` (S1.37)."""

    campaign = Reference(Campaign)
    area = models.CharField(max_length=200)
    letters = models.JSONField(default=dict)

    recorded: ClassVar = frozenset({"letters"})
    sealed: ClassVar = frozenset({"area"})

    @property
    def title(self) -> str:
        """What it is called: its area."""
        return self.area
