"""A reader's place in the stream: how many entries of the log they could see, never how many there are.

The server's own counter would tell one company how busy all others are. Each space's `seq` is dense, so the sum of the
`seq` a reader has reached is dense too, and their own.
"""

from cryptography.fernet import InvalidToken
from django.db.models import Sum

from twofold.core.crypto.encryption import cipher
from twofold.core.models import OplogEntry, Space

from .broker import Event, events_after, head_position

_WHY = "the stream tells a reader of the spaces they are in"
_STEADY = 8
MOST = 500
"""Changes that a reader who comes back is told one by one."""
WHOLE = "space"
"""The kind of a change that says: look at all of this space again."""


def encrypt(position: int) -> str:
    """The server's position, for a page to hand back: nobody else can read it."""
    return cipher("live").encrypt(str(position).encode()).decode()


def begin(last: str, spaces: list[str]) -> tuple[list[Event], int, int]:
    """What a reader has missed, each with their place once they have heard it; the position up to which that is; and
    their place after it.

    `last` is a place (digits), an encrypted position, or nothing: then the stream begins now. Whoever has missed more than
    500 changes is told of each of their spaces instead, as a change of the space itself: what is shown of it is to be
    fetched again. Only the last of these has a place, so that nobody comes back from the middle of them.
    """
    position = _decrypted(last) if last else head_position()
    for _ in range(_STEADY):
        total = reached(spaces)
        missed = _missed(last, position, total, spaces)
        newest = _newest(spaces)
        if reached(spaces) == total:
            break
    if len(missed) > MOST:
        whole = [(0, {"space": space, "kind": WHOLE, "id": space}) for space in spaces]
        return [*whole[:-1], (total, whole[-1][1])], newest, total
    first = total - len(missed) + 1
    return [(first + number, event) for number, (_, event) in enumerate(missed)], newest, total


def reached(spaces: list[str]) -> int:
    """The place of someone who has heard everything in these spaces."""
    return int(Space.rows.filter(pk__in=spaces).aggregate(n=Sum("head_seq"))["n"] or 0)


def _missed(last: str, position: int, total: int, spaces: list[str]) -> list[Event]:
    if position:
        return events_after(position, spaces, most=MOST + 1)
    behind = total - int(last) if last.isdecimal() else 0
    if behind <= 0:
        return []
    rows = (
        OplogEntry.rows.everywhere(because=_WHY)
        .filter(space_id__in=spaces)
        .order_by("-position")[: min(behind, MOST + 1)]
    )
    found = rows.values_list("position", "space_id", "target_kind", "target_id")
    return [(at, {"space": space, "kind": kind, "id": target}) for at, space, kind, target in reversed(found)]


def _newest(spaces: list[str]) -> int:
    rows = OplogEntry.rows.everywhere(because=_WHY).filter(space_id__in=spaces).order_by("-position")
    return rows.values_list("position", flat=True).first() or 0


def _decrypted(last: str) -> int:
    if not last or last.isdecimal():
        return 0
    try:
        return int(cipher("live").decrypt(last.encode()))
    except (InvalidToken, ValueError):
        return 0
