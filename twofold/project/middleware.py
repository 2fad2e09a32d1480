"""What every request and answer gets: an id for the logs, and headers that keep browsers strict."""

from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string

from twofold.core.ids import new_id

Handler = Callable[[HttpRequest], HttpResponseBase]
View = Callable[..., HttpResponseBase]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)


def security_headers(get_response: Handler) -> Handler:
    """Content security policy, no caching of pages, and answers that differ for htmx say so."""

    def strict(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", "private, no-store")
        varies = response.headers.get("Vary", "")
        response.headers["Vary"] = f"{varies}, HX-Request" if varies else "HX-Request"
        return response

    return strict


def request_id(get_response: Handler) -> Handler:
    """A random id for each request, in its log lines and its answer."""

    def numbered(request: HttpRequest) -> HttpResponseBase:
        found = new_id()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=found)
        response = get_response(request)
        response.headers["X-Request-Id"] = found
        return response

    return numbered


class ForBrowsers:
    """`settings.BROWSER_MIDDLEWARE`: session, CSRF, who is signed in, messages. All but the API, and the API where no token
    is sent, passes through them; a program with a token has none of that, and they took a sixth of its answer's time.
    """

    def __init__(self, get_response: Handler) -> None:
        self._rest = get_response
        self._chain = get_response
        self._views: list[Callable[..., HttpResponseBase | None]] = []
        for name in reversed(settings.BROWSER_MIDDLEWARE):
            made = import_string(name)(self._chain)
            if hasattr(made, "process_view"):
                self._views.insert(0, made.process_view)
            self._chain = convert_exception_to_response(made)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Through them, or past them."""
        return self._rest(request) if _is_program(request) else self._chain(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """What they say before the view answers."""
        if _is_program(request):
            return None
        return next((said for each in self._views if (said := each(request, view, args, kwargs)) is not None), None)


def _is_program(request: HttpRequest) -> bool:
    """Whether the API is asked with a token, valid or not: such a request is never anybody's session."""
    return request.path_info.startswith("/api/") and request.META.get("HTTP_AUTHORIZATION", "").startswith("Bearer ")
