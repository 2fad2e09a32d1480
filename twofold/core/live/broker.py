"""One broker a process: reads the log once for everybody and hands each listener what it may know of."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass, field
from typing import Any

import structlog
from django.db import connections

from twofold.core.actor import Actor
from twofold.core.models import Membership, OplogEntry, Role, Seat, Side
from twofold.core.prepared import Prepared

from .auth_sources import AuthSource, ended_sources
from .log_watcher import log_growth

log = structlog.get_logger(__name__)
Event = tuple[int, dict[str, Any]]
_WHY = "the broker reads the log once for all listeners and filters by each one's spaces"


@dataclass(eq=False)
class Listener:
    """One open stream."""

    actor: Actor
    epoch: int
    loop: asyncio.AbstractEventLoop
    spaces: set[str]
    auth_source: AuthSource
    queue: asyncio.Queue[Event | None] = field(default_factory=lambda: asyncio.Queue(maxsize=1000))

    def tell(self, event: Event | None) -> None:
        """From the broker's thread into the stream's loop; a listener that cannot keep up is sent away."""
        self.loop.call_soon_threadsafe(self._put, event)

    def _put(self, event: Event | None) -> None:
        if self.queue.full():
            while not self.queue.empty():
                self.queue.get_nowait()
            event = None
        self.queue.put_nowait(event)


class Broker:
    """The listeners of this process and the thread that feeds them."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._last = 0

    def join(self, listener: Listener) -> None:
        """Start telling a listener; the thread starts with the first one."""
        with self._lock:
            if self._thread is None:
                self._last = head_position()
                self._thread = threading.Thread(target=self._watch, name="live", daemon=True)
                self._thread.start()
            self._listeners.add(listener)

    def leave(self, listener: Listener) -> None:
        """Stop telling a listener."""
        with self._lock:
            self._listeners.discard(listener)

    def _watch(self) -> None:
        while True:
            try:
                for _ in log_growth():
                    self.round()
            except Exception as error:  # the stream must outlive a database that restarts
                log.warning("live stream starts again", error=repr(error))
                connections.close_all()
                threading.Event().wait(1.0)

    def round(self) -> None:
        """Read what is new, check that everybody may still be here, tell those who may know."""
        with self._lock:
            listeners = list(self._listeners)
        fresh = events_after(self._last)
        if listeners:
            listeners = self._send_away(listeners)
            _tell_of_new_spaces(listeners, {event["space"] for _, event in fresh})
        for position, event in fresh:
            for listener in listeners:
                if event["space"] in listener.spaces:
                    listener.tell((position, event))
            self._last = position

    def _send_away(self, listeners: list[Listener]) -> list[Listener]:
        """Who may not be here any more hears of nothing but that; gives those who stay."""
        members = {listener.actor.membership.pk for listener in listeners if listener.actor.membership}
        valid = dict(
            Membership.rows.filter(pk__in=members, ended_at__isnull=True, person__is_active=True).values_list(
                "pk", "epoch"
            )
        )
        shut = ended_sources(listener.auth_source for listener in listeners)
        for listener in listeners:
            member = listener.actor.membership
            if member is None or valid.get(member.pk) != listener.epoch or listener.auth_source in shut:
                listener.tell(None)
                self.leave(listener)
        with self._lock:
            return [listener for listener in listeners if listener in self._listeners]


def _tell_of_new_spaces(listeners: list[Listener], spaces: set[str]) -> None:
    """Whoever has come into one of these spaces since they began to listen looks again at which are theirs."""
    unheard = {space for space in spaces if any(space not in listener.spaces for listener in listeners)}
    if not unheard:
        return
    sides = set(Side.rows.filter(space_id__in=unheard, ended_at__isnull=True).values_list("space_id", "company_id"))
    seats = set(Seat.rows.filter(space_id__in=unheard, ended_at__isnull=True).values_list("space_id", "membership_id"))
    for listener in listeners:
        member = listener.actor.membership
        if member is None:
            continue
        who, there = (member.pk, seats) if member.role == Role.GUEST else (member.company_id, sides)
        if any((space, who) in there for space in unheard - listener.spaces):
            listener.actor.forget_spaces()
            listener.spaces = set(listener.actor.space_ids())


_HEAD = Prepared(lambda: OplogEntry.rows.everywhere(because=_WHY).order_by("-position").values_list("position")[:1])


def head_position() -> int:
    """Where the log ends now: a page made after this was asked, and whose stream begins here, misses nothing."""
    return int(next(iter(_HEAD.rows()), (0,))[0])


def events_after(position: int, spaces: list[str] | None = None, most: int = 500) -> list[Event]:
    """What came after a position: (position, {"space", "kind", "id"}), oldest first."""
    rows = OplogEntry.rows.everywhere(because=_WHY).filter(position__gt=position).order_by("position")
    if spaces is not None:
        rows = rows.filter(space_id__in=spaces)
    found = rows.values_list("position", "space_id", "target_kind", "target_id")[:most]
    return [(at, {"space": space, "kind": kind, "id": target}) for at, space, kind, target in found]


BROKER = Broker()
