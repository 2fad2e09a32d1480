"""What people say for their side."""

from typing import ClassVar

from django.db import models

from .rows import Reference, SpaceRow


class SaidRow(SpaceRow):
    """What a person says for their side of a shared space, such as a yes (core/entities/own_rows.py)."""

    side = models.CharField(max_length=8)
    person = Reference("core.Person")

    recorded: ClassVar = frozenset({"side"})

    class Meta(SpaceRow.Meta):
        abstract = True
