"""Stored files go only while no backup is being made: so that a backup has every file which its rows know."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage

from .paths import private_folder

LOCK = "files.lock"


@contextlib.contextmanager
def removals_paused(data: Path) -> Iterator[None]:
    """For a backup: removals that have begun are waited for, others leave the bytes where they are."""
    with _lock(data) as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def remove(key: str) -> bool:
    """Remove a file that no row knows any more; whether it went. During a backup it stays, as what a failed upload
    leaves: both are swept a day later.
    """
    with _lock(Path(settings.DATA)) as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        default_storage.delete(key)
        return True


@contextlib.contextmanager
def _lock(data: Path) -> Iterator[int]:
    handle = os.open(private_folder(data) / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)
