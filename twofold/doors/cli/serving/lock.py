"""Who uses a data folder: servers share it, a restore needs it alone."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

NAME = "serving.lock"


@contextlib.contextmanager
def serving(data: Path) -> Iterator[None]:
    """Held, with others, while a server runs; the system lets go of it however the server ends."""
    with _held(data, fcntl.LOCK_SH):
        yield


@contextlib.contextmanager
def nobody_serves(data: Path) -> Iterator[None]:
    """Held alone. Ends the command with a sentence when a server runs."""
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(_held(data, fcntl.LOCK_EX | fcntl.LOCK_NB))
        except BlockingIOError:
            raise SystemExit("A server runs on this data. Stop it first, then restore.") from None
        yield


@contextlib.contextmanager
def _held(data: Path, how: int) -> Iterator[None]:
    data.parent.mkdir(parents=True, exist_ok=True)
    # Beside the folder and not in it: a restore renames the folder.
    handle = os.open(data.with_name(f".{data.name}.{NAME}"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, how)
        yield
    finally:
        os.close(handle)
