"""What the worker does by itself for the whole house, once a day or every minute, registered by the floor it belongs to."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

DailyJob = Callable[[datetime], Any]
C = TypeVar("C", bound=DailyJob)
DAILY_JOBS: dict[str, DailyJob] = {}
RESUME_JOBS: dict[str, Callable[[], Any]] = {}


def daily(name: str) -> Callable[[C], C]:
    """Register a function of the present moment. It must bear being called twice, and by two workers at once."""

    def register(body: C) -> C:
        DAILY_JOBS[name] = body
        return body

    return register


def resumed(name: str) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """Register a function that takes up again what a crash left behind: called when a worker starts, and every minute.

    It must bear being called twice, and by two workers at once.
    """

    def register(body: Callable[[], Any]) -> Callable[[], Any]:
        RESUME_JOBS[name] = body
        return body

    return register
