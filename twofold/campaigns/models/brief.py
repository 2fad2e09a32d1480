"""What lies ready in the workspace: the brief, the pins, the connections."""

from typing import ClassVar

from django.db import models

from twofold.core.models import Person, Reference, once

from .campaign import Campaign, OrderedRow


class BriefSection(OrderedRow):
    """One section of the campaign brief; written when it has a text."""

    key = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    prompt = models.CharField(max_length=500, blank=True)
    required = models.BooleanField(default=True)
    text = models.TextField(blank=True)
    written_by = Reference(Person, null=True)
    written_at = models.DateTimeField(null=True)

    recorded: ClassVar = frozenset({"key", "title"})
    sealed: ClassVar = frozenset({"prompt", "text"})

    class Meta(OrderedRow.Meta):
        constraints: ClassVar = [once("campaign", "key", name="brief_section_once")]


class Pin(OrderedRow):
    """A pinned resource: it opens the living thing (`shows`), not a file (S1.36-S1.40)."""

    campaign = Reference(Campaign)
    name = models.CharField(max_length=200)
    shows = models.CharField(max_length=32)

    recorded: ClassVar = frozenset({"name", "shows"})


class Connection(OrderedRow):
    """A service outside that the workspace works with; without it a fallback does the same by hand (S1.35)."""

    service = models.CharField(max_length=32)
    purpose = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=20, default="not_connected")

    recorded: ClassVar = frozenset({"service", "state"})
    sealed: ClassVar = frozenset({"purpose"})

    class Meta(OrderedRow.Meta):
        constraints: ClassVar = [once("campaign", "service", name="connection_once")]

    def __str__(self) -> str:
        return self.service
