"""Doctor's look at templates and workspaces: what was planted is in the log as one hash for each kind of row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps

from twofold.core.doctor import examination
from twofold.core.doing import as_told
from twofold.core.kinds import kind_of
from twofold.core.models import OplogEntry

from .library import problems_in_words
from .planting import PLANTED, over

_WHY = "doctor looks at every row"
Before = dict[str, dict[str, Any]]


examination("campaign templates")(problems_in_words)


@examination("workspaces as they were planted")
def planted_rows_hold() -> Iterator[str]:
    """Each planted row is there, and what no operation has changed since is as the template had it."""
    entries = OplogEntry.rows.everywhere(because=_WHY)
    for entry in entries.filter(operation="campaign.open").order_by("position").iterator(100):
        hashes = {
            name.removesuffix(PLANTED): pair[1]
            for change in _changes(entry.body)
            for name, pair in change["fields"].items()
            if name.endswith(PLANTED)
        }
        models = {name: apps.get_model("campaigns", name) for name in hashes}
        before = _before(entry.space_id, {kind_of(model) for model in models.values()})
        for name, model in models.items():
            found = model.rows.everywhere(because=_WHY).filter(space_id=entry.space_id, created_at=entry.at)
            told = {row.pk: as_told(row) | before.get(row.pk, {}) for row in found}
            planted = {pk: columns for pk, columns in told.items() if columns["campaign_id"] is not None}
            if over(planted) != hashes[name]:
                yield f"Campaign {entry.target_id}: of its {model._meta.verbose_name_plural}, not all are as they were planted."


def _before(space_id: str, kinds: set[str]) -> Before:
    """Row → each column that an operation has changed since, as it was at first. A row that an operation made had no
    columns before.
    """
    first: Before = {}
    for body in (
        OplogEntry.rows.everywhere(because=_WHY)
        .filter(space_id=space_id)
        .order_by("seq")
        .values_list("body", flat=True)
        .iterator(500)
    ):
        for change in _changes(body):
            if change["kind"] in kinds:
                known = first.setdefault(change["id"], {})
                for name, pair in change["fields"].items():
                    known.setdefault(name, pair[0])
    return first


def _changes(body: str) -> list[dict[str, Any]]:
    try:
        found: list[dict[str, Any]] = json.loads(body)["changes"]
    except (ValueError, KeyError):
        return []  # the look at the chains tells of it
    return found
