"""Task lists, tasks, and where each stream of work stands on the hill."""

from typing import ClassVar

from django.db import models

from twofold.core.models import Person, Reference, SpaceRow, once

from .campaign import Campaign, OrderedRow
from .people import Role


class TaskList(OrderedRow):
    """One stage of the campaign with the role that answers for it (S1.31)."""

    key = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    purpose = models.CharField(max_length=500, blank=True)
    dri = Reference(Role, null=True)

    recorded: ClassVar = frozenset({"key", "name"})
    sealed: ClassVar = frozenset({"purpose"})

    class Meta(OrderedRow.Meta):
        constraints: ClassVar = [once("campaign", "key", name="task_list_once")]


class Task(OrderedRow):
    """One piece of work with one DRI role, whose side is the task's (S1.45). Done when it says by whom and when."""

    task_list = Reference(TaskList)
    title = models.CharField(max_length=300)
    dri = Reference(Role, null=True)
    due = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    finished_by = Reference(Person, null=True)
    key = models.CharField(max_length=100, blank=True)
    covers = models.JSONField(default=list)

    recorded: ClassVar = frozenset({"key", "covers"})

    class Meta(OrderedRow.Meta):
        indexes: ClassVar = [models.Index(fields=["campaign", "finished_at", "due"], name="task_open")]

    @property
    def side(self) -> str | None:
        """The side whose role moves it."""
        return self.dri.side if self.dri else None


class Dot(OrderedRow):
    """A stream of work on the hill chart: 0 bottom left, 50 the top, 100 done (S1.32)."""

    campaign = Reference(Campaign)
    task_list = Reference(TaskList, null=True)
    name = models.CharField(max_length=200)
    place = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=500, blank=True)
    moved_at = models.DateTimeField()

    recorded: ClassVar = frozenset({"name"})
    sealed: ClassVar = frozenset({"note"})

    class Meta(OrderedRow.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(place__gte=0, place__lte=100), name="dot_on_the_hill")
        ]


class HillSnapshot(SpaceRow):
    """Where a dot was put, by whom and why: the chart's history, never changed."""

    dot = Reference(Dot)
    person = Reference(Person, null=True)
    place = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=500, blank=True)

    sealed: ClassVar = frozenset({"note"})
    append_only: ClassVar = True

    def __str__(self) -> str:
        return f"at {self.place}"
