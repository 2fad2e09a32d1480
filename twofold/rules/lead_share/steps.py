"""Following up a lead: which step each side may take next. A table, so that an illegal step can name the legal ones.

Source: security rule 15, data-shapes §2. A returned lead may be accepted after all by the same side.
"""

from collections.abc import Iterable
from typing import Final

STEPS: Final[dict[str, tuple[str, ...]]] = {
    "": (),
    "held": (),
    "routed": ("accepted", "returned"),
    "accepted": ("contacted", "qualified", "converted", "disqualified", "returned"),
    "returned": ("accepted",),
    "contacted": ("qualified", "converted", "disqualified"),
    "qualified": ("converted", "disqualified"),
    "converted": (),
    "disqualified": (),
}
_FURTHEST: Final = (
    "", "disqualified", "returned", "held", "routed", "accepted", "contacted", "qualified", "converted",
)  # fmt: skip


def refuse_step(now: str, wanted: str) -> str | None:
    """Say why a side's lead cannot go from one state to another; None when it can."""
    legal = STEPS[now]
    if wanted in legal:
        return None
    if not now:
        return "This lead was not routed to your company."
    if now == "held":
        return "On hold: no consent for your company on file. You can accept this lead once there is."
    if now == wanted:
        return f"This lead is {now} already."
    if not legal:
        return f"This lead is {now}; that is final."
    *most, last = legal
    said = f"{', '.join(most)} or {last}" if most else last
    return f"This lead is {now}; from there it can be {said}."


def overall(host: str, partner: str) -> str:
    """The state of a lead over both sides: the furthest that either has come; `new` where it went to nobody."""
    return max(host, partner, key=_FURTHEST.index) or "new"


UNACCEPTED: Final = "unaccepted"
"""The step that takes an acceptance back, as long as its side did nothing further with the lead."""


def before_accepting(steps: Iterable[str]) -> str:
    """Where a side's lead stood before it was accepted last, from the steps that the side took, in order."""
    before = now = "routed"
    for step in steps:
        if step == "accepted":
            before, now = now, step
        elif step == UNACCEPTED:
            now = before
        else:
            now = step if step == "returned" else "routed"
    return before
