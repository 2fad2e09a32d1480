"""What `doctor` checks of campaigns: templates, workspaces as their template made them (in the log as one hash for each
kind of row), and that a space is closed exactly while its campaign is removed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q

from twofold.core.models import OplogEntry, Space, SpaceRow
from twofold.core.models.spaces import SpaceKind
from twofold.core.operations.context import logged_values
from twofold.core.oplog.row_kinds import kind_of, row_kinds
from twofold.core.upkeep.doctor import integrity_check

from .from_template import ROWS_HASH, rows_hash
from .library import problems_in_words
from .models import Campaign

_WHY = "doctor looks at every row"
Before = dict[str, dict[str, Any]]


integrity_check("campaign templates")(problems_in_words)


@integrity_check("workspaces as they were planted")
def template_rows_hold() -> Iterator[str]:
    """Each row that a template made is there, what no operation has changed since is as the template had it, and no other row is there."""
    openings, before = _openings_and_changes()
    known_rows: dict[type[SpaceRow], set[str]] = {
        model: set() for model in row_kinds().values() if _is_from_template(model)
    }
    for entry, hashes in openings:
        for model, known in known_rows.items():
            name = model._meta.model_name or ""
            rows = list(model.rows.everywhere(because=_WHY).filter(space_id=entry.space_id, created_at=entry.at))
            logged = {row.pk: logged_values(row) | before.get(row.pk, {}) for row in rows}
            found = {pk: columns for pk, columns in logged.items() if columns["campaign_id"] is not None}
            known.update(found)
            touched = [row for row in rows if row.pk not in before and not _untouched(row, entry)]
            if touched or (name in hashes and rows_hash(found) != hashes[name]):
                yield f"Campaign {entry.target_id}: of its {model._meta.verbose_name_plural}, not all are as they were planted."
    for model, known in known_rows.items():
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


@integrity_check("spaces of removed campaigns")
def closed_spaces_are_those_of_removed_campaigns() -> Iterator[str]:
    """Closed at the moment of the removal, open otherwise; no other space is ever closed."""
    rows = Campaign.rows.everywhere(because=_WHY).filter(space__kind=SpaceKind.CAMPAIGN)
    alike = Q(deleted_at__isnull=True, space__closed_at__isnull=True) | Q(deleted_at=F("space__closed_at"))
    for pk, space in rows.exclude(alike).values_list("pk", "space_id"):
        yield f"The space {space} of campaign {pk} is open or closed otherwise than its campaign is removed."
    for pk in Space.rows.filter(closed_at__isnull=False).exclude(kind=SpaceKind.CAMPAIGN).values_list("pk", flat=True):
        yield f"The space {pk} is closed, although it is none of a campaign."
