"""Views of lists that people saved: their own, and those of their company."""

from typing import ClassVar

from django.db import models

from twofold.core.models import Person, Reference, SpaceRow, once


class SavedView(SpaceRow):
    """How somebody wants to see a list: columns, filters, order and the rest, as they stand in its address.

    It lives in the space of a company. With a `person` it is that person's own and nobody else sees it. One view of a
    list is the default of the company, and one of each person: a unique key chooses it. What it is called and what it
    looks for may be personal, so neither stands in the log.
    """

    entity = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    person = Reference(Person, null=True)
    state = models.JSONField(default=dict)
    is_default = models.BooleanField(default=False)
    position = models.IntegerField(default=0)

    class Meta(SpaceRow.Meta):
        constraints: ClassVar = [
            once(
                "space",
                "entity",
                name="company_default_view_once",
                among=models.Q(person__isnull=True, is_default=True, deleted_at__isnull=True),
            ),
            once(
                "space",
                "entity",
                "person",
                name="own_default_view_once",
                among=models.Q(person__isnull=False, is_default=True, deleted_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        """The name, which colleagues read in the activity; an own view keeps it to itself."""
        return "a view of their own" if self.person_id else f"the view “{self.name}”"
