"""How much one request may carry: a file, or a few megabytes of anything else. The same for pages and the API."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestAborted
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from twofold.core.operations.uploads import MOST_SENT

from .error_views import answer

OVER = "twofold.over"
"""Set in the scope of a request whose body was left where it was, because there is too much of it."""


class TooMuch(RequestAborted):
    """There is more to this body than may come."""


def most_of(content_type: str) -> int:
    """How many bytes a body of this kind may have."""
    if content_type.strip().lower().startswith("multipart/form-data"):
        return MOST_SENT
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def said_and_allowed(scope: dict[str, Any]) -> tuple[int, int]:
    """How long the request says its body is, and how long it may be."""
    headers = dict(scope["headers"])
    said = headers.get(b"content-length", b"")
    length = int(said) if said.isdigit() and len(said) < len(str(2**63)) else 0
    return length, most_of(headers.get(b"content-type", b"").decode("latin-1"))


def too_much(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """413, before anything of the request is looked at."""

    def measured(request: HttpRequest) -> HttpResponseBase:
        said = request.META.get("CONTENT_LENGTH") or "0"
        length = int(said) if said.isdecimal() and len(said) < len(str(2**63)) else 0
        if OVER in getattr(request, "scope", {}) or length > most_of(request.META.get("CONTENT_TYPE") or ""):
            return answer(request, 413)
        return get_response(request)

    return measured
