"""The log: its chains are whole, its columns say what its texts say, and the rows are what it says they are."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from twofold.core.clock import now, stamp
from twofold.core.models import LoggedRow, OplogEntry, Space, SpaceRow
from twofold.core.models.rows import ROW_FIELDS
from twofold.core.operations.context import REMOVED, hashed_value, json_value
from twofold.core.oplog.hash_chain import breaks
from twofold.core.oplog.row_hash import row_hash
from twofold.core.oplog.row_kinds import row_kinds, system_kinds

_WHY = "doctor looks at every row"
_CHUNK = 500


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
    for space_id, (seq, head) in heads.items():
        if seq or head:
            gone = f"all its {seq} entries are gone" if seq else "the space names a last entry, and there is none"
            yield f"Log of space {space_id}: {gone}."


def rows_agree_with_the_log() -> Iterator[str]:
    """Every row stands as the log left it, field by field and as a whole, and none is there that the log never told of."""
    known: dict[str, type[LoggedRow]] = {**row_kinds(), **system_kinds()}
    logged: dict[str, dict[str, LastLogged]] = {kind: {} for kind in known}
    for entry in OplogEntry.rows.everywhere(because=_WHY).order_by("position").iterator(_CHUNK):
        for change in _body(entry)[0].get("changes", []):
            if change["kind"] in logged:
                logged[change["kind"]].setdefault(change["id"], LastLogged()).take(entry, change)
    for kind, rows in logged.items():
        yield from _mismatches(kind, known[kind], rows)
        if not known[kind].bulk_logged:
            for pk in _all(known[kind]).values_list("pk", flat=True).iterator(_CHUNK):
                if pk not in rows:
                    yield f"The {kind} {pk} is there, but the log does not know of it."


@dataclass
class LastLogged:
    """What the log said last of one row: its fields' values, the hash over all of it, and in which entry."""

    fields: dict[str, Any] = field(default_factory=dict)
    hashed: str = ""
    logged_in: str = ""
    at: datetime | None = None

    def take(self, entry: OplogEntry, change: dict[str, Any]) -> None:
        """A later entry about the same row."""
        self.fields.update({name: pair[1] for name, pair in change["fields"].items()})
        self.at = entry.at
        if "row" in change:
            self.hashed, self.logged_in = change["row"], f"entry {entry.seq} of the log of space {entry.space_id}"

    def over(self, model: type[LoggedRow]) -> bool:
        """Whether the worker may have removed the row since."""
        return model.kept_for is not None and self.at is not None and self.at < now() - model.kept_for


def _all(model: type[LoggedRow]) -> QuerySet[Any]:
    found: QuerySet[Any] = model.rows.everywhere(because=_WHY) if issubclass(model, SpaceRow) else model.rows.all()
    return found


def _mismatches(kind: str, model: type[LoggedRow], rows: dict[str, LastLogged]) -> Iterator[str]:
    columns = {column.attname for column in model._meta.concrete_fields} - model.unlogged
    wanted = list(rows)
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        found = {row.pk: row for row in _all(model).filter(pk__in=part)}
        for pk in part:
            logged, removed = rows[pk], REMOVED in rows[pk].fields
            if pk in found and removed:
                yield f"The {kind} {pk} is there again, although the log says that it was removed."
            elif pk in found:
                yield from (f"The {kind} {pk}: {sentence}" for sentence in _wrong(found[pk], logged, columns))
            elif not removed and (logged.hashed or columns & set(logged.fields)) and not logged.over(model):
                yield f"The {kind} {pk} is in the log, but its row is gone."


def _wrong(row: LoggedRow, logged: LastLogged, columns: set[str]) -> Iterator[str]:
    """Each field that is another than the log says; where none is, whether the whole row is as it was left."""
    shown, all_right = row.recorded | ROW_FIELDS, True
    for name in sorted(columns & set(logged.fields)):
        value = getattr(row, name)
        if logged.fields[name] not in [hashed_value(row, name, value), *([json_value(value)] if name in shown else [])]:
            all_right = False
            yield f"its {name} is not what the log says."
    if all_right and logged.hashed and logged.hashed != row_hash(row):
        yield f"it is not as {logged.logged_in} left it."


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
