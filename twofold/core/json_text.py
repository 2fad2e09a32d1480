"""JSON as it leaves the house: orjson, times in UTC with `Z`."""

from dataclasses import fields
from decimal import Decimal
from functools import cache
from typing import Any

import orjson
from pydantic.alias_generators import to_camel


def encode(value: Any) -> bytes:
    """A JSON-ready value, with times and decimals, as bytes."""
    return orjson.dumps(value, default=_other, option=orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS)


def as_json(value: Any) -> Any:
    """The same value as plain JSON types."""
    return orjson.loads(encode(value))


def json_fields(source: object, *names: str, **more: Any) -> dict[str, Any]:
    """Attributes of a row, fact or plan by their names on the API: `starts_at` is called `startsAt`. Without names all of a
    dataclass. `more` stands as it is; a tuple becomes a list.
    """
    names = names or tuple(each.name for each in fields(source))  # type: ignore[arg-type]
    found = {_api_name(name): getattr(source, name) for name in names}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()} | more


_api_name = cache(to_camel)


def _other(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value) if value % 1 else int(value)
    raise TypeError(f"{type(value).__name__} is not JSON")
