"""One route of the REST door: an address and a method, and what of the registries it stands for."""

from __future__ import annotations

import typing
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from twofold.core.operations.query import Query
from twofold.core.operations.registry import Input, Operation
from twofold.core.permissions import ANYONE, CAPABILITIES
from twofold.core.resource import Resource

ROOT = "api/v1"
Kind = Literal["operation", "query", "history", "stream", "document"]


@dataclass(frozen=True)
class Route:
    """`method path` below the root.

    `name` is the operationId: the registry's own name. `{id}` in an operation's path is the row it acts on.
    `parent` is set on the second address of an operation that makes something below another thing
    (`POST /leads` beside `POST /campaigns/{id}/leads/register`): the body's field that names that thing.
    """

    method: str
    path: str
    name: str
    kind: Kind
    needs: str
    takes: type[Input]
    doc: str
    status: int = 200
    parent: str = ""
    found: Operation | Query | None = None
    resource: Resource | None = None
    files: tuple[str, ...] = ()

    @property
    def open_to_all(self) -> bool:
        """Whether one may come without having signed in."""
        return self.needs == "" or ANYONE in CAPABILITIES[self.needs]

    @property
    def django_path(self) -> str:
        """The address as Django's resolver writes it."""
        return self.path.replace("{", "<str:").replace("}", ">")

    @property
    def on_row(self) -> bool:
        """Whether an operation's target stands in the address or the body."""
        return isinstance(self.found, Operation) and self.found.on is not None

    @cached_property
    def gives(self) -> Any:
        """What the registered function says it returns."""
        return typing.get_type_hints(self.found.body).get("return", Any) if self.found else Any

    @cached_property
    def columns(self) -> dict[str, str]:
        """Each input field as the API spells it → how its text is read: `text`, `texts`, `array`, `object`."""
        properties = self.takes.model_json_schema(by_alias=True)["properties"] if self.takes.model_fields else {}
        return {name: _shape(schema) for name, schema in properties.items() if name not in self.files}


def _shape(schema: dict[str, Any]) -> str:
    kinds = {schema.get("type", ""), *(each.get("type", "") for each in schema.get("anyOf", []))}
    if "array" in kinds:
        return "texts" if "string" in kinds else "array"
    if "object" in kinds or "$ref" in schema or any("$ref" in each for each in schema.get("anyOf", [])):
        return "object"
    return "text"
