"""The registry of queries: what anyone may ask, through any door."""

import inspect
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from twofold.core import permissions
from twofold.core.actor import Actor, missing_capability
from twofold.core.errors import NotFound
from twofold.core.parsing import parse

from .registry import Input, Nothing


@dataclass(frozen=True)
class Query:
    """One question, as every door sees it. `path` is its URL below the API's root when it has one of its own."""

    name: str
    body: Callable[..., Any]
    takes: type[Input]
    needs: str
    doc: str
    path: str = ""


QUERIES: dict[str, Query] = {}


def query(name: str, *, needs: str, path: str = "") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a function `(actor, input) → JSON-ready value` as a query."""

    def register(body: Callable[..., Any]) -> Callable[..., Any]:
        if name in QUERIES:
            raise ValueError(f"query {name} is registered twice")
        if not permissions.known(needs):
            raise ValueError(f"query {name}: nobody has the capability {needs}")
        takes = typing.get_type_hints(body).get("input", Nothing)
        QUERIES[name] = Query(name, body, takes, needs, inspect.getdoc(body) or "", path)
        return body

    return register


def ask(actor: Actor, name: str, given: dict[str, Any] | None = None) -> Any:
    """Answer a question as this actor. Errors: NotFound, Refused, Invalid."""
    found = QUERIES.get(name)
    if found is None:
        raise NotFound
    if not actor.may(found.needs):
        raise missing_capability(actor, found.needs)
    return found.body(actor, parse(found.takes, given or {}))


PART = 200
"""How much of a list is asked for at once: the most there is in a page."""


def ask_all(actor: Actor, name: str, given: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """All items of a list, page after page: for what people have some dozens of. Errors: as `ask`."""
    found = ask(actor, name, {**(given or {}), "limit": PART})
    items: list[dict[str, Any]] = found["items"]
    while found["nextCursor"]:
        found = ask(actor, name, {**(given or {}), "limit": PART, "cursor": found["nextCursor"]})
        items += found["items"]
    return items
