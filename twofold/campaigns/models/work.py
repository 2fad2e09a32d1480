"""Task lists, tasks, and where each stream of work stands on the hill."""

from typing import ClassVar

from django.db import models

from twofold.core.models import Person, SpaceRow

from .campaign import Campaign, OrderedRow
from .people import Role


class TaskList(OrderedRow):
    """One stage of the campaign with the role that answers for it (S1.31)."""

    key = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    purpose = models.CharField(max_length=500, blank=True)
    dri = models.ForeignKey(Role, models.PROTECT, null=True, related_name="+")

    recorded: ClassVar = frozenset({"campaign_id", "key", "name", "dri_id", "position"})
    sealed: ClassVar = frozenset({"purpose"})

    class Meta(OrderedRow.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "key"], name="task_list_once")]


class Task(OrderedRow):
    """One piece of work with one DRI role, whose side is the task's (S1.45). Done when it says by whom and when."""

    task_list = models.ForeignKey(TaskList, models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    dri = models.ForeignKey(Role, models.PROTECT, null=True, related_name="+")
    due = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    finished_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    key = models.CharField(max_length=100, blank=True)
    covers = models.JSONField(default=list)

    recorded: ClassVar = frozenset(
        {"campaign_id", "task_list_id", "finished_at", "finished_by_id", "key", "covers", "position"}
    )

    class Meta(OrderedRow.Meta):
        indexes: ClassVar = [models.Index(fields=["campaign", "finished_at", "due"], name="task_open")]

    @property
    def side(self) -> str | None:
        """The side whose role moves it."""
        return self.dri.side if self.dri else None


class Dot(OrderedRow):
    """A stream of work on the hill chart: 0 bottom left, 50 the top, 100 done (S1.32)."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    task_list = models.ForeignKey(TaskList, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    place = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=500, blank=True)
    moved_at = models.DateTimeField()

    recorded: ClassVar = frozenset({"campaign_id", "task_list_id", "name", "place", "moved_at", "position"})
    sealed: ClassVar = frozenset({"note"})

    class Meta(OrderedRow.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(place__gte=0, place__lte=100), name="dot_on_the_hill")
        ]


class HillSnapshot(SpaceRow):
    """Where a dot was put, by whom and why: the chart's history, never changed."""

    dot = models.ForeignKey(Dot, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    place = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=500, blank=True)

    recorded: ClassVar = frozenset({"dot_id", "person_id", "place"})
    sealed: ClassVar = frozenset({"note"})
    append_only: ClassVar = True

    def __str__(self) -> str:
        return f"at {self.place}"
