"""The shapes of answers, from the entities' own lists of fields."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import FieldDoesNotExist

from twofold.core.entities import ENTITIES, Entity, Field
from twofold.core.entities.field import TEXTS
from twofold.core.operations.registry import ManyResult
from twofold.core.oplog.row_kinds import row_kinds

from .route import Route

_JSON: dict[str, dict[str, Any]] = {
    **{name: {"type": "string"} for name in TEXTS},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "datetime": {"type": "string", "format": "date-time"},
    "date": {"type": "string", "format": "date"},
    "object": {"type": "object"},
    "array": {"type": "array"},
}
PROBLEM = {
    "type": "object",
    "description": "RFC 9457 problem details. A refusal may carry more: the legal steps, both versions.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "One sentence for people: what is wrong and what to do."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}
REFERENCE = {
    "type": "object",
    "description": "What is left to show when the actor no longer sees the item.",
    "required": ["id"],
    "properties": {"id": {"type": "string"}, "version": {"type": "integer"}},
}


def components() -> dict[str, Any]:
    """Every item, and what a refusal looks like."""
    items = {item_name(found): item(found) for found in ENTITIES.values()}
    return {**items, "ManyResult": MANY, "Problem": PROBLEM, "Reference": REFERENCE}


def item_name(found: Entity) -> str:
    """`lead_share` → `LeadShare`."""
    return "".join(word.capitalize() for word in found.noun.split("_"))


def item(found: Entity) -> dict[str, Any]:
    """The schema of one item: its fields are always there, those without a value are null. What is worked out only where
    `fields` asks for it may be missing.
    """
    columns = [*found.columns, *found.extra]
    return {
        "type": "object",
        "required": [column.name for column in columns if not column.calculate],
        "properties": {column.name: _column(found, column) for column in columns},
    }


def _column(found: Entity, column: Field) -> dict[str, Any]:
    schema = dict(_JSON[column.type])
    if column.blank_is_null or column in found.extra or _may_be_missing(found, column):
        schema["type"] = [schema["type"], "null"]
    return {**schema, "description": column.doc} if column.doc else schema


def _may_be_missing(found: Entity, column: Field) -> bool:
    try:
        return bool(found.model._meta.get_field(column.path).null)  # type: ignore[union-attr]
    except (FieldDoesNotExist, AttributeError):
        return True


def answer(route: Route) -> dict[str, Any]:
    """The good response of a route."""
    if route.kind == "stream":
        return {
            "description": (
                "`id`, `event: change`, `data: {space, kind, id}`. Whoever comes back after more than 500 changes is told "
                "of each of their spaces instead, with the kind `space`: fetch again what you show of it."
            ),
            "content": {"text/event-stream": {}},
        }
    told: dict[str, Any] = {"description": "Done." if route.kind == "operation" else "The answer."}
    told["content"] = {"application/json": {"schema": _schema(route)}}
    if route.kind == "operation" or route.name.endswith(".get"):
        told["headers"] = {"ETag": {"schema": {"type": "string"}, "description": "The item's version, for If-Match."}}
    return told


def _schema(route: Route) -> dict[str, Any]:
    verb = route.name.rpartition(".")[2]
    if route.kind == "operation":
        return _result(route)
    if route.kind == "history":
        return _page({"type": "object"})
    if route.entity and verb == "list":
        return _page(_ref(route.entity))
    if route.entity and verb == "get":
        return _ref(route.entity)
    if route.entity and verb == "count":
        counts = {"type": "object", "additionalProperties": {"type": "integer"}}
        properties = {"count": {"type": "integer"}, "groups": counts, "sums": {"type": "object"}}
        return {"type": "object", "properties": properties}
    return (
        {"type": "array"} if str(route.gives).startswith("list") else {} if route.gives is Any else {"type": "object"}
    )


_LEFT_OUT: Final = {
    "type": "object",
    "required": ["code", "message"],
    "properties": {"code": {"enum": ["conflict", "refused", "not_found"]}, "message": {"type": "string"}},
}
MANY: Final = {
    "type": "object",
    "required": ["count", "changeId"],
    "properties": {
        "count": {"type": "integer", "description": "To how many it was done."},
        "changeId": {"type": "string", "description": "By which it is undone, where it can be."},
        "leftOut": {"type": "integer", "description": "How many were left out, where `leaveOut` asks for it."},
        "left": {
            "type": "object",
            "description": f"Why, by id, of at most {ManyResult.TOLD} of them. Not told again to a repeated Idempotency-Key.",
            "additionalProperties": _LEFT_OUT,
        },
    },
}
"""The answer of an operation on many."""


def _result(route: Route) -> dict[str, Any]:
    if route.gives is ManyResult:
        return {"$ref": "#/components/schemas/ManyResult"}
    if route.gives not in row_kinds().values():
        return {"type": "object"}
    own_kind = [found for found in ENTITIES.values() if found.model is route.gives]
    own = [found for found in own_kind if found is route.entity] or own_kind
    if len(own) != 1:
        return {"$ref": "#/components/schemas/Reference"}
    return {"anyOf": [_ref(own[0]), {"$ref": "#/components/schemas/Reference"}]}


def _ref(found: Entity) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{item_name(found)}"}


def _page(of: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["items", "nextCursor"],
        "properties": {"items": {"type": "array", "items": of}, "nextCursor": {"type": ["string", "null"]}},
    }
