"""Doctor's look after one edit: which edits it does not see."""

from __future__ import annotations

from collections.abc import Iterable

from tests.access.calling import undone
from tests.core.test_doctor import findings
from twofold.core.upkeep.doctor.checks import CHECKS

from .edits import Edit

_NOT_OF_ROWS = {"settings of the database", "migrations", "data directory", "deliveries", "worker"} | {
    "campaign templates"
}
LOOKS = [(name, look) for name, look in CHECKS if name not in _NOT_OF_ROWS]
FIRST = "rows against the log"
"""What is looked at first, so that the short way ends early."""


def seen(edit: Edit, *, whole: bool = False) -> bool | None:
    """Whether doctor finds an edit, which is taken back afterwards; None where the database refuses it.

    The short way stops at the first sentence; the whole one runs all of doctor.
    """
    with undone():
        if not edit.done():
            return None
        if whole:
            return bool(findings())
        return any(next(look(), None) for _, look in sorted(LOOKS, key=lambda each: each[0] != FIRST))


def unseen(edits: Iterable[Edit], *, whole_each: int = 100) -> tuple[int, list[str]]:
    """How many edits the database took, and those of them that doctor missed; one in so many is looked at twice."""
    made, missed = 0, []
    for number, edit in enumerate(edits):
        found = seen(edit)
        if found is None:
            continue
        made += 1
        if not found:
            missed.append(str(edit))
        if number % whole_each == 0 and seen(edit, whole=True) is not found:
            missed.append(f"{edit}: all of doctor says something else than the part of it that reads rows")
    return made, missed
