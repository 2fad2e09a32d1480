"""What the other side downloads, and what it can find out with nothing but these files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import MultipleObjectsReturned, ObjectDoesNotExist

from twofold.core.actor import Actor
from twofold.core.errors import Problem
from twofold.core.models import DocumentVersion
from twofold.core.operations.query import ask
from twofold.leads.models import KIND, Lead
from twofold.rules.contradictions import contradictions
from twofold.rules.lead_share.replay import check_record
from twofold.rules.log_file import check_log_file
from twofold.rules.receipts import check_receipt

_CHANGING = ("at", "signature")
"""What differs from one download of the same log to the next."""
_BROKEN = (Problem, ObjectDoesNotExist, MultipleObjectsReturned, ValueError, KeyError, TypeError)
"""What the server stumbles over once its rows were edited."""


@dataclass
class Downloads:
    """Files by name; a name is what they are about."""

    files: dict[str, bytes]

    def plain(self) -> dict[str, object]:
        """Without what differs each time."""
        found = {}
        for name, data in self.files.items():
            read = json.loads(data)
            found[name] = {
                key: value for key, value in read.items() if not (name.startswith("log") and key in _CHANGING)
            }
        return found


def downloads(actor: Actor, space_id: str) -> Downloads:
    """Everything that can be verified of a campaign: its log, receipts of its rules, decisions about its leads. What the
    server cannot give any more is not there.
    """
    return Downloads(dict(_files(actor, space_id)))


def _files(actor: Actor, space_id: str) -> Iterator[tuple[str, bytes]]:
    yield "log", ask(actor, "log.file", {"spaceId": space_id})["text"].encode()
    for version in (
        DocumentVersion.rows.visible_to(actor).filter(space_id=space_id, kind=KIND).values_list("pk", flat=True)
    ):
        try:
            receipts = ask(actor, "lead_share.receipt", {"id": version})["items"]
        except _BROKEN:
            continue
        yield from ((f"receipt {version} {each['side']}", each["text"].encode()) for each in receipts)
    for lead in Lead.rows.visible_to(actor).filter(space_id=space_id).values_list("pk", flat=True):
        try:
            yield f"decision {lead}", ask(actor, "lead.decision", {"id": lead})["text"].encode()
        except _BROKEN:
            continue


def found_out(before: Downloads, after: Downloads, key: str) -> list[str]:
    """What `twofold verify --key` says of the files of both days, and which of the first are not given any more."""
    checks = {"log": check_log_file, "receipt": check_receipt}
    wrong = [f"{name} is not given any more" for name in before.files if name not in after.files]
    right = [(f"then/{name}", json.loads(data)) for name, data in before.files.items()]
    for name, data in after.files.items():
        check = checks.get(name.split()[0])
        said = check(data, public_key=key) if check else check_record(data)
        wrong += [f"{name}: {sentence}" for sentence in said]
        if not said and data != before.files.get(name):
            right.append((f"now/{name}", json.loads(data)))
    return wrong or contradictions(right)
