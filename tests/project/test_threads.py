"""The server's threads: the one that worked last works next, and none is lost."""

import asyncio
import threading
import time

import pytest

from twofold.project.threads import Threads


def test_one_visitor_keeps_one_thread() -> None:
    async def asked() -> set[str]:
        threads = Threads(4)
        seen = set()
        for _ in range(20):
            seen.add(await threads.run(lambda: threading.current_thread().name))
            for _ in range(5_000):  # on a busy machine it takes a moment from the answer until the thread is free
                if threads._idle:
                    break
                await asyncio.sleep(0.001)
        return seen

    assert len(asyncio.run(asked())) == 1


def test_what_is_asked_at_once_runs_at_once_and_the_rest_waits_its_turn() -> None:
    together = threading.Barrier(3, timeout=5)

    def met(number: int) -> int:
        together.wait()
        return number

    async def asked() -> list[int]:
        threads = Threads(3)
        return await asyncio.gather(*(threads.run(met, number) for number in range(9)))

    assert asyncio.run(asked()) == list(range(9))


def test_an_error_reaches_whoever_waits_and_the_thread_goes_on() -> None:
    async def asked() -> str:
        threads = Threads(1)
        with pytest.raises(ValueError, match="no number"):
            await threads.run(_fail)
        threads.soon(_fail)
        return await threads.run(lambda: "still here")

    assert asyncio.run(asked()) == "still here"


def test_an_answer_nobody_waits_for_does_no_harm() -> None:
    async def asked() -> str:
        threads = Threads(1)
        slow = asyncio.ensure_future(threads.run(time.sleep, 0.05))
        await asyncio.sleep(0.01)
        slow.cancel()
        return await threads.run(lambda: "next")

    assert asyncio.run(asked()) == "next"


def _fail() -> None:
    raise ValueError("no number")
