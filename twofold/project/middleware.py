"""What every request and answer gets: an id for the logs, and headers that keep browsers strict."""

from collections.abc import Callable

import structlog
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from twofold.core.ids import new_id

Handler = Callable[[HttpRequest], HttpResponseBase]
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
