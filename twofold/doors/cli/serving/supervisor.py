"""Prepare, start the web and the worker, watch them, stop them in order."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from types import FrameType

from .address import Address
from .child import Child, fail
from .prepare import needed, prepare

_SOON, _SELDOM = 0.05, 0.25
_PATIENCE = 20.0
_WEB_GRACE, _WORKER_GRACE = 2.5, 2.0


def serve(address: Address, workers: int, env: Mapping[str, str]) -> int:
    """Run the house until told to stop; returns the exit status."""
    trouble = address.trouble()
    if trouble:
        return fail(trouble)
    stop = _stop_on_signals()
    words: str | int | None = prepare(env, stop) if needed(env) else None
    if isinstance(words, int):
        return words

    def told() -> str | int:
        """The demo's links; where the start did not have to wait for them they are made once it is ready."""
        if words is not None or env.get("TWOFOLD_DEMO", "") in {"", "0"}:
            return words or ""
        return prepare(env, stop)

    web = Child("web", _web(address, workers), env)
    worker = Child("worker", [sys.executable, "-m", "twofold.doors.cli", "worker"], env)
    web.start()
    worker.start()
    try:
        return _watch(address, web, worker, stop, told)
    finally:
        web.stop(_WEB_GRACE)
        worker.stop(_WORKER_GRACE)


def _watch(address: Address, web: Child, worker: Child, stop: threading.Event, told: Callable[[], str | int]) -> int:
    ready, late, began = False, False, time.monotonic()
    while not stop.wait(_SELDOM if ready else _SOON):
        status = web.ended()
        if status is not None and not ready:
            return fail("The web server did not start; its reason stands above.", status or 1)
        for child in (web, worker):
            if child.ended() is not None and child.restart_when_due():
                print(f"The {child.name} had ended and was started again.", file=sys.stderr, flush=True)
        if not ready and not late and time.monotonic() - began > _PATIENCE:
            late = True
            print(f"Still not ready. What is missing: {address.url}/readyz", file=sys.stderr, flush=True)
        if not ready and address.ready():
            ready = True
            print(f"Twofold is ready at {address.url}", flush=True)
            words = told()
            print(words if isinstance(words, str) else "", end="", flush=True)
    return 0


def _web(address: Address, workers: int) -> list[str]:
    options = [
        "--interface",
        "asgi",
        "--no-ws",
        "--workers-kill-timeout",
        "1s",
        "--no-access-log",
        "--log-level",
        "warning",
    ]
    where = ["--host", address.host, "--port", str(address.port), "--workers", str(workers)]
    return [sys.executable, "-m", "granian", *options, *where, "twofold.project.asgi:application"]


def _stop_on_signals() -> threading.Event:
    stop = threading.Event()

    def asked(number: int, frame: FrameType | None) -> None:
        if stop.is_set() and number == signal.SIGINT:
            os._exit(130)  # a second Ctrl-C: the system ends the children with us
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, asked)
    return stop
