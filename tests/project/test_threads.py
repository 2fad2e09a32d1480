"""What is given to the server's threads beside requests: it may fail, and nothing else does."""

import threading

from structlog.testing import capture_logs

from twofold.project.asgi import PooledHandler


def test_work_that_fails_is_told_and_the_threads_go_on() -> None:
    handler, done = PooledHandler(), threading.Event()
    with capture_logs() as told:
        handler.soon(_fail)
        handler._threads.submit(lambda: None).result(5)
        handler.soon(done.set)
        assert done.wait(5)
        handler._threads.shutdown()
    assert [each["event"] for each in told] == ["work for the server's threads failed"]


def _fail() -> None:
    raise ValueError("no number")
