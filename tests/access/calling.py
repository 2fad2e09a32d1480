"""A request through the whole middleware in a few hundred microseconds, and what came back, to be compared by the byte."""

from __future__ import annotations

import io
import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.core.signals import got_request_exception, request_finished
from django.db import close_old_connections, connection, transaction
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.access.cast import Caller

_WRITES = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM) \"?(\w+)", re.IGNORECASE)
_OWN_TRACES = {
    "django_session", "companies_token", "companies_attempt", "usersessions_usersession", "account_emailaddress",
}  # fmt: skip
"""What looking may write: the session's own row, when a token was last used, that an unknown token was tried, and
one's own address as allauth copies it."""
_LEFT_OUT = {"X-Request-Id", "Date", "Content-Length"}
"""Headers that are random in every answer, and the length, which the comparison of the bodies sees anyway."""
_CSRF = re.compile(
    rb'(name="csrfmiddlewaretoken" value="|X-CSRFToken&quot;:\s*&quot;|X-CSRFToken":\s*")[A-Za-z0-9]{64}'
)


_SEALED = re.compile(rb"(?<=after=)gAAAA[\w-]+={0,2}")
"""Where the live stream begins, sealed anew for every page."""
_ASKED = re.compile(rb'(?<=\?next=)[^"]*(?=")')
"""The address that was asked for, repeated by the page for coming back after signing in."""
_BROKEN = ["nothing yet"]


def _remember(request: Any = None, **_: Any) -> None:
    error = sys.exc_info()[1]
    at = traceback.extract_tb(error.__traceback__)[-1] if error else ""
    _BROKEN.append(f"{error!r} at {at}")


def broken() -> str:
    """The last exception that became a 500."""
    return _BROKEN[-1]


got_request_exception.connect(_remember)
logging.getLogger("django.request").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Answer:
    """Status, headers and body, without what is random in every answer."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def location(self) -> str:
        """Where a redirect leads."""
        return dict(self.headers).get("Location", "")


@cache
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def call(caller: Caller, method: str, path: str, body: Any = None, *, file: str = "") -> Answer:
    """One request as this caller, as a form when it carries a file. Of a 500 the body is the exception."""
    kind, data = "application/json", b"" if body is None else json.dumps(body).encode()
    if file:
        parts = {
            "input": json.dumps(body),
            file: SimpleUploadedFile("leads.csv", b"email,country\na@open.example,DE\n"),
        }
        kind, data = MULTIPART_CONTENT, encode_multipart(BOUNDARY, parts)
    address, _, query = path.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method, "PATH_INFO": address, "QUERY_STRING": query, "SERVER_NAME": "testserver", "SERVER_PORT": "80",
        "wsgi.input": io.BytesIO(data), "wsgi.url_scheme": "http", "CONTENT_LENGTH": str(len(data)), "CONTENT_TYPE": kind,
    }  # fmt: skip
    if caller.cookie:
        environ["HTTP_COOKIE"] = caller.cookie
    if caller.token:
        environ["HTTP_AUTHORIZATION"] = f"Bearer {caller.token}"
    request = WSGIRequest(environ)
    request._dont_enforce_csrf_checks = True
    response: Any = _handler().get_response(request)
    if response.status_code >= 500:
        return Answer(response.status_code, (), broken().encode())
    content = _content(response)
    _close(response)
    headers = tuple(sorted((name, value) for name, value in response.headers.items() if name not in _LEFT_OUT))
    return Answer(response.status_code, headers, _ASKED.sub(b"", _SEALED.sub(b"", _CSRF.sub(rb"\1", content))))


def _close(response: Any) -> None:
    """Without what ends a request's connection: ours is the test's."""
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)


def _content(response: Any) -> bytes:
    """All that is sent, a download to its end; only the live stream has none: `outputs.streamed` reads it."""
    if not response.streaming:
        return bytes(response.content)
    return b"" if response.is_async else b"".join(response.streaming_content)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is taken back."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


@contextmanager
def writes() -> Iterator[set[str]]:
    """The tables that were written to inside, less a caller's own traces."""
    seen: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        found = None if sql.startswith("SELECT") else _WRITES.match(sql)
        if found and found[2].lower() not in _OWN_TRACES:
            seen.add(found[2])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen
