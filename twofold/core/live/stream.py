"""One listener's stream of server-sent events."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from asgiref.sync import sync_to_async
from django.db import connections

from twofold.core.actor import Actor
from twofold.core.json_text import encode

from .auth_sources import AuthSource
from .broker import BROKER, Listener
from .cursor import begin

PING_SECONDS = 15


async def stream(actor: Actor, last_id: str, auth_source: AuthSource) -> AsyncIterator[bytes]:
    """Ends with the session or token it was opened by. `id:` is the reader's own place in the stream; a client that comes back with `Last-Event-ID` misses nothing."""
    spaces = await sync_to_async(actor.space_ids)()
    epoch = actor.membership.epoch if actor.membership else 0
    listener = Listener(actor, epoch, asyncio.get_running_loop(), set(spaces), auth_source)
    await sync_to_async(BROKER.join)(listener)
    missed, seen, place = await sync_to_async(begin)(last_id, spaces)
    await sync_to_async(connections.close_all)()
    try:
        yield b"retry: 1000\n\n"
        for at, event in missed:
            yield _told(at, event)
        while True:
            try:
                got = await asyncio.wait_for(listener.queue.get(), PING_SECONDS)
            except TimeoutError:
                yield b": ping\n\n"
                continue
            if got is None:
                return
            if got[0] > seen:
                place += 1
                yield _told(place, got[1])
    finally:
        BROKER.leave(listener)


def _told(place: int, event: dict[str, Any]) -> bytes:
    """One event; without a place, whoever comes back comes back from the one before it."""
    return (b"id: %d\n" % place if place else b"") + b"event: change\ndata: %s\n\n" % encode(event)
