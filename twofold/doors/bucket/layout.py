"""Where things stand in a bucket.

The layouts differ in where the history of an item stands: `inline` in the item's own folder, `collection` in one folder
for the whole collection, `root` in one for the whole bucket. What is deleted stands under `.worm.trash`, laid out alike.
"""

import re
from pathlib import PurePosixPath

SCHEMA = PurePosixPath(".worm/schema.json")
SENTINEL = ".worm"
TRASH = ".worm.trash"
OPLOG = ".oplog"
DATA = "data.json"
LAYOUTS = ("inline", "collection", "root")


def oplog_of(layout: str, collection: str, item: str) -> PurePosixPath:
    """The folder of an item's history, below the bucket or its trash."""
    if layout == "collection":
        return PurePosixPath(collection, OPLOG, item)
    if layout == "root":
        return PurePosixPath(OPLOG, collection, item)
    return PurePosixPath(collection, item, OPLOG)


class OutsideError(ValueError):
    """A schema that names a place outside of its bucket, or none at all; the sentence says which."""


def collection_of(path: str) -> str:
    """The folder that a model's `path` stands for: `@partners/(id:nanoid)` → `partners`. Errors: OutsideError."""
    steps = [step.lstrip("#@") for step in path.split("/") if step and not step.startswith("(")]
    if path.startswith("/") or not steps or not all(map(_plain, steps)):
        raise OutsideError(f"The path “{path}” is no folder of this bucket. Name one below it, such as @partners.")
    return "/".join(steps)


def file_of(name: str) -> str:
    """The file that a model's `file` stands for: `[data].json` → `data.json`. Errors: OutsideError."""
    file = re.sub(r"[\[\]]", "", name)
    if not _plain(file) or "/" in file:
        raise OutsideError(f"The file “{name}” is no file of an item's folder. Name one, such as [data].json.")
    return file


def _plain(step: str) -> bool:
    """A name that goes one step down and nowhere else."""
    return step not in {"", ".", ".."} and not set(step) & set("\0\\")
