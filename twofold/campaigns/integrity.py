"""What `doctor` checks of campaigns: templates, and that a space is closed exactly while its campaign is removed."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Q

from twofold.core.models import Space
from twofold.core.models.spaces import SpaceKind
from twofold.core.upkeep.doctor import integrity_check

from .library import problems_in_words
from .models import Campaign

_WHY = "doctor looks at every row"


integrity_check("campaign templates")(problems_in_words)


@integrity_check("spaces of removed campaigns")
def closed_spaces_are_those_of_removed_campaigns() -> Iterator[str]:
    """Closed at the moment of the removal, open otherwise; no other space is ever closed."""
    rows = Campaign.rows.everywhere(because=_WHY).filter(space__kind=SpaceKind.CAMPAIGN)
    alike = Q(deleted_at__isnull=True, space__closed_at__isnull=True) | Q(deleted_at=F("space__closed_at"))
    for pk, space in rows.exclude(alike).values_list("pk", "space_id"):
        yield f"The space {space} of campaign {pk} is open or closed otherwise than its campaign is removed."
    for pk in Space.rows.filter(closed_at__isnull=False).exclude(kind=SpaceKind.CAMPAIGN).values_list("pk", flat=True):
        yield f"The space {pk} is closed, although it is none of a campaign."
