"""From a route to a Django view: who is there, what was given, run or ask, and the answer as bytes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.views.decorators.csrf import csrf_exempt

from twofold.core.actor import Actor, missing_capability
from twofold.core.entities import present
from twofold.core.errors import Invalid, NotFound, Problem, Refused
from twofold.core.ids import is_id
from twofold.core.json_text import encode
from twofold.core.live.stream import stream
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.core.oplog.row_kinds import kind_of
from twofold.ui.request import Request

from . import requests
from .openapi import document
from .route import Route

View = Callable[..., HttpResponseBase]
LONGEST_PLACE = 200
_SAFE = ("GET", "HEAD", "OPTIONS")


class Unknown(Problem):
    """Nobody is signed in."""

    status = 401
    title = "Not signed in"


class WrongMethod(Problem):
    """An address that does not do this."""

    status = 405
    title = "Method not allowed"


class _Form(CsrfViewMiddleware):
    """Django's check, which says the reason instead of making a page."""

    def _reject(self, request: Request, reason: str) -> Any:
        return reason


def view_of(routes: list[Route]) -> View:
    """The view of one address, for all of its methods."""
    by_method = {route.method: route for route in routes}
    if "GET" in by_method:
        by_method["HEAD"] = by_method["GET"]
    allow = ", ".join(sorted({*by_method, "OPTIONS"}))

    @csrf_exempt
    def answer(request: Request, **said: str) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": allow})
        route = by_method.get(request.method or "")
        try:
            if route is None:
                raise WrongMethod(f"This address takes {allow}.")
            return _answer(request, route, said)
        except Problem as wrong:
            return _problem(wrong, allow)
        except OverflowError:
            return _problem(Invalid("This number is too large."), allow)

    answer.routes = tuple(routes)  # type: ignore[attr-defined]
    return answer


@csrf_exempt
def nowhere(request: Request, rest: str = "") -> HttpResponse:
    """Every other address below the root."""
    return _problem(NotFound(), "")


def _answer(request: Request, route: Route, said: dict[str, str]) -> HttpResponseBase:
    actor: Actor = request.actor
    if actor.membership is None and not route.open_to_all:
        raise Unknown("Sign in, or send a valid token: Authorization: Bearer tf_….")
    if actor.membership is not None and actor.token_id is None and request.method not in _SAFE:
        _own_page(request)
    if "id" in said and not is_id(said["id"]):
        said = {**said, "id": ""}
    return _WAYS[route.kind](request, actor, route, said)


def _operation(request: Request, actor: Actor, route: Route, said: dict[str, str]) -> HttpResponse:
    requests.no_query(request)
    given, on = requests.body(request, route), said.get("id") if route.on_row else None
    if route.parent:
        on, given = _parent(route, given)
    outcome = run(actor, route.name, given, on, key=requests.key(request), if_version=requests.version(request))
    answer = outcome.answer if outcome.answer is not None else present(actor, outcome.result)
    return _json(answer, route.status)


def _parent(route: Route, given: Any) -> tuple[str, Any]:
    """The thing below which something is made, out of the body."""
    name = route.takes.model_fields[route.parent].alias or route.parent
    if not isinstance(given, dict):
        raise Invalid("The input must be a JSON object.", [("", "This must be an object.")])
    on = given.get(name)
    if not isinstance(on, str):
        raise Invalid.field(name, "This is needed.")
    return on if is_id(on) else "", {field: value for field, value in given.items() if field != name}


def _query(request: Request, actor: Actor, route: Route, said: dict[str, str]) -> HttpResponse:
    return _json(ask(actor, route.name, {**requests.query(request, route), **said}), 200)


def _history(request: Request, actor: Actor, route: Route, said: dict[str, str]) -> HttpResponse:
    """The log of one item; one that nobody may see, or of another kind, has none, exactly like one that is not there."""
    if not actor.may(route.needs):
        raise missing_capability(actor, route.needs)
    given = requests.query(request, route)
    found = ask(actor, "activity.list", {**given, "targetId": said["id"] or "-"})
    assert route.entity is not None
    if not found["items"] or found["items"][0]["kind"] != kind_of(route.entity.model):
        ask(actor, f"{route.entity.noun}.get", said)
    return _json(found, 200)


def _stream(request: Request, actor: Actor, route: Route, said: dict[str, str]) -> HttpResponseBase:
    if not actor.may(route.needs):
        raise missing_capability(actor, route.needs)
    last = request.headers.get("Last-Event-ID", "") or request.GET.get("after", "")
    auth_source = ("token", actor.token_id) if actor.token_id else ("session", request.session.session_key or "")
    return StreamingHttpResponse(
        stream(actor, last if last.isascii() and len(last) <= LONGEST_PLACE else "", auth_source),
        content_type="text/event-stream",
        headers={"Cache-Control": "no-cache", "X-Accel-Buffering": "no"},
    )


def _document(request: Request, actor: Actor, route: Route, said: dict[str, str]) -> HttpResponse:
    return HttpResponse(document(), content_type="application/json")


_WAYS: dict[str, Callable[..., HttpResponseBase]] = {
    "operation": _operation,
    "query": _query,
    "history": _history,
    "stream": _stream,
    "document": _document,
}


def _own_page(request: Request) -> None:
    """A session's unsafe call comes from our own page: it carries the CSRF header. Errors: Refused."""
    checked: View = lambda _: HttpResponse()  # noqa: E731 - the views here are all exempt, so that we check ourselves
    reason = _Form(checked).process_view(request, checked, (), {})
    if reason is not None:
        raise Refused(
            "A signed-in browser sends its CSRF token in the header X-CSRFToken. Programs use a token instead."
        )


def _json(value: Any, status: int) -> HttpResponse:
    response = HttpResponse(encode(value), status=status, content_type="application/json")
    if isinstance(value, dict) and isinstance(value.get("version"), int):
        response["ETag"] = f'"{value["version"]}"'
    return response


def _problem(wrong: Problem, allow: str) -> HttpResponse:
    response = HttpResponse(encode(wrong.as_json()), status=wrong.status, content_type="application/problem+json")
    if wrong.status == Unknown.status:
        response["WWW-Authenticate"] = "Bearer"
    if wrong.status == WrongMethod.status:
        response["Allow"] = allow
    if hasattr(wrong, "retry_after"):
        response["Retry-After"] = str(wrong.retry_after)
    return response
