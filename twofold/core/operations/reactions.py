"""Reactions: what a higher floor does because something happened on a lower one."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from twofold.core.models import SpaceRow


@dataclass(frozen=True)
class Event:
    """What a reaction hears: the fact, the row it is about, and the details its operation gave."""

    fact: str
    row: SpaceRow | None
    details: dict[str, Any]


REACTIONS: dict[str, list[Callable[..., None]]] = defaultdict(list)


def on(fact: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register `(do, event)` to run, in the same transaction, after the operation that made the fact.

    `do` is a context of the machine; what the reaction changes, it changes by running operations of its own,
    which carry the first one as their cause.
    """

    def register(body: Callable[..., None]) -> Callable[..., None]:
        REACTIONS[fact].append(body)
        return body

    return register
