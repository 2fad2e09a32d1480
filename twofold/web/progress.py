"""A request that takes long says how far it is while it works, then answers as ever.

Who asks with the header `X-Progress` gets a stream: lines `{"done": 1200, "of": 10000, "part": ""}`, at most ten in a second, then one
line with what else would stand in the head of the answer (`status`, `type`, `location`, `name` of a file, `rows` in
it, `says`: the messages for the person), and behind it the body. Everybody else gets the answer as it is.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from functools import wraps
from time import monotonic
from typing import Any

from asgiref.sync import sync_to_async
from django.contrib import messages
from django.core.handlers.asgi import ASGIRequest
from django.db import connections
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase

from twofold.core.operations.progress import Listener, heard_by
from twofold.ui.request import Request

ASKS = "X-Progress"
TYPE = "application/x-progress"
PAUSE = 0.1
View = Callable[..., HttpResponseBase]
Step = tuple[int, int, str]


def with_progress(view: View) -> View:
    """A view that says how far it is to whoever asks. It stands before `page`, which says who may."""

    @wraps(view)
    def shown(request: Request, *args: Any, **named: str) -> HttpResponseBase:
        if ASKS not in request.headers:
            return view(request, *args, **named)

        def work() -> HttpResponseBase:
            return view(request, *args, **named)

        is_async = isinstance(request, ASGIRequest)
        lines = _while_it_works(request, work) if is_async else _afterwards(request, work)
        return StreamingHttpResponse(lines, content_type=TYPE)

    return shown


async def _while_it_works(request: Request, work: Callable[[], HttpResponseBase]) -> AsyncIterator[bytes]:
    """On the real server. What has begun is done to its end, whether or not somebody is still listening."""
    loop = asyncio.get_running_loop()
    steps: asyncio.Queue[Step | None] = asyncio.Queue()

    def told(step: Step | None) -> None:
        loop.call_soon_threadsafe(steps.put_nowait, step)

    def worked() -> HttpResponseBase:
        try:
            with heard_by(_now_and_then(told)):
                return work()
        finally:
            connections.close_all()
            told(None)

    answer = asyncio.ensure_future(sync_to_async(worked, thread_sensitive=False)())
    while (step := await steps.get()) is not None:
        yield _line(step)
    response = await answer
    yield _head(request, response)
    if getattr(response, "is_async", False):
        async for part in response:  # type: ignore[attr-defined]
            yield part
    else:
        for part in response:  # type: ignore[attr-defined]
            yield part


def _afterwards(request: Request, work: Callable[[], HttpResponseBase]) -> Iterator[bytes]:
    """Where an answer cannot be sent while it is made: all that would have been told, and then the answer."""
    steps: list[Step] = []
    with heard_by(lambda *step: steps.append(step)):
        response = work()
    yield from map(_line, steps)
    yield _head(request, response)
    yield from response  # type: ignore[misc]


def _now_and_then(told: Callable[[Step], None]) -> Listener:
    """Hands on the last step, and of the others no more than anybody can read."""
    last = 0.0

    def heard(done: int, of: int, part: str) -> None:
        nonlocal last
        if (done == of and of > 1) or monotonic() - last >= PAUSE:
            last = monotonic()
            told((done, of, part))

    return heard


def _line(step: Step) -> bytes:
    return json.dumps(dict(zip(("done", "of", "part"), step, strict=True))).encode() + b"\n"


def _head(request: Request, response: HttpResponseBase) -> bytes:
    headers = response.headers
    name = headers.get("Content-Disposition", "").partition('filename="')[2].rstrip('"')
    told = {
        "status": response.status_code,
        "type": headers.get("Content-Type", ""),
        "location": headers.get("Location", ""),
        "name": name,
        "rows": int(headers.get("X-Rows", 0)),
        "says": [[str(each), each.level_tag] for each in messages.get_messages(request)],
    }
    return json.dumps(told).encode() + b"\n"
