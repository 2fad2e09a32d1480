"""From the registries to the table of routes. Nothing is listed by hand but the stream and the document."""

from __future__ import annotations

from pydantic import Field as Declared
from pydantic import create_model

from twofold.core.operations.query import QUERIES, Query
from twofold.core.operations.registry import OPERATIONS, Input, Nothing, Operation
from twofold.core.oplog.activity import Feed
from twofold.core.oplog.row_kinds import kind_of
from twofold.core.resource import RESOURCES, Resource

from .route import Route

MAKING = ("create", "add", "register", "upload", "propose", "start", "record", "post")
"""Verbs that make a new thing; the first of them to claim `POST /things` has it."""
_STANDARD = {"update": ("PATCH", ""), "delete": ("DELETE", ""), "restore": ("POST", "/restore")}


def all_routes() -> list[Route]:
    """Every route, those with fixed words before those with `{id}`, so that `count` is never taken for an id."""
    made = [*_things(), *_questions(), *_verbs(), *_fixed()]
    made += _shortcuts({(route.method, route.path) for route in made})
    return sorted(made, key=lambda route: (route.path.replace("{", "~"), route.method))


def _fixed() -> list[Route]:
    return [
        Route(
            "GET",
            "events",
            "events",
            "stream",
            "activity.see",
            _Listening,
            "What changes, as server-sent events: ids only.",
        ),
        Route("GET", "openapi.json", "openapi", "document", "", Nothing, "This document."),
    ]


def _things() -> list[Route]:
    made = []
    for found in RESOURCES.values():
        for verb, path in (("list", found.path), ("count", f"{found.path}/count"), ("get", f"{found.path}/{{id}}")):
            asked = QUERIES[f"{found.noun}.{verb}"]
            takes = asked.takes if verb != "get" else Nothing
            made.append(
                Route("GET", path, asked.name, "query", asked.needs, takes, asked.doc, found=asked, resource=found)
            )
        doc = "What was done to this item, newest first."
        made.append(
            Route(
                "GET",
                f"{found.path}/{{id}}/oplog",
                f"{found.noun}.oplog",
                "history",
                found.needs,
                _History,
                doc,
                resource=found,
            )
        )
    return made


def _questions() -> list[Route]:
    taken = {f"{noun}.{verb}" for noun in RESOURCES for verb in ("list", "count", "get")}
    return [
        Route(
            "GET", _question_path(asked), asked.name, "query", asked.needs, _without_path(asked), asked.doc, found=asked
        )
        for asked in QUERIES.values()
        if asked.name not in taken
    ]


def _question_path(asked: Query) -> str:
    noun, _, verb = asked.name.partition(".")
    if "id" in asked.takes.model_fields:
        return f"{_path_of(noun)}/{{id}}/{_words(verb)}"
    return asked.path or f"ask/{asked.name}"


def _without_path(asked: Query) -> type[Input]:
    """The query's input less what its address already says."""
    said = {name for name in asked.takes.model_fields if f"{{{name}}}" in _question_path(asked)}
    left = {name: (each.annotation, each) for name, each in asked.takes.model_fields.items() if name not in said}
    return create_model(asked.takes.__name__, __base__=Input, **left) if said else asked.takes  # type: ignore[call-overload,no-any-return]


def _verbs() -> list[Route]:
    outside = [each for each in OPERATIONS.values() if not each.internal]
    return [_of(found, *address(found)) for found in outside]


def _of(found: Operation, method: str, path: str, status: int, parent: str = "") -> Route:
    takes = found.takes
    if parent:
        takes = create_model(f"{takes.__name__}Below", __base__=takes, **{parent: (str, ...)})  # type: ignore[call-overload]
    return Route(
        method,
        path,
        found.name,
        "operation",
        found.needs,
        takes,
        found.doc,
        status,
        parent,
        found,
        RESOURCES.get(found.noun),
        found.files,
    )


def address(found: Operation) -> tuple[str, str, int]:
    """Where an operation is: method, path, status. Its target is always the `{id}` of the path."""
    own, verb = RESOURCES.get(found.noun), found.verb
    status = 201 if verb in MAKING else 200
    if found.on is None:
        claims = verb in MAKING and not any(
            other.on is None and other.noun == found.noun and other.verb in MAKING[: MAKING.index(verb)]
            for other in OPERATIONS.values()
        )
        path = _path_of(found.noun)
        return "POST", path if claims else f"{path}/{_words(verb)}", status
    if (own and own.model is found.on) or kind_of(found.on) == found.noun:
        method, end = _STANDARD.get(verb, ("POST", f"/{_words(verb)}"))
        return method, f"{_path_of(found.noun)}/{{id}}{end}", status
    return "POST", f"{_path_of(_noun_of(found))}/{{id}}/{_path_of(found.noun)}/{_words(verb)}", status


def _shortcuts(taken: set[tuple[str, str]]) -> list[Route]:
    """`POST /leads` with `campaignId` in the body: the address one would guess for what is made below a thing."""
    made: list[Route] = []
    below = [each for each in OPERATIONS.values() if each.on and not each.internal and each.verb in MAKING]
    for found in sorted(below, key=lambda each: MAKING.index(each.verb)):
        path = _path_of(found.noun)
        if found.noun not in RESOURCES or ("POST", path) in taken or "{id}/" + path not in address(found)[1]:
            continue
        taken.add(("POST", path))
        made.append(_of(found, "POST", path, 201, f"{_noun_of(found)}_id"))
    return made


def _noun_of(found: Operation) -> str:
    """The noun of the thing an operation acts on."""
    assert found.on is not None
    kind = kind_of(found.on)
    shown = [each.noun for each in RESOURCES.values() if each.model is found.on]
    return shown[0] if len(shown) == 1 else kind


def _path_of(noun: str) -> str:
    """The word of the address: the resource's own, or just the noun (`hill`) when nothing of its kind is listed."""
    shown: Resource | None = RESOURCES.get(noun)
    return shown.path if shown else _words(noun)


def _words(name: str) -> str:
    return name.replace("_", "-")


_Listening = create_model(
    "Listening",
    __base__=Input,
    after=(str, Declared("", max_length=200, description="An id of an earlier event: begin behind it.")),
)
_History = create_model(
    "History",
    __base__=Input,
    **{name: (Feed.model_fields[name].annotation, Feed.model_fields[name]) for name in ("before", "limit")},
)
