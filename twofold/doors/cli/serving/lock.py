"""Who uses a data folder: servers share it, a restore needs it alone."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from twofold.core.storage.paths import private_folder


@contextlib.contextmanager
def serving(data: Path) -> Iterator[None]:
    """Held, with others, while a server runs; the system lets go of it however the server ends."""
    with _held(data, fcntl.LOCK_SH):
        yield


@contextlib.contextmanager
def nobody_serves(data: Path) -> Iterator[None]:
    """Held alone. Ends the command with a sentence when a server runs."""
    if not data.exists():
        yield
        return
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(_held(data, fcntl.LOCK_EX | fcntl.LOCK_NB))
        except BlockingIOError:
            raise SystemExit("A server runs on this data. Stop it first, then restore.") from None
        yield


@contextlib.contextmanager
def _held(data: Path, how: int) -> Iterator[None]:
    """The folder itself is what is locked: containers that share it share the lock, and nothing beside it is written."""
    handle = _locked(data, how)
    try:
        yield
    finally:
        os.close(handle)


def _locked(data: Path, how: int) -> int:
    """An open handle on the folder that is there now: while one waits, a restore may have put another in its place."""
    while True:
        handle = os.open(private_folder(data), os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            fcntl.flock(handle, how)
            if data.exists() and os.path.samestat(os.fstat(handle), data.stat()):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
