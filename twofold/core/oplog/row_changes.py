"""What others changed since somebody looked: which fields of a row, who, and when, by the log. Values stay where they are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from twofold.core.models import OplogEntry, SpaceRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twofold.core.actor import Actor

MOST_ENTRIES = 100
FIELD_NAMES: dict[type[Any], dict[str, str]] = {}
"""What each column of a table is called on the API, for those columns that are shown there. Entities fill it in."""


def changes_since(actor: Actor, row: SpaceRow, version: int) -> list[dict[str, Any]]:
    """`[{field, by, at}]`, the newest change of each field first, from after this version of the row.

    The log has no versions, but each change of a row made one: they are counted back from the row as it stands. Fields
    that the API does not show are not named, and only what the actor sees of the log is read.
    """
    if not actor.may("activity.see"):
        return []
    names, found = FIELD_NAMES.get(type(row), {}), dict[str, dict[str, Any]]()
    for at_version, (entry, columns) in zip(range(row.version, version, -1), _steps(actor, row), strict=False):
        assert at_version > version
        who = entry.person.name if entry.person else "Twofold"
        for column in columns:
            name = names.get(column)
            if name and name not in found:
                found[name] = {"field": name, "by": who, "at": entry.at}
    return list(found.values())


def _steps(actor: Actor, row: SpaceRow) -> Iterator[tuple[OplogEntry, list[str]]]:
    """Each change of the row, newest first: the entry and the columns."""
    entries = OplogEntry.rows.visible_to(actor).filter(target_id=row.pk).select_related("person").order_by("-position")
    for entry in entries[:MOST_ENTRIES]:
        for change in reversed(json.loads(entry.body)["changes"]):
            if change["id"] == row.pk and change["fields"]:
                yield entry, list(change["fields"])
