"""Figures of requests, for `/metrics`: how many of each view, method and status, and how long they took."""

from collections.abc import Callable
from time import perf_counter

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from prometheus_client import Counter, Histogram

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_ANSWERS = Counter("twofold_requests", "Requests answered, by view, method and status.", ("view", "method", "status"))
_SECONDS = Histogram("twofold_request_seconds", "Seconds until a request was answered, by view.", ("view",))


def request_figures(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware: count each answer. A view is known by its URL name, so that nobody's addresses get into the figures."""

    def measured(request: HttpRequest) -> HttpResponseBase:
        begun = perf_counter()
        response = get_response(request)
        match = request.resolver_match
        view = (match.view_name if match else "") or "none"
        method = request.method if request.method in _METHODS else "other"
        _ANSWERS.labels(view, method, response.status_code).inc()
        _SECONDS.labels(view).observe(perf_counter() - begun)
        return response

    return measured
