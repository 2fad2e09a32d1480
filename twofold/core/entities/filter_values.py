"""The values that a list is narrowed to: one, several of them, or a text that happens to hold a comma."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from .field import Field

MOST_VALUES = 200
_KEY = re.compile(r"[a-z0-9_-]+|[A-Za-z0-9_-]{21}")
"""One value of an enumeration, or an id."""


def _texts(given: Any) -> Any:
    """A text or a list of texts."""
    if isinstance(given, list):
        if len(given) > MOST_VALUES:
            raise PydanticCustomError("too_long", "These are too many values; at most 200 fit.")
        if all(isinstance(each, str) for each in given):
            return [each.strip() for each in given]
    elif given is None or isinstance(given, str):
        return given if given is None else given.strip()
    raise PydanticCustomError("string_type", "This must be text.")


Wanted = Annotated[
    Any,
    BeforeValidator(_texts),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""What one narrows a column to: `active`, `active,expanding`, or several texts, each as it stands."""


def values_of(column: Field, given: str | list[str]) -> list[str]:
    """The values that fit. Several are told by a list; or by commas, where each part can be a key, an id or a number.

    An empty one of a list asks for what has no value. `Acme, Inc.` is one value; so that a text of small letters is never lost, it is looked for as it stands as well.
    """
    if isinstance(given, list):
        return given
    parts = [part for part in given.split(",") if part]
    if len(parts) > 1 and column.is_text:
        return [*parts, given] if all(_KEY.fullmatch(part) for part in parts) else [given]
    return parts
