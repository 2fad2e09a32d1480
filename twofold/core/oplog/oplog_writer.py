"""Writing the log: the last act before commit, so that `seq` is dense and in commit order."""

from typing import Any

from django.db import connection

from twofold.core.clock import stamp
from twofold.core.models import OplogEntry, SpaceRow
from twofold.core.operations.context import OperationContext
from twofold.core.operations.progress import counted

from .hash_chain import hash_entry
from .logged_fields import json_value, logged_change
from .row_kinds import kind_of

_STREAM_LOCK = 7_205_759  # any constant: entries of all spaces get their stream position in commit order

_COLUMNS = (
    "id", "space_id", "seq", "at", "operation", "target_kind", "target_id", "person_id", "company_id", "door", "cause",
    "body", "hash",
)  # fmt: skip
_INSERT = (
    f"INSERT INTO {OplogEntry._meta.db_table} ({', '.join(_COLUMNS)}) "  # noqa: S608 - our own names
    f"VALUES ({', '.join(['%s'] * len(_COLUMNS))})"
)
"""Every operation passes here: the statement is written once."""


def write(done: list[OperationContext]) -> None:
    """One entry for every operation done, in the space of its target; spaces in one order, so nobody deadlocks."""
    by_space: dict[str, list[OperationContext]] = {}
    for do in done:
        if do.unlogged:
            continue
        if not do.space_id:
            raise RuntimeError(f"{do.operation.name} did not say in whose log it stands")
        by_space.setdefault(do.space_id, []).append(do)
    if not by_space:
        return
    with connection.cursor() as cursor:
        heads = {space_id: _reserve(cursor, space_id, len(by_space[space_id])) for space_id in sorted(by_space)}
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_STREAM_LOCK])
            cursor.execute("SELECT pg_notify('twofold', '')")
        for space_id, (last, previous) in heads.items():
            head = _extend(space_id, by_space[space_id], last, previous)
            cursor.execute("UPDATE core_space SET head_hash = %s WHERE id = %s", [head, space_id])


def _reserve(cursor: Any, space_id: str, count: int) -> tuple[int, str]:
    """The last `seq` of the entries to come, and the hash they follow; the space is ours until commit."""
    cursor.execute(
        "UPDATE core_space SET head_seq = head_seq + %s WHERE id = %s RETURNING head_seq, head_hash",
        [count, space_id],
    )
    last, previous = cursor.fetchone()
    return last, previous


def _extend(space_id: str, done: list[OperationContext], last: int, previous: str) -> str:
    entries = []
    for seq, do in enumerate(counted(done, "logging"), start=last - len(done) + 1):
        body = _body(do, space_id, seq, previous)
        text, previous = hash_entry(body)
        actor, target, at = do.actor, do.target, connection.ops.adapt_datetimefield_value(do.now)
        entries.append(
            (
                do.id,
                space_id,
                seq,
                at,
                do.operation.name,
                kind_of(target) if target else "",
                target.pk if target else "",
                actor.person.pk if actor.person else None,
                actor.company.pk if actor.company else None,
                actor.door,
                do.cause,
                text,
                previous,
            )
        )
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT, entries)
    return previous


def _body(do: OperationContext, space_id: str, seq: int, previous: str) -> dict[str, Any]:
    actor, target = do.actor, do.target
    return {
        "schema": "oplog/1",
        "id": do.id,
        "space": space_id,
        "seq": seq,
        "at": stamp(do.now),
        "operation": do.operation.name,
        "fact": do.operation.fact,
        "actor": {
            "person": actor.person.pk if actor.person else None,
            "company": actor.company.pk if actor.company else None,
            "role": actor.role,
            "door": actor.door,
            "token": actor.token_id,
        },
        "target": {"kind": kind_of(target), "id": target.pk} if isinstance(target, SpaceRow) else None,
        "changes": [logged_change(change, space_id) for change in do.noted],
        **({"bulk": [batch.as_json() for batch in do.batches]} if do.batches else {}),
        "because": json_value(do.why),
        "cause": do.cause or None,
        "prev": previous,
    }
