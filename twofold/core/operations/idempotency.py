"""The same call twice: same key and same request give no second effect, and the answer again where it may be kept.

A row is given as it is when the key comes again, as its caller sees it then. What an operation gave once only (the
secret of a token, the preview of a file) is not kept; the key then says that it was done.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from twofold.core.actor import Actor
from twofold.core.crypto.keyed_hash import keyed_hash
from twofold.core.entities.items import present
from twofold.core.errors import Conflict, Invalid, NotFound
from twofold.core.fast import entity_queries
from twofold.core.models import IdempotencyKey, SpaceRow
from twofold.core.oplog.row_kinds import kind_of, row_kinds

from .registry import Input, ReplayableResult

if TYPE_CHECKING:
    from .context import OperationContext

_ANSWERED_ONCE = (
    "This Idempotency-Key was used before: it was done then, and its answer is told only once. "
    "Look at what came of it; to do it again, use a new key."
)


def stored_key(actor: Actor, key: str, name: str, on: str | None, given: Input) -> IdempotencyKey | None:
    """What this key of this member stood for before. Errors: Invalid when it came with another request."""
    if not key or actor.membership is None:
        return None
    kept = IdempotencyKey.rows.filter(membership=actor.membership, key=key).first()
    if kept is not None and kept.request_hash != _hash(name, on, given):
        raise Invalid("This Idempotency-Key was used before for another request. Use a new key.")
    return kept


def replayed_answer(actor: Actor, kept: IdempotencyKey) -> Any:
    """The answer, as JSON. Errors: Conflict when it was told once only; NotFound when its row is no longer theirs."""
    if kept.answer:
        return json.loads(kept.answer)
    if not kept.kind:
        raise Conflict(_ANSWERED_ONCE, **({"id": kept.row_id} if kept.row_id else {}))
    row = entity_queries.row(row_kinds()[kept.kind], actor, kept.row_id, deleted=True)
    if row is None:
        raise NotFound
    return present(actor, row)


def store(do: OperationContext, key: str, on: str | None, given: Input, result: Any) -> Any:
    """Store beside the change what the key stands for, and give the answer; without a key nothing is rendered."""
    if not key or do.actor.membership is None:
        return None
    answer, row = present(do.actor, result), result if isinstance(result, SpaceRow) else do.target
    IdempotencyKey.rows.create(
        membership=do.actor.membership,
        key=key,
        request_hash=_hash(do.operation.name, on, given),
        kind=kind_of(result) if isinstance(result, SpaceRow) else "",
        row_id=row.pk if row else "",
        answer=json.dumps(dict(result)) if isinstance(result, ReplayableResult) else "",
        created_at=do.now,
    )
    return answer


def _hash(name: str, on: str | None, given: Input) -> str:
    body = given.model_dump(mode="json", by_alias=True)
    return keyed_hash(json.dumps({"operation": name, "on": on, "input": body}, sort_keys=True), "idempotency")
