"""What an actor sees of an entity, item by item, with its history: for an export."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from twofold.core import listing
from twofold.core.actor import Actor, missing_capability
from twofold.core.json_text import as_json
from twofold.core.models import CarriedOver, OplogEntry
from twofold.core.resource import RESOURCES
from twofold.rules.strict_json import whole_or_double

from .entity import Entity

PART = 500


@dataclass(frozen=True)
class Told:
    """One item: its data in the order it is written, its log entries from the first on, and whether it is deleted."""

    id: str
    data: dict[str, Any]
    history: list[dict[str, Any]]
    deleted: bool


def tell(actor: Actor, found: Entity) -> Iterator[Told]:
    """The items of an entity this actor sees, deleted ones too, by id. Errors: Refused."""
    if not actor.may("bucket.exchange"):
        raise missing_capability(actor, "bucket.exchange")
    shown = RESOURCES[found.noun]
    rows = shown.rows(actor, deleted=True)
    deleted = dict(rows.order_by().values_list("pk", "deleted_at"))
    ids = sorted(deleted)
    for start in range(0, len(ids), PART):
        part = ids[start : start + PART]
        values = rows.filter(pk__in=part).values_list(*shown.paths)
        items = {item["id"]: item for item in as_json(listing.items(shown, actor, values))}
        if found.fill:
            found.fill(actor, list(items.values()))
        carried = CarriedOver.rows.visible_to(actor).filter(kind=found.noun, item_id__in=part)
        brought = {each.item_id: (json.loads(each.extra), json.loads(each.history)) for each in carried}
        logged = _logged(actor, found, part)
        for pk in part:
            extra, earlier = brought.get(pk, ({}, []))
            data = _data(found, items[pk], as_json(deleted[pk]), extra)
            yield Told(pk, data, [*earlier, *logged.get(pk, [])], deleted[pk] is not None)


def _data(found: Entity, item: dict[str, Any], deleted_at: str | None, extra: dict[str, Any]) -> dict[str, Any]:
    data = {"id": item["id"], "createdAt": item["createdAt"], "updatedAt": item["updatedAt"]}
    if deleted_at:
        data["deletedAt"] = deleted_at
    for each in found.fields:
        value = item[each.name]
        if isinstance(value, float):
            value = whole_or_double(value)
        if value not in (None, ""):
            data[each.name] = value
    return {**data, **{name: extra[name] for name in sorted(extra) if name not in data}}


def _logged(actor: Actor, found: Entity, ids: list[str]) -> dict[str, list[dict[str, Any]]]:
    """Each item's entries, oldest first. That it was taken in is this installation's history, not the item's."""
    entries = (
        OplogEntry.rows.visible_to(actor)
        .filter(target_kind=found.noun, target_id__in=ids)
        .exclude(operation=f"{found.noun}.take_in")
        .order_by("position")
    )
    by_item: dict[str, list[dict[str, Any]]] = {}
    for target_id, body, sealed in entries.values_list("target_id", "body", "hash"):
        by_item.setdefault(target_id, []).append({**json.loads(body), "hash": sealed})
    return by_item
