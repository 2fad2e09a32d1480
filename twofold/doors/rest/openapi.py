"""The OpenAPI 3.1 document, from the same table as the addresses."""

from __future__ import annotations

from functools import cache
from typing import Any

import orjson
from pydantic.json_schema import models_json_schema

from . import schemas
from .route import ROOT, Route
from .routes import all_routes

JSON, PROBLEM = "application/json", "application/problem+json"
_REFUSALS = {
    "400": "The bytes are not what they say they are.",
    "401": "Nobody is signed in, or the token is not valid.",
    "403": "The actor sees the thing but may not do this.",
    "404": "This doesn't exist or isn't shared with you.",
    "405": "This address does not do this.",
    "409": "The thing has moved on: another version, or a step that is not legal now.",
    "413": "More than one request may carry.",
    "415": "A body in another format.",
    "422": "The input is wrong; `errors` names each field.",
    "429": "Too often; `Retry-After` says in how many seconds to try again.",
}


@cache
def document() -> bytes:
    """The document as bytes; made once a process."""
    return orjson.dumps(described(), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS) + b"\n"


def described() -> dict[str, Any]:
    """The document."""
    routes = all_routes()
    inputs, models = models_json_schema(
        [(route.takes, "validation") for route in routes], ref_template="#/components/schemas/{model}"
    )
    defined = models.get("$defs", {})
    names = {takes: each["$ref"].rsplit("/", 1)[1] for (takes, _), each in inputs.items()}
    paths: dict[str, Any] = {}
    for route in routes:
        paths.setdefault(f"/{route.path}", {})[route.method.lower()] = _operation(route, names[route.takes], defined)
    asked = {names[route.takes] for route in routes if route.method == "GET"}
    kept = {name: schema for name, schema in defined.items() if name not in asked or _used(name, paths)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Twofold",
            "version": "1",
            "description": "The workspace two companies share to run a partnership. Every operationId is the name "
            "of an operation or a query of the registry, the same on the command line; one that ends in `_below` is the "
            "same operation with the id of what the new item belongs to in its body.",
        },
        "servers": [{"url": f"/{ROOT}"}],
        "security": [{"token": []}, {"session": [], "csrf": []}],
        "paths": paths,
        "components": {
            "schemas": dict(sorted({**kept, **schemas.components()}.items())),
            "responses": {f"Problem{status}": _refusal(says) for status, says in _REFUSALS.items()},
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "An API token: tf_…"},
                "session": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "session",
                    "description": "Of a browser that has signed in; called `__Host-session` where the address is https.",
                },
                "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRFToken", "description": "On unsafe calls."},
            },
        },
    }


def _used(name: str, paths: dict[str, Any]) -> bool:
    return f'"#/components/schemas/{name}"'.encode() in orjson.dumps(paths)


def _operation(route: Route, takes: str, defined: dict[str, Any]) -> dict[str, Any]:
    first = route.doc.strip().split("\n")[0]
    name = f"{route.name}_below" if route.parent else route.name
    told: dict[str, Any] = {"tags": [route.path.split("/")[0]], "summary": first, "operationId": name}
    if route.doc.strip() != first:
        told["description"] = route.doc.strip()
    parameters = [_in_path(name) for name in _names_in(route.path)] + _asked(route, takes, defined)
    if route.kind == "operation":
        parameters.append(
            _header(
                "Idempotency-Key",
                {"type": "string", "maxLength": 200},
                "The same key and request within a day: one effect. The answer is given again, an item as it is then; "
                "what is told only once, such as the secret of a token, is a 409 then.",
            )
        )
        if route.on_row:
            parameters.append(_header("If-Match", {"type": "string"}, 'The version you saw, like "3".'))
        told["requestBody"] = _body(route, takes)
    if parameters:
        told["parameters"] = parameters
    told["responses"] = _responses(route)
    if route.open_to_all:
        told["security"] = [{}, {"token": []}]
    return told


def _body(route: Route, takes: str) -> dict[str, Any]:
    fields = route.takes.model_fields.values()
    schema: dict[str, Any] = {"$ref": f"#/components/schemas/{takes}"}
    if not route.files:
        return {"required": any(each.is_required() for each in fields), "content": {JSON: {"schema": schema}}}
    files = {name: {"type": "string", "contentMediaType": "application/octet-stream"} for name in route.files}
    return {
        "required": True,
        "content": {
            "multipart/form-data": {"schema": {"allOf": [schema, {"type": "object", "properties": files}]}},
        },
    }


def _asked(route: Route, takes: str, defined: dict[str, Any]) -> list[dict[str, Any]]:
    if route.method != "GET":
        return []
    schema = defined[takes]
    told = []
    for name, each in schema.get("properties", {}).items():
        inner = {field: value for field, value in each.items() if field not in {"title", "description"}}
        parameter: dict[str, Any] = {"name": name, "in": "query", "required": name in schema.get("required", [])}
        if "description" in each:
            parameter["description"] = each["description"]
        if route.columns.get(name) == "object":
            parameter["content"] = {JSON: {"schema": inner}}
        else:
            parameter["schema"] = _without_null(inner)
        told.append(parameter)
    return told


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """An address cannot say null: a parameter that may be missing is only the other type."""
    kinds = [each for each in schema.get("anyOf", []) if each.get("type") != "null"]
    if len(kinds) != 1:
        return schema
    return {**{name: value for name, value in schema.items() if name not in {"anyOf", "default"}}, **kinds[0]}


def _names_in(path: str) -> list[str]:
    return [part.strip("{}") for part in path.split("/") if part.startswith("{")]


def _in_path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _header(name: str, schema: dict[str, Any], doc: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": False, "schema": schema, "description": doc}


def _responses(route: Route) -> dict[str, Any]:
    told = {str(route.status): schemas.answer(route)}
    unsafe = {"400", "409", "413", "415"}
    for status in _REFUSALS:
        if (status in unsafe and route.method == "GET") or (status == "401" and route.open_to_all):
            continue
        told[status] = {"$ref": f"#/components/responses/Problem{status}"}
    return told


def _refusal(says: str) -> dict[str, Any]:
    return {"description": says, "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
