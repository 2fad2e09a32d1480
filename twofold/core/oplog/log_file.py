"""The log of a space as a file to keep: with it nobody can rewrite what was in it, not even at the server."""

from typing import Any

from twofold.core.actor import Actor
from twofold.core.clock import now, stamp
from twofold.core.crypto.receipt_key import receipt_key
from twofold.core.errors import NotFound
from twofold.core.models import OplogEntry, Space
from twofold.core.operations.query import query
from twofold.core.operations.registry import Input
from twofold.rules.log_file import make_log_file


class WhichSpace(Input):
    """Whose log: a space that the caller is in."""

    space_id: str


@query("log.file", needs="activity.see", path="log-file")
def log_as_file(actor: Actor, input: WhichSpace) -> dict[str, Any]:
    """All entries of one space's log, signed: `{fileName, text}`; `text` is the file, byte for byte.

    Keep it: `twofold verify` checks it from the file alone, and together with a later one, or with receipts, says
    whether anything in it was changed or left out since.
    """
    if input.space_id not in actor.space_ids():
        raise NotFound
    space = Space.rows.get(pk=input.space_id)
    rows = OplogEntry.rows.visible_to(actor).filter(space_id=space.pk, seq__lte=space.head_seq).order_by("seq")
    entries = list(rows.values_list("body", "hash"))
    made = make_log_file(space.pk, stamp(now()), (space.head_seq, space.head_hash), entries, receipt_key())
    return {"fileName": f"log-{space.pk}-{space.head_seq}.json", "text": made.decode()}
