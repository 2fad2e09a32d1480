"""JSON as it leaves the house: orjson, times in UTC with `Z`."""

from decimal import Decimal
from typing import Any

import orjson


def encode(value: Any) -> bytes:
    """A JSON-ready value, with times and decimals, as bytes."""
    return orjson.dumps(value, default=_other, option=orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS)


def as_json(value: Any) -> Any:
    """The same value as plain JSON types."""
    return orjson.loads(encode(value))


def _other(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value) if value % 1 else int(value)
    raise TypeError(f"{type(value).__name__} is not JSON")
