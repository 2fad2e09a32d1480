"""Doctor's look at templates and workspaces: what was planted is in the log as one hash for each kind of row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from twofold.core.models import OplogEntry, SpaceRow
from twofold.core.operations.context import logged_values
from twofold.core.oplog.row_kinds import kind_of, row_kinds
from twofold.core.upkeep.doctor import integrity_check

from .from_template import ROWS_HASH, rows_hash
from .library import problems_in_words

_WHY = "doctor looks at every row"
Before = dict[str, dict[str, Any]]


integrity_check("campaign templates")(problems_in_words)


@integrity_check("workspaces as they were planted")
def template_rows_hold() -> Iterator[str]:
    """Each planted row is there, what no operation has changed since is as the template had it, and no other row is there."""
    openings, before = _openings_and_changes()
    planted: dict[type[SpaceRow], set[str]] = {
        model: set() for model in row_kinds().values() if _is_from_template(model)
    }
    for entry, hashes in openings:
        for model, known in planted.items():
            name = model._meta.model_name or ""
            rows = list(model.rows.everywhere(because=_WHY).filter(space_id=entry.space_id, created_at=entry.at))
            told = {row.pk: logged_values(row) | before.get(row.pk, {}) for row in rows}
            found = {pk: columns for pk, columns in told.items() if columns["campaign_id"] is not None}
            known.update(found)
            touched = [row for row in rows if row.pk not in before and not _untouched(row, entry)]
            if touched or (name in hashes and rows_hash(found) != hashes[name]):
                yield f"Campaign {entry.target_id}: of its {model._meta.verbose_name_plural}, not all are as they were planted."
    for model, known in planted.items():
        for pk in model.rows.everywhere(because=_WHY).values_list("pk", flat=True).iterator(500):
            if pk not in known and pk not in before:
                yield f"The {kind_of(model)} {pk} is there, but the log does not know of it."


def _is_from_template(model: type[SpaceRow]) -> bool:
    return model.bulk_logged and model._meta.app_label == "campaigns"


def _untouched(row: SpaceRow, entry: OplogEntry) -> bool:
    """Whether the columns that every change moves stand as at the beginning."""
    return (row.version, row.updated_at, row.author_id) == (1, row.created_at, entry.company_id)


def _openings_and_changes() -> tuple[list[tuple[OplogEntry, dict[str, str]]], Before]:
    """Each opening of a workspace with its hashes by kind of row; and row → each column that an operation has changed
    since, as it was at first. A row that an operation made had no columns before.
    """
    openings: list[tuple[OplogEntry, dict[str, str]]] = []
    first: Before = {}
    kept = {kind_of(model) for model in row_kinds().values() if _is_from_template(model)}
    for entry in OplogEntry.rows.everywhere(because=_WHY).order_by("position").iterator(500):
        hashes: dict[str, str] = {}
        for change in _changes(entry.body):
            if change["kind"] in kept:
                known = first.setdefault(change["id"], {})
                for name, pair in change["fields"].items():
                    known.setdefault(name, pair[0])
            hashes |= {
                name.removesuffix(ROWS_HASH): pair[1]
                for name, pair in change["fields"].items()
                if name.endswith(ROWS_HASH)
            }
        if entry.operation == "campaign.open":
            openings.append((entry, hashes))
    return openings, first


def _changes(body: str) -> list[dict[str, Any]]:
    try:
        found: list[dict[str, Any]] = json.loads(body)["changes"]
    except (ValueError, KeyError):
        return []  # the look at the chains tells of it
    return found
