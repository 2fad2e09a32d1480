"""The threads that answer requests. Of those that are free, the one that worked last works next."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, TypeVar

import structlog

log = structlog.get_logger(__name__)
T = TypeVar("T")
Work = Callable[[], None]


class Threads:
    """A few threads that keep their database connections.

    A `ThreadPoolExecutor` gives each request to the thread that has been idle longest, so that one visitor wakes all
    of them in turn, each with a connection whose pages have gone cold meanwhile. Here one visitor has one thread, and
    the others start when they are needed.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._begun = 0
        self._idle: list[SimpleQueue[Work]] = []
        self._waiting: deque[Work] = deque()
        self._lock = Lock()

    async def run(self, work: Callable[..., T], *given: Any) -> T:
        """What `work` gives, or its error, while the loop goes on."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()

        def worked() -> None:
            try:
                found, wrong = work(*given), None
            except BaseException as error:
                found, wrong = None, error
            loop.call_soon_threadsafe(_tell, answer, found, wrong)

        self.soon(worked)
        return await answer

    def soon(self, work: Work) -> None:
        """Work for the thread that is free, or the first that will be; it says nothing, its errors go to the log."""
        with self._lock:
            if self._idle:
                inbox = self._idle.pop()
            elif self._begun < self._most:
                self._begun += 1
                inbox = SimpleQueue()
                Thread(target=self._go_on, args=(inbox,), name=f"request-{self._begun}", daemon=True).start()
            else:
                self._waiting.append(work)
                return
        inbox.put(work)

    def _go_on(self, inbox: SimpleQueue[Work]) -> None:
        while True:
            try:
                inbox.get()()
            except Exception:  # the thread must outlive what it was given
                log.exception("work for the server's threads failed")
            with self._lock:
                if self._waiting:
                    inbox.put(self._waiting.popleft())
                else:
                    self._idle.append(inbox)


def _tell(answer: asyncio.Future[Any], found: Any, wrong: BaseException | None) -> None:
    """In the loop; nobody listens any more where the client has gone away."""
    if answer.done():
        return
    if wrong is None:
        answer.set_result(found)
    else:
        answer.set_exception(wrong)
