"""What a campaign's log tells of its leads: how many each batch decided, one hash over them, what was changed since."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import orjson
from django.db.models import Q

from twofold.core.models import OplogEntry

_WHY = "doctor looks at every row"


@dataclass(frozen=True)
class Batch:
    """The leads `first` to `last` of a campaign, decided by entry `seq`: the hash over their decisions' hashes."""

    seq: int
    first: int
    last: int
    hash: str
    import_id: str | None


@dataclass
class LogBatches:
    """The batches in order, for each lead the columns that the log has recorded since, and the rows about leads that it
    knows as a whole.
    """

    batches: list[Batch] = field(default_factory=list)
    changed: dict[str, set[str]] = field(default_factory=dict)
    sealed: set[str] = field(default_factory=set)

    @property
    def last(self) -> int:
        """The number of the last lead."""
        return self.batches[-1].last if self.batches else 0

    def take(self, seq: int, change: dict[str, Any]) -> None:
        """One row's part of an entry."""
        fields = {name: pair[1] for name, pair in change["fields"].items()}
        of_import = change["kind"] == "lead_import"
        decided, hashed = fields.get("decided", 1), fields.get("decisions hash" if of_import else "decision")
        if hashed is not None:
            import_id = change["id"] if of_import else None
            self.batches.append(Batch(seq, self.last + 1, self.last + decided, hashed, import_id))
        if not of_import:
            self.changed.setdefault(change["id"], set()).update(fields)


def log_batches(space_id: str) -> LogBatches:
    """What the log of a campaign's space tells."""
    logged = LogBatches()
    entries = OplogEntry.rows.everywhere(because=_WHY).filter(space_id=space_id).order_by("seq")
    about = entries.filter(Q(operation="lead_import.chunk") | Q(body__contains='"kind":"lead"'))
    for seq, text in about.values_list("seq", "body").iterator(500):
        try:
            changes = orjson.loads(text)["changes"]
        except (ValueError, KeyError):
            continue  # the look at the chains tells of it
        logged.sealed.update(change["id"] for change in changes if "row" in change)
        for change in changes:
            if change["kind"] in {"lead", "lead_import"}:
                logged.take(seq, change)
    return logged
