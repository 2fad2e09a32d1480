"""The entry to the web server: Django over ASGI, with threads that keep their database connections."""

import asyncio
import gc
import io
import os
import tempfile
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import structlog
from asgiref.sync import sync_to_async
from django import setup
from django.conf import settings
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, ASGIRequest, get_script_prefix
from django.core.signals import request_started
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix
from django.utils.http import parse_header_parameters

from .body_size import OVER, TooMuch, said_and_allowed
from .warmup import warm_up

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twofold.project.settings")

log = structlog.get_logger(__name__)
THREADS = 6
STREAM = "/api/v1/events"


class Request(ASGIRequest):
    """All that is sent is UTF-8, and what a request calls its letters is not asked: some names are no letters at all."""

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        """The kind of content and its parameters; of a header that cannot be read there is neither."""
        try:
            self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        except ValueError:
            self.content_type, self.content_params = "", {}


class PooledHandler(ASGIHandler):
    """Django's own handler makes a thread, and so a database connection, for every request, and hops between
    threads for every signal and middleware; this one keeps a few threads and runs a request in one hop.

    Streams live long and would keep a thread; they get one of their own while they begin.
    """

    request_class = Request
    chunk_size = 2**20
    """A page goes out in one piece."""

    def __init__(self) -> None:
        super().__init__()
        self._threads = ThreadPoolExecutor(THREADS, "request")

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        """The synchronous chain: views here are synchronous, only the body of a stream is not."""
        super().load_middleware(is_async=False)

    def soon(self, work: Callable[[], None]) -> None:
        """Work for one of the threads, while the others answer; its errors go to the log."""
        self._threads.submit(_logged, work)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """The whole request of a stream in one thread."""
        return await sync_to_async(self.get_response, thread_sensitive=True)(request)  # type: ignore[arg-type]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] != "http" or (scope["path"] == STREAM and scope["method"] in ("GET", "HEAD")):
            await super().__call__(scope, receive, send)
            return
        said, allowed = said_and_allowed(scope)
        try:
            body = io.BytesIO() if _carries_nothing(scope) else await self.read_body(receive, allowed, said)
        except TooMuch:
            scope, body = {**scope, OVER: True}, io.BytesIO()
        except RequestAborted:
            return
        loop = asyncio.get_running_loop()
        response = await loop.run_in_executor(self._threads, self._respond, scope, body)
        try:
            await self.send_response(response, send)
        finally:
            if response.streaming:
                await loop.run_in_executor(self._threads, response.close)
            body.close()

    def _respond(self, scope: Any, body: Any) -> Any:
        """The request from its start to its end; a response that streams ends later."""
        set_script_prefix(get_script_prefix(scope))
        request_started.send(sender=self.__class__, scope=scope)
        request, refused = self.create_request(scope, body)
        response: Any = refused if request is None else self.get_response(request)
        response._handler_class = self.__class__  # noqa: SLF001 - as Django's own handler does
        if not response.streaming:
            response.close()
        return response

    async def read_body(self, receive: Any, allowed: int = 0, said: int = 0) -> Any:
        """What the request carries, in memory when it came in one piece. Raises TooMuch over `allowed` bytes."""
        kept: Any = io.BytesIO()
        came = 0
        if said > allowed:
            raise TooMuch
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                kept.close()
                raise RequestAborted
            came += len(message.get("body", b""))
            if came > allowed:
                kept.close()
                raise TooMuch
            more = message.get("more_body", False)
            if more and isinstance(kept, io.BytesIO):
                kept = tempfile.SpooledTemporaryFile(max_size=settings.FILE_UPLOAD_MAX_MEMORY_SIZE, mode="w+b")  # noqa: SIM115 - closed with the request
            kept.write(message.get("body", b""))
            if not more:
                kept.seek(0)
                return kept


def _logged(work: Callable[[], None]) -> None:
    try:
        work()
    except Exception:  # nobody waits for it, so nobody else would say so
        log.exception("work for the server's threads failed")


def _carries_nothing(scope: Any) -> bool:
    """A question without a body: waiting for the server to say so would cost one more turn of the loop."""
    names = {name for name, _ in scope["headers"]}
    return scope["method"] in ("GET", "HEAD") and names.isdisjoint((b"content-length", b"transfer-encoding"))


class Lifespan:
    """Answers the server's start and stop messages, which Django does not know; with the start it warms up."""

    def __init__(self, inner: PooledHandler) -> None:
        self.inner = inner

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass everything but lifespan on."""
        if scope["type"] != "lifespan":
            await self.inner(scope, receive, send)
            return
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self.inner.soon(warm_up)
            await send({"type": message["type"] + ".complete"})
            if message["type"] == "lifespan.shutdown":
                return


# Files are read from disk by a synchronous iterator; Django hops threads for it and says so each time.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume")
# What is loaded now stays: looking through it for rubbish takes a fifth of the start, and later stopped a request for
# 40 ms now and then. A page makes some ten thousand things and hardly a circle: the collector looks about once a page. Every
# fifth page instead costs the slowest hundredth of the answers three times as long.
gc.disable()
setup(set_prefix=False)
application = Lifespan(PooledHandler())
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 50, 100)
gc.enable()
