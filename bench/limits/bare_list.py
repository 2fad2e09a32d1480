"""The limit of a list: granian, sqlite3 and orjson answer the same rows of the same file, without asking who looks.

`BENCH_QUERY` names a JSON file: `{"database", "raw", "asked": {path: {"sql", "parameters", "names"}}}`; `raw` are the
columns that hold JSON already.
"""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path
from typing import Any

import orjson

_given = json.loads(Path(os.environ["BENCH_QUERY"]).read_text())
_open: list[sqlite3.Connection] = []


def database() -> sqlite3.Connection:
    """This process's connection, with the pragmas of the house."""
    if not _open:
        _open.append(sqlite3.connect(_given["database"], cached_statements=64))
        _open[0].executescript("PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000; PRAGMA query_only=ON;")
    return _open[0]


def body(path: str) -> bytes:
    """The page as bytes."""
    asked, items = _given["asked"][path], []
    raw = [name for name in _given["raw"] if name in asked["names"]]
    for row in database().execute(asked["sql"], asked["parameters"]):
        item = dict(zip(asked["names"], row, strict=True))
        for name in raw:
            if item[name] is not None:
                item[name] = orjson.Fragment(item[name])
        items.append(item)
    return orjson.dumps({"items": items, "nextCursor": None})


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Answer every request with the page."""
    if scope["type"] != "http":
        message = await receive()
        await send({"type": message["type"] + ".complete"})
        return
    told = body(scope["path"])
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(told))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": told})
