"""From a request to what an operation or a query was given. Every way of being wrong has its sentence."""

from __future__ import annotations

import re
from typing import Any

import orjson
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParserError

from twofold.core.errors import Invalid, Problem

from .route import Route

_VERSION = re.compile(r'^"?(\d{1,9})"?$')


class Unreadable(Problem):
    """The bytes are not what they say they are."""

    status = 400
    title = "Bad request"


class TooBig(Problem):
    """More than we take in one request."""

    status = 413
    title = "Too large"


class WrongKind(Problem):
    """A body in a format this address does not take."""

    status = 415
    title = "Unsupported media type"


def body(request: HttpRequest, route: Route) -> dict[str, Any]:
    """What an unsafe request carries: a JSON object, or a form with its files."""
    try:
        return _form(request, route) if route.files else _json(request)
    except RequestDataTooBig as big:
        raise TooBig("This is more than one request may carry. Send a large file as a file.") from big
    except (MultiPartParserError, TooManyFieldsSent, TooManyFilesSent, BadRequest) as wrong:
        raise Unreadable("The form could not be read. Send multipart/form-data with its boundary.") from wrong


def query(request: HttpRequest, route: Route) -> dict[str, Any]:
    """What a safe request asks with."""
    return _from_texts(request.GET, route)


def no_query(request: HttpRequest) -> None:
    """An unsafe request says everything in its body. Errors: Invalid."""
    if request.GET:
        raise Invalid(
            "What you send belongs in the body, not in the address.",
            [(name, "There is no such field.") for name in request.GET],
        )


def version(request: HttpRequest) -> int | None:
    """The version the caller saw, of `If-Match: "3"`. Errors: Invalid."""
    told = request.headers.get("If-Match", "").strip()
    if told in ("", "*"):
        return None
    found = _VERSION.match(told)
    if found is None:
        raise Invalid.field(
            "If-Match", 'Give the version you saw, like "3". Weak or several versions do not say which one.'
        )
    return int(found[1])


def key(request: HttpRequest) -> str:
    """The caller's idempotency key. Errors: Invalid."""
    told = request.headers.get("Idempotency-Key", "")
    if len(told) > 200 or "\0" in told:  # noqa: PLR2004 - the sentence below says it
        raise Invalid.field("Idempotency-Key", "This must be at most 200 characters.")
    return told


def _json(request: HttpRequest) -> dict[str, Any]:
    raw = request.body
    if not raw:
        return {}
    if request.content_type != "application/json":
        raise WrongKind("Send application/json.")
    try:
        given: dict[str, Any] = orjson.loads(raw)
    except orjson.JSONDecodeError as wrong:
        raise Unreadable(f"This is not JSON: {wrong.msg}, line {wrong.lineno}, column {wrong.colno}.") from None
    if b"\\u0000" in raw:
        _refuse_nul(given, "")
    return given


def _form(request: HttpRequest, route: Route) -> dict[str, Any]:
    if request.content_type != "multipart/form-data":
        raise WrongKind("Send multipart/form-data: the file, and the other fields beside it.")
    texts = request.POST.copy()
    given: dict[str, Any] = {}
    if "input" in texts and "input" not in route.columns:
        try:
            given = orjson.loads(texts.pop("input")[0])
        except orjson.JSONDecodeError as wrong:
            raise Unreadable(f"The part “input” is not JSON: {wrong.msg}.") from None
        if not isinstance(given, dict):
            raise Invalid.field("input", "This must be an object.")
        _refuse_nul(given, "")
    given |= _from_texts(texts, route)
    for name in request.FILES:
        if name not in route.files:
            raise Invalid.field(str(name), "There is no such file field.")
    return {**given, **{name: request.FILES[name] for name in route.files if name in request.FILES}}


def _from_texts(texts: QueryDict, route: Route) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for name, values in texts.lists():
        shape = route.columns.get(name, "text")
        if shape == "array" and not values[0].startswith("["):
            given[name] = values
        elif shape == "texts":
            given[name] = values if len(values) > 1 else values[0]
        elif len(values) > 1:
            raise Invalid.field(name, "Give this once.")
        elif shape == "text":
            given[name] = values[0]
        else:
            given[name] = _inner_json(name, values[0])
        _refuse_nul(given[name], name)
    return given


def _inner_json(name: str, text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as wrong:
        raise Invalid.field(name, f"This must be JSON: {wrong.msg}.") from None


def _refuse_nul(value: Any, where: str) -> None:
    """The one character that no database keeps in a text."""
    if isinstance(value, str) and "\0" in value:
        raise Invalid.field(where, "This contains a character (NUL) that can't be saved.")
    if isinstance(value, dict):
        for name, inner in value.items():
            _refuse_nul(name, where)
            _refuse_nul(inner, f"{where}.{name}".strip("."))
    if isinstance(value, list):
        for number, inner in enumerate(value):
            _refuse_nul(inner, f"{where}.{number}".strip("."))
