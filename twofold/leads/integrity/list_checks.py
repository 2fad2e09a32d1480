"""Doctor's look at lists of existing pipeline: their entries are those that the log has one hash over."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.db.models import F, Q

from twofold.core.models import OplogEntry
from twofold.core.upkeep.doctor import integrity_check
from twofold.leads.models import ExclusionEntry, ExclusionList
from twofold.leads.routing.exclusion_lists import ENTRIES_HASH, entries_hash

_WHY = "doctor looks at every row"


@integrity_check("lists of existing pipeline")
def lists_are_as_promised() -> Iterator[str]:
    """The newest list of a side has its entries, an older one has them or none any more."""
    told, newest = _told(), set()
    lists = ExclusionList.rows.everywhere(because=_WHY)
    for row in lists.order_by("-number").iterator(500):
        last = (row.campaign_id, row.side) not in newest
        newest.add((row.campaign_id, row.side))
        entries = ExclusionEntry.rows.everywhere(because=_WHY).filter(exclusion_list=row)
        found = list(entries.values_list("space_id", "pk", "entry_hash"))
        hashed = entries_hash(found[0][0], [(pk, hashed) for _, pk, hashed in found]) if found else ""
        if (found or (last and row.count)) and hashed != told.get(row.pk):
            yield f"The list {row.pk} of existing pipeline: its entries are not those that the log tells of."
        same = {"version": 1, "author_id": row.author_id, "created_at": row.created_at, "updated_at": F("created_at")}
        if entries.exclude(Q(**same, deleted_at__isnull=True, space_id=found[0][0] if found else "")).exists():
            yield f"The list {row.pk} of existing pipeline: not all its entries stand as they were written."


def _told() -> dict[str, str]:
    """List → the hash over its entries."""
    found = {}
    entries = OplogEntry.rows.everywhere(because=_WHY).filter(operation="exclusion_list.replace")
    for body in entries.values_list("body", flat=True).iterator(500):
        try:
            changes = json.loads(body)["changes"]
        except (ValueError, KeyError):
            continue  # the look at the chains tells of it
        for change in changes:
            if ENTRIES_HASH in change["fields"]:
                found[change["id"]] = change["fields"][ENTRIES_HASH][1]
    return found
