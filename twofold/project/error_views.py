"""The error pages, the same bytes for what is forbidden and what is missing."""

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from twofold.core.json_text import encode

SENTENCES = {
    400: ("Bad request", "The browser sent something this page cannot read. Go back and try again."),
    403: (
        "Not allowed",
        "This page was open too long, or the form came from somewhere else. Reload it, then send it again.",
    ),
    404: ("Not found", "This doesn't exist or isn't shared with you."),
    413: (
        "Too large",
        "A file can have up to 500 MB, anything else 5 MB. Split the file and upload the parts.",
    ),
    429: ("Too many tries", "That was too many tries in a short time. Wait a few minutes, then try again."),
    500: (
        "Something broke",
        "That was our mistake, and nothing was saved. Please try again, and tell whoever runs this server.",
    ),
}


def answer(request: HttpRequest, status: int) -> HttpResponse:
    """The page or the problem details for a status; nothing in it depends on who asks or for what."""
    title, detail = SENTENCES[status]
    if request.path.startswith("/api/"):
        body = encode({"type": "about:blank", "title": title, "status": status, "detail": detail})
        return HttpResponse(body, status=status, content_type="application/problem+json")
    return HttpResponse(render_to_string(f"ui/{status}.html"), status=status)


def bad_request(request: HttpRequest, exception: object = None) -> HttpResponse:
    """400; for a name this server does not know itself by, with what to do about it."""
    if isinstance(exception, DisallowedHost):
        return HttpResponse(render_to_string("ui/unknown_host.html"), status=400)
    return answer(request, 400)


def forbidden(request: HttpRequest, exception: object = None) -> HttpResponse:
    """403."""
    return answer(request, 403)


def not_found(request: HttpRequest, exception: object = None) -> HttpResponse:
    """404."""
    return answer(request, 404)


def too_many(request: HttpRequest) -> HttpResponse:
    """429, from the limits of the sign-in library."""
    return answer(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return answer(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token."""
    return answer(request, 403)
