"""Reading a bucket: every file checked, every refusal with the file's name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from twofold.core.entities import ENTITIES, Entity
from twofold.core.errors import Invalid
from twofold.rules.strict_json import NotStrictJsonError, read_strict

from .layout import DATA, LAYOUTS, SCHEMA, TRASH, OutsideError, collection_of, file_of, oplog_of

MOST_SENTENCES = 100


@dataclass
class Bucket:
    """What was read: items for `bucket.import`, and the folders this version does not know."""

    items: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)


def read_bucket(root: Path) -> Bucket:
    """All items of a bucket. Errors: Invalid, naming each file that cannot be read."""
    bucket = Bucket()
    schema = _object(root, Path(SCHEMA), bucket)
    if bucket.wrong:
        raise Invalid(f"{root} is not a bucket. {bucket.wrong[0][0]}: {bucket.wrong[0][1]}", bucket.wrong)
    layout = _layout(schema)
    places = list(_places(schema, bucket))
    for found, collection, name in places:
        for base, deleted in ((root, False), (root / TRASH, True)):
            _read_collection(bucket, root, base, layout, found, collection, name, deleted=deleted)
    known = {collection for _, collection, _ in places}
    bucket.left_out = sorted(
        each.name
        for each in root.iterdir()
        if each.is_dir() and not each.name.startswith(".") and each.name not in known
    )
    if bucket.wrong:
        raise Invalid(
            f"{bucket.wrong[0][0]}: {bucket.wrong[0][1]} Nothing was imported.", bucket.wrong[:MOST_SENTENCES]
        )
    return bucket


def _layout(schema: dict[str, Any]) -> str:
    storage = schema.get("storage")
    layout = storage.get("layout", "inline") if isinstance(storage, dict) else "inline"
    if layout not in LAYOUTS:
        raise Invalid(f"{SCHEMA}: there is no layout {layout}; this version reads {', '.join(LAYOUTS)}.")
    return str(layout)


def _places(schema: dict[str, Any], bucket: Bucket) -> Iterator[tuple[Entity, str, str]]:
    """Where each entity stands: as the bucket's own schema says, else as ours does."""
    models = schema.get("models")
    for found in ENTITIES.values():
        model = models.get(found.name) if isinstance(models, dict) else None
        model = model if isinstance(model, dict) else {}
        path, file = model.get("path"), model.get("file")
        try:
            collection = collection_of(path) if isinstance(path, str) else found.path
            yield found, collection, file_of(file) if isinstance(file, str) else DATA
        except OutsideError as wrong:
            bucket.wrong.append((f"{SCHEMA}: models.{found.name}", str(wrong)))


def _read_collection(
    bucket: Bucket, root: Path, base: Path, layout: str, found: Entity, collection: str, name: str, *, deleted: bool
) -> None:
    folder = base / collection
    if not folder.is_dir() or not _within(root, folder, bucket):
        return
    for item in sorted(each for each in folder.iterdir() if each.is_dir() and not each.name.startswith(".")):
        file = (item / name).relative_to(root)
        data = _object(root, file, bucket)
        if data and data.get("id", item.name) != item.name:
            bucket.wrong.append((f"{file}: id", f"This must be {item.name}, as its folder is named."))
        history = _history(bucket, root, base / oplog_of(layout, collection, item.name))
        bucket.items.append(
            {
                "entity": found.path,
                "data": {"id": item.name, **data},
                "history": history,
                "deleted": deleted,
                "file": str(file),
            }
        )


def _history(bucket: Bucket, root: Path, folder: Path) -> list[dict[str, Any]]:
    if not folder.is_dir() or not _within(root, folder, bucket):
        return []
    numbered = {each.stem: each for each in folder.glob("*.json")}
    entries = []
    for number in range(1, len(numbered) + 1):
        name = f"{number:04}"
        if name not in numbered:
            bucket.wrong.append(
                (str(folder.relative_to(root) / f"{name}.json"), "This entry of the history is missing.")
            )
            break
        entries.append(_object(root, numbered[name].relative_to(root), bucket))
    return entries


def _within(root: Path, place: Path, bucket: Bucket) -> bool:
    """Whether a place is in the bucket itself: a link that leads out of it is not followed."""
    try:
        inside = place.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        inside = False
    if not inside:
        bucket.wrong.append(
            (str(place.relative_to(root)), "This leads out of the bucket. Put the files themselves here.")
        )
    return inside


def _object(root: Path, file: Path, bucket: Bucket) -> dict[str, Any]:
    if not _within(root, root / file, bucket):
        return {}
    if (root / file).exists() and not (root / file).is_file():
        bucket.wrong.append((str(file), "This cannot be read: it is no file."))
        return {}
    try:
        value = read_strict((root / file).read_bytes())
    except OSError as wrong:
        bucket.wrong.append((str(file), f"This file cannot be read: {wrong.strerror}."))
        return {}
    except NotStrictJsonError as wrong:
        bucket.wrong += [(f"{file}: {each.field}", each.message) for each in wrong.problems]
        return {}
    if not isinstance(value, dict):
        bucket.wrong.append((str(file), "This must be a JSON object."))
        return {}
    return value
