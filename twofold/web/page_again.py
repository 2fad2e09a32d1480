"""The page that a form was sent from, drawn as it is now: what was wrong with the form can be said on it."""

from __future__ import annotations

from copy import copy
from urllib.parse import urlsplit

from django.http import HttpResponse, QueryDict
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from twofold.ui.request import Request


def referrer_of(request: Request) -> str:
    """The page of ours that the browser says a form stands on; empty where it says none, or any other place."""
    referrer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referrer, allowed_hosts={request.get_host()}):
        return ""
    parts = urlsplit(referrer)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def page_again(request: Request, address: str) -> str | None:
    """The HTML of one of our pages for whoever asks, as a visit to it would give; None where there is no such page."""
    parts = urlsplit(address)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None
    if not hasattr(match.func, "policy"):
        return None
    visit = copy(request)
    visit.method, visit.path, visit.path_info, visit.resolver_match = "GET", parts.path, parts.path, match
    visit.META = {**request.META, "REQUEST_METHOD": "GET", "PATH_INFO": parts.path, "QUERY_STRING": parts.query}
    visit.GET = QueryDict(parts.query)  # type: ignore[assignment]
    visit.POST = QueryDict()  # type: ignore[assignment]
    answer: HttpResponse = match.func(visit, *match.args, **match.kwargs)
    is_page = answer.status_code == 200 and not answer.streaming  # noqa: PLR2004 - found
    return answer.text if is_page and answer.headers.get("Content-Type", "").startswith("text/html") else None
