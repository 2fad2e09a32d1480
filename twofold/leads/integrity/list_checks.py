"""Doctor's look at lists of existing pipeline: the newest list of a side has all of its entries."""

from __future__ import annotations

from collections.abc import Iterator

from twofold.core.upkeep.doctor import integrity_check
from twofold.leads.models import ExclusionEntry, ExclusionList

_WHY = "doctor looks at every row"


@integrity_check("lists of existing pipeline")
def newest_lists_are_whole() -> Iterator[str]:
    """Entries go together, when their list is replaced: what is left of each is looked at with all other rows."""
    newest = {
        (row.campaign_id, row.side): row for row in ExclusionList.rows.everywhere(because=_WHY).order_by("number")
    }
    for row in newest.values():
        found = ExclusionEntry.rows.everywhere(because=_WHY).filter(exclusion_list=row).count()
        if found != row.count:
            yield f"The list {row.pk} of existing pipeline: {found} of its {row.count} entries are there."
