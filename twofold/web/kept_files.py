"""An uploaded file between looking at it and importing it: kept for its uploader alone, for a day at most."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, BinaryIO

from django.core.files.storage import default_storage

from twofold.core.actor import Actor
from twofold.core.ids import is_id, new_id
from twofold.core.jobs.scheduled import daily
from twofold.core.storage.file_removal import remove

FOLDER = "list-imports"
KEPT_FOR = timedelta(days=1)


def keep(actor: Actor, file: Any) -> str:
    """Keep a file; gives the key by which its uploader finds it again."""
    key = new_id()
    file.seek(0)
    default_storage.save(_path(actor, key), file)
    return key


@contextlib.contextmanager
def kept(actor: Actor, key: str) -> Iterator[BinaryIO | None]:
    """The file, or None: when it is somebody else's, imported already, or was left for too long."""
    if not is_id(key) or not default_storage.exists(_path(actor, key)):
        yield None
        return
    with default_storage.open(_path(actor, key), "rb") as stream:
        yield stream.file


def let_go(actor: Actor, key: str) -> None:
    """Remove a file that is needed no longer."""
    if is_id(key) and default_storage.exists(_path(actor, key)):
        remove(_path(actor, key))


@daily("files of lists that nobody imported")
def sweep(at: datetime) -> int:
    """Remove what was left; gives how many."""
    try:
        names = default_storage.listdir(FOLDER)[1]
    except FileNotFoundError:
        return 0
    paths = [f"{FOLDER}/{name}" for name in names]
    return sum(remove(path) for path in paths if at - default_storage.get_modified_time(path) > KEPT_FOR)


def _path(actor: Actor, key: str) -> str:
    """With the membership in it: whoever leaves a company leaves such files behind."""
    assert actor.membership is not None
    return f"{FOLDER}/{actor.membership.pk}.{key}"
