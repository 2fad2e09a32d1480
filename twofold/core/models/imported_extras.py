"""What an item brought along from another installation and has no column for here."""

from typing import ClassVar

from django.db import models

from .rows import SpaceRow


class CarriedOver(SpaceRow):
    """Unknown fields and earlier history of an imported item, kept word for word so that an export gives them again.

    Lives in the importing company's own space. Both texts are JSON: an object, and a list of log entries.
    """

    kind = models.CharField(max_length=32)
    item_id = models.CharField(max_length=21)
    extra = models.TextField(blank=True)
    history = models.TextField(blank=True)

    recorded: ClassVar = frozenset({"kind", "item_id"})
    sealed: ClassVar = frozenset({"extra", "history"})

    class Meta(SpaceRow.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "item_id"], name="carried_once")]

    def __str__(self) -> str:
        return f"what {self.kind} {self.item_id} brought along"
