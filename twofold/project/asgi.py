"""The entry to the web server: Django over ASGI, with threads that keep their database connections."""

import asyncio
import os
from typing import Any

from asgiref.sync import SyncToAsync, ThreadSensitiveContext, sync_to_async
from django import setup
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twofold.project.settings")

SLOTS = 6
STREAM = "/api/v1/events"


class Slot(ThreadSensitiveContext):
    """One worker thread with its own open database connection."""


class PooledHandler(ASGIHandler):
    """Django's own handler makes a thread, and so a database connection, for every request, and hops between
    threads at every middleware; this one keeps a few threads and runs a request in one hop.

    Streams live long and would keep a slot; they get a thread of their own while they begin.
    """

    def __init__(self) -> None:
        super().__init__()
        self._idle: asyncio.Queue[Slot] | None = None

    def load_middleware(self, is_async: bool = False) -> None:
        """The synchronous chain: views here are synchronous, only the body of a stream is not."""
        super().load_middleware(is_async=False)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """The whole request in one thread."""
        return await sync_to_async(self.get_response, thread_sensitive=True)(request)  # type: ignore[arg-type]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["path"] == STREAM:
            await super().__call__(scope, receive, send)
            return
        if self._idle is None:
            self._idle = asyncio.Queue()
            for _ in range(SLOTS):
                self._idle.put_nowait(Slot())
        slot = await self._idle.get()
        token = SyncToAsync.thread_sensitive_context.set(slot)
        try:
            await self.handle(scope, receive, send)
        finally:
            SyncToAsync.thread_sensitive_context.reset(token)
            self._idle.put_nowait(slot)


class Lifespan:
    """Answers the server's start and stop messages, which Django does not know."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass everything but lifespan on."""
        if scope["type"] != "lifespan":
            await self.inner(scope, receive, send)
            return
        while True:
            message = await receive()
            await send({"type": message["type"] + ".complete"})
            if message["type"] == "lifespan.shutdown":
                return


setup(set_prefix=False)
application = Lifespan(PooledHandler())
