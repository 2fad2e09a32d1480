"""One thing of every kind in every space where there is one, and one that was deleted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, OuterRef, Subquery

from tests.access.story import Story
from twofold.core.entities import ENTITIES, Entity
from twofold.core.models import Membership, OplogEntry, SpaceRow
from twofold.core.operations.registry import OPERATIONS
from twofold.core.oplog.row_kinds import row_kinds

WHY = "a test looks for specimens"
MISSING = "V1StGXR8_Z5jdHi6B-myT"
Ids = dict[str, str]

NEVER_HERE: dict[str, str] = {}
"""Entity → why the story cannot make one of them."""


def specimens(story: Story) -> dict[str, Ids]:
    """The word of the address (`partners`) → where it lives → its id; `deleted in …` for deleted ones."""
    found = {each.path: _of_resource(story, each) for each in ENTITIES.values()}
    for kind, model in row_kinds().items():
        if kind not in ENTITIES:
            found.setdefault(kind.replace("_", "-"), _of_model(story, model))
    changes = {noun: _changes(story, noun) for noun in ENTITIES if f"{noun}.undo" in OPERATIONS}
    return found | {f"changes of {noun}": ids for noun, ids in changes.items()} | {"undo": _by_space(changes.values())}


def _changes(story: Story, noun: str) -> Ids:
    """The newest log entry about such an item in every space: what `undo` is told."""
    entries = OplogEntry.rows.everywhere(because=WHY).filter(target_kind=noun).order_by("-position")
    picked = {where: entries.filter(space=space).first() for where, space in story.spaces.items()}
    return {where: entry.id for where, entry in picked.items() if entry}


def _by_space(found: Iterable[Ids]) -> Ids:
    """One of each space, of whichever kind comes last."""
    return {where: id for ids in found for where, id in ids.items()}


def _of_resource(story: Story, found: Entity) -> Ids:
    if not issubclass(found.model, SpaceRow):
        return _of_companies(story, found.noun)
    ids: Ids = {}
    for where, space in story.spaces.items():
        rows = found.rows(story.eyes[where], deleted=True).filter(space_id=space.pk)
        for name, some in (
            (where, rows.filter(deleted_at=None)),
            (f"deleted in {where}", rows.exclude(deleted_at=None)),
        ):
            row = some.order_by("-pk").values_list("pk", flat=True).first()
            ids |= {name: row} if row else {}
    return ids


def _of_model(story: Story, model: type[SpaceRow]) -> Ids:
    rows = model.rows.everywhere(because=WHY)
    picked = {where: rows.filter(space=space, deleted_at=None).first() for where, space in story.spaces.items()}
    return {where: row.pk for where, row in picked.items() if row}


def _of_companies(story: Story, noun: str) -> Ids:
    """Companies and people live in no space: they are named after their company's."""
    picked: dict[str, Any] = {where: actor for where, actor in story.eyes.items() if where.endswith("company")}
    return {where: actor.company.pk if noun == "company" else actor.person.pk for where, actor in picked.items()}


def newest_of(story: Story, model: type[SpaceRow]) -> SpaceRow | None:
    """A row that the host wrote, for deleting: of two or more, so that a living one is left. Where the clock stands
    still, the log tells which is the newest.
    """
    assert story.world.host.company is not None
    mine = model.rows.everywhere(because=WHY).filter(author=story.world.host.company, deleted_at=None)
    first = OplogEntry.rows.everywhere(because=WHY).filter(target_id=OuterRef("pk")).order_by("position")
    mine = mine.annotate(made_at=Subquery(first.values("position")[:1])).order_by(
        "-created_at", F("made_at").desc(nulls_last=True), "-pk"
    )
    shared = mine.exclude(space=story.spaces["host company"])
    rows = list((shared if shared.count() > 1 else mine)[:2])
    return rows[0] if len(rows) > 1 else None


def colleagues_of(story: Story) -> dict[str, set[str]]:
    """Company space → the people of that company."""
    return {
        where: set(Membership.rows.filter(company=actor.company).values_list("person_id", flat=True))
        for where, actor in story.eyes.items()
        if where.endswith("company")
    }
