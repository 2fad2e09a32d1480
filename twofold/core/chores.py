"""What the worker does once a day for the whole house, registered by the floor it belongs to."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

Chore = Callable[[datetime], Any]
C = TypeVar("C", bound=Chore)
CHORES: dict[str, Chore] = {}


def daily(name: str) -> Callable[[C], C]:
    """Register a function of the present moment. It must bear being called twice, and by two workers at once."""

    def register(body: C) -> C:
        CHORES[name] = body
        return body

    return register
