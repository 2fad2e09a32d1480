"""The same call twice: same key and same request give the same answer and no second effect."""

import json
from typing import Any

from twofold.rules.canonical import canonical, sha256_hex

from .actor import Actor
from .errors import Invalid
from .models import IdempotencyKey
from .operation import Input
from .resource import present


def known_answer(actor: Actor, key: str, name: str, on: str | None, given: Input) -> Any:
    """The answer this key got before, or None. Errors: Invalid when the key came with another request."""
    if not key or actor.membership is None:
        return None
    kept = IdempotencyKey.rows.filter(membership=actor.membership, key=key).first()
    if kept is None:
        return None
    if kept.request_hash != _hash(name, on, given):
        raise Invalid("This Idempotency-Key was used before for another request. Use a new key.")
    return json.loads(kept.answer)


def keep(actor: Actor, key: str, name: str, on: str | None, given: Input, result: Any) -> Any:
    """Store the answer beside the change; without a key nothing is kept and nothing is rendered."""
    if not key or actor.membership is None:
        return None
    answer = present(actor, result)
    IdempotencyKey.rows.create(
        membership=actor.membership, key=key, request_hash=_hash(name, on, given), answer=json.dumps(answer)
    )
    return answer


def _hash(name: str, on: str | None, given: Input) -> str:
    body = given.model_dump(mode="json", by_alias=True)
    return sha256_hex(canonical({"operation": name, "on": on, "input": body}))
