"""One lead of a file, ready for routing, with the place it came from."""

from __future__ import annotations

import re
from typing import NamedTuple

from twofold.rules.csv_files.blocks import Origin

_CHECKPOINT = re.compile(r"1-(\d{1,15})-(\d{1,15})-(\d{1,15})-(\d{1,15})")


class LeadRow(NamedTuple):
    """`number` from 1 in the file, `line` where it begins, `cells` as lead-share facts, `person` for the contact card.

    Absent cells are absent keys. `problem` says all that is wrong, a sentence each; such a row goes on as a bad row, with the cells that fit.
    """

    number: int
    line: int
    cells: dict[str, str]
    person: dict[str, str]
    problem: str | None
    origin: Origin

    @property
    def checkpoint(self) -> str:
        """Opaque text from which `LeadFile.rows(checkpoint=…)` goes on with the row after this one."""
        return f"1-{self.origin.offset}-{self.origin.line}-{self.origin.records}-{self.number}"


def read_checkpoint(text: str) -> tuple[Origin, int]:
    """Where to begin reading and the number of the last row already taken; raises `ValueError` for other texts."""
    match = _CHECKPOINT.fullmatch(text)
    if match is None:
        raise ValueError("this is no checkpoint of a lead file")
    offset, line, records, number = (int(part) for part in match.groups())
    return Origin(offset, line, records), number
