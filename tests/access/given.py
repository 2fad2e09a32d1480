"""A well-formed input for any operation: the smallest that its own model takes."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel

OVERRIDES: dict[str, dict[str, Any]] = {}
"""Operation → fields for which the schema alone does not say enough."""


def example(takes: type[BaseModel]) -> dict[str, Any]:
    """The needed fields, each with the simplest value its schema allows."""
    schema = _schema(takes)
    needed = schema.get("required", [])
    made = {name: _value(name, schema["properties"][name], schema.get("$defs", {})) for name in needed}
    return {**made, **OVERRIDES.get(takes.__name__, {})}


@cache
def _schema(takes: type[BaseModel]) -> dict[str, Any]:
    return takes.model_json_schema(by_alias=True)


def _value(name: str, schema: dict[str, Any], defs: dict[str, Any]) -> Any:  # noqa: PLR0911 - one line for each kind
    if "$ref" in schema:
        return _value(name, defs[schema["$ref"].rsplit("/", 1)[1]], defs)
    if "anyOf" in schema:
        return _value(name, schema["anyOf"][0], defs)
    if "enum" in schema:
        return schema["enum"][0]
    if "const" in schema:
        return schema["const"]
    kind = schema.get("type")
    if kind in {"integer", "number"}:
        return schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1)
    if kind == "boolean":
        return True
    if kind == "array":
        return [_value(name, schema.get("items", {}), defs)] if schema.get("minItems") else []
    if kind == "object":
        return {each: _value(each, schema["properties"][each], defs) for each in schema.get("required", [])}
    return _text(name, schema)


def _text(name: str, schema: dict[str, Any]) -> str:
    if schema.get("format") == "date":
        return "2027-01-15"
    if schema.get("format") == "date-time":
        return "2027-01-15T09:00:00Z"
    if "mail" in name.lower():
        return "someone@example.com"
    return "some text here"[: schema.get("maxLength", 100)]
