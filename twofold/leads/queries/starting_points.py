"""The rules one can start from: complete documents of the library."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import yaml

from twofold.campaigns.library import folder


@cache
def starting_points() -> tuple[dict[str, Any], ...]:
    """`{key, name, says, document}`, in the order of the library's index."""
    rules = folder().with_name("rules")
    listed = yaml.safe_load((rules / "index.yaml").read_text(encoding="utf-8"))
    return tuple(
        {
            "key": each["key"],
            "name": each["name"],
            "says": each["says"],
            "document": json.loads((rules / f"{each['key']}.json").read_text(encoding="utf-8")),
        }
        for each in listed
    )
