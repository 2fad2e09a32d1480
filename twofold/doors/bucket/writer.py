"""Writing a bucket: what an actor sees, whole or not at all, the same bytes for the same data."""

import json
import os
import shutil
from pathlib import Path, PurePosixPath
from typing import Any

from twofold.core.actor import Actor
from twofold.core.entities import ENTITIES, Told, tell
from twofold.core.errors import Invalid

from .layout import DATA, SCHEMA, SENTINEL, TRASH, oplog_of
from .schema import schema


def write_bucket(actor: Actor, target: Path) -> dict[str, int]:
    """Write what this actor sees to a new or empty folder; gives how many items of each entity.

    Personal data is in it, so the folder is its owner's only. Errors: Invalid, Refused, OSError.
    """
    target = target.resolve()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Invalid(f"{target} is not an empty folder. Choose a new one; an export never writes over anything.")
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f".{target.name}.{os.getpid()}.part")
    aside.mkdir(mode=0o700)
    try:
        counts = _write_all(actor, aside)
        if target.exists():
            target.rmdir()
        aside.rename(target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return counts


def _write_all(actor: Actor, bucket: Path) -> dict[str, int]:
    _write(bucket, SCHEMA, schema())
    counts: dict[str, int] = {}
    for path, found in ENTITIES.items():
        _write(bucket, PurePosixPath(path, SENTINEL), {"collection": path, "model": found.name})
        counts[path] = 0
        for told in tell(actor, found):
            _write_item(bucket / TRASH if told.deleted else bucket, path, told)
            counts[path] += 1
    return counts


def _write_item(place: Path, collection: str, told: Told) -> None:
    _write(
        place, PurePosixPath(collection, told.id, DATA), {name: _ordered(value) for name, value in told.data.items()}
    )
    folder = oplog_of("inline", collection, told.id)
    for number, entry in enumerate(told.history, start=1):
        _write(place, folder / f"{number:04}.json", _ordered(entry))


def _write(bucket: Path, key: PurePosixPath, value: Any) -> None:
    path = bucket / key
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")


def _ordered(value: Any) -> Any:
    """Names of inner objects in one order, whatever the database made of it."""
    if isinstance(value, dict):
        return {name: _ordered(value[name]) for name in sorted(value)}
    return [_ordered(each) for each in value] if isinstance(value, list) else value
