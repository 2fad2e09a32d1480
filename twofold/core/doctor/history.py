"""The log: its chains are whole, its columns say what its texts say, and the rows are what it says they are."""

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from twofold.core.chain import breaks
from twofold.core.clock import now, stamp
from twofold.core.doing import REMOVED, plain, sealed_value
from twofold.core.kinds import kinds
from twofold.core.models import OplogEntry, Space, SpaceRow
from twofold.core.models.rows import ROW_FIELDS

_WHY = "doctor looks at every row"
_CHUNK = 500
Values = dict[str, dict[str, Any]]


def chains_hold() -> Iterator[str]:
    """Each space's entries follow one another from the first to its head, and nothing was changed or cut off."""
    heads = {space.pk: (space.head_seq, space.head_hash) for space in Space.rows.all()}
    entries = OplogEntry.rows.everywhere(because=_WHY).order_by("space_id", "seq").iterator(_CHUNK)
    for space_id, group in groupby(entries, key=lambda entry: entry.space_id):
        chain, wrong, last = [], [], (0, "")
        for entry in group:
            body, broken = _body(entry)
            chain.append((entry.seq, entry.body, body, entry.hash))
            wrong += [f"entry {entry.seq}: {sentence}" for sentence in broken]
            last = (entry.seq, entry.hash)
        yield from (f"Log of space {space_id}: {sentence}." for sentence in (*breaks(chain), *wrong))
        if heads.pop(space_id, (0, "")) != last:
            yield f"Log of space {space_id}: it ends at entry {last[0]}, which is not what the space says."
    for space_id, (seq, _) in heads.items():
        if seq:
            yield f"Log of space {space_id}: all its {seq} entries are gone."


def rows_agree_with_the_log() -> Iterator[str]:
    """Every field that the log ever recorded still has the value recorded last; a row changed behind its back shows."""
    known = kinds()
    kept = {kind: model.kept_for for kind, model in known.items() if model.kept_for is not None}
    latest: dict[str, Values] = {}
    told: dict[str, datetime] = {}
    for entry in OplogEntry.rows.everywhere(because=_WHY).order_by("position").iterator(_CHUNK):
        for change in _body(entry)[0].get("changes", []):
            fields = latest.setdefault(change["kind"], {}).setdefault(change["id"], {})
            fields.update({name: pair[1] for name, pair in change["fields"].items()})
            if change["kind"] in kept:
                told[change["id"]] = entry.at
    for kind, rows in latest.items():
        if kind in known:
            over = now() - kept[kind] if kind in kept else None
            gone = {pk for pk in rows if over is not None and told[pk] < over}
            yield from _disagreements(kind, known[kind], rows, may_be_gone=gone)


def _disagreements(kind: str, model: type[SpaceRow], rows: Values, *, may_be_gone: set[str]) -> Iterator[str]:
    columns = {column.attname for column in model._meta.concrete_fields} - model.unlogged
    shown, wanted = model.recorded | ROW_FIELDS, list(rows)
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        found = {row.pk: row for row in model.rows.everywhere(because=_WHY).filter(pk__in=part)}
        for pk in part:
            if pk not in found:
                if columns & set(rows[pk]) and REMOVED not in rows[pk] and pk not in may_be_gone:
                    yield f"The {kind} {pk} is in the log, but its row is gone."
                continue
            for name in sorted(columns & set(rows[pk])):
                value = getattr(found[pk], name)
                told = [sealed_value(found[pk], name, value), *([plain(value)] if name in shown else [])]
                if rows[pk][name] not in told:
                    yield f"The {kind} {pk}: its {name} is not what the log says."


def _body(entry: OplogEntry) -> tuple[dict[str, Any], list[str]]:
    """The entry's text as JSON, and where its columns say something else."""
    try:
        body = json.loads(entry.body)
    except ValueError:
        return {}, ["its text is not JSON"]
    actor, target = body.get("actor") or {}, body.get("target") or {}
    said = {
        "id": body.get("id"),
        "space_id": body.get("space"),
        "at": body.get("at"),
        "operation": body.get("operation"),
        "target_kind": target.get("kind", ""),
        "target_id": target.get("id", ""),
        "person_id": actor.get("person"),
        "company_id": actor.get("company"),
        "door": actor.get("door"),
        "cause": body.get("cause") or "",
    }
    stands = {name: getattr(entry, name) for name in said} | {"at": stamp(entry.at)}
    return body, [f"its column {name} is not what its text says" for name in said if said[name] != stands[name]]
