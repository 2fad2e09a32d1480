"""The log: its chains are whole, and its columns say what its texts say."""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from twofold.core.clock import stamp
from twofold.core.models import OplogEntry, Space
from twofold.core.oplog.hash_chain import breaks

_WHY = "doctor looks at every row"
_CHUNK = 500


def chains_hold() -> Iterator[str]:
    """Each space's entries follow one another from the first to its head, and nothing was changed or cut off."""
    heads = {space.pk: (space.head_seq, space.head_hash) for space in Space.rows.all()}
    entries = OplogEntry.rows.everywhere(because=_WHY).order_by("space_id", "seq").iterator(_CHUNK)
    for space_id, group in groupby(entries, key=lambda entry: entry.space_id):
        chain, wrong, last = [], [], (0, "")
        for entry in group:
            body, broken = body_of(entry)
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


def body_of(entry: OplogEntry) -> tuple[dict[str, Any], list[str]]:
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
