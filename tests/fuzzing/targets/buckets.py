"""Whole buckets, as folders on a disk: read, or refused with the file that is wrong, and never left."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from tests.fuzzing.cases import Draws
from tests.fuzzing.nasty import written
from tests.fuzzing.trial import Target
from twofold.core.errors import Invalid
from twofold.doors.bucket import read_bucket

ID = "V1StGXR8_Z5jdHi6B-myT"
SCHEMA: dict[str, Any] = {
    "schemaVersion": "1.0", "storage": {"layout": "inline"},
    "models": {"Partner": {"path": "@partners/(id:nanoid)", "file": "[data].json"}, "Campaign": {"path": "#x/@campaigns/(id:nanoid)"}},
}  # fmt: skip
FILES: dict[str, Any] = {
    f"partners/{ID}/data.json": {"id": ID, "company": "Elmfield", "type": "referral"},
    f"partners/{ID}/.oplog/0001.json": {"operation": "partner.create"},
    f".worm.trash/partners/{ID}/data.json": {"id": ID, "company": "Gone"},
    f"x/campaigns/{ID}/data.json": {"name": "Spring"},
}
LAYOUTS = ("inline", "collection", "root", "else")
_MOST_STEPS = 250


def some_bucket(draws: Draws) -> list[tuple[str, str]]:
    """Path and text of each file; one of them, its name or its place are others."""
    schema = {**SCHEMA, "storage": {"layout": draws.pick(LAYOUTS)}} if draws.random() < 0.5 else SCHEMA
    files = [(".worm/schema.json", written(draws.json(schema) if draws.random() < 0.6 else schema))]
    for path, value in FILES.items():
        changed = draws.text(path) if draws.random() < 0.15 else path
        text = written(draws.json(value) if draws.random() < 0.5 else value)
        files.append((changed, draws.text(text) if draws.random() < 0.1 else text))
    return files


def any_bucket(files: list[tuple[str, str]]) -> bool:
    """Items that can be told as JSON, or a refusal that names a file; what lies outside stays unread."""
    root = Path(tempfile.mkdtemp(prefix="twofold-bucket-"))
    try:
        inside = root / "bucket"
        for path, text in files:
            _write(inside, path, text)
        found = read_bucket(inside)
    finally:
        shutil.rmtree(root)
    json.dumps(found.items)
    assert all(not each["file"].startswith(("/", "..")) for each in found.items)
    return True


def _write(root: Path, path: str, text: str) -> None:
    """A file, where the disk takes its name; `..` and the like are for the schema to try."""
    steps = [step[:_MOST_STEPS].replace("\0", "") for step in path.split("/")]
    if any(step in {"", ".", ".."} for step in steps):
        return
    place = root.joinpath(*steps)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode("utf-8", "surrogatepass"))
    except OSError:  # a name too long, or a folder where a file is
        return


TARGETS = [Target("buckets", some_bucket, any_bucket, (Invalid,), proof=600, run=20)]
