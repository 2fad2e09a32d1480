"""The live stream over a real server: who hears what, how soon, and when it ends."""

from __future__ import annotations

import json
import queue
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.doors.rest.serving import served, tell

Server = tuple[str, dict[str, Any]]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(Path(tmp_path_factory.mktemp("stream"))) as found:
        yield found


class Ear:
    """One open stream, read by a thread of its own."""

    def __init__(self, server: Server, who: str, last: str = "", after: str = "") -> None:
        self.heard: queue.Queue[tuple[float, str, Any]] = queue.Queue()
        self.begun, self.ended = threading.Event(), threading.Event()
        headers = {"Authorization": f"Bearer {server[1][who]}"} | ({"Last-Event-ID": last} if last else {})
        address = f"{server[0]}/api/v1/events" + (f"?after={after}" if after else "")
        threading.Thread(target=self._listen, args=(address, headers), daemon=True).start()
        assert self.begun.wait(5)

    def _listen(self, address: str, headers: dict[str, str]) -> None:
        try:
            with httpx.stream("GET", address, headers=headers, timeout=30) as response:
                assert response.headers["Content-Type"] == "text/event-stream"
                assert response.headers["Cache-Control"] == "no-cache"
                assert response.headers["X-Accel-Buffering"] == "no"
                self._read(response.iter_lines())
            self.ended.set()
        except httpx.TransportError:
            return  # the server stopped at the end of the tests: not an end of the stream

    def _read(self, lines: Iterator[str]) -> None:
        position = ""
        for line in lines:
            if line.startswith("retry:"):
                self.begun.set()
            if line.startswith("id: "):
                position = line[4:]
            if line.startswith("data: "):
                self.heard.put((time.monotonic(), position, json.loads(line[6:])))


def change(server: Server, who: str, name: str) -> str:
    """The host or another adds a partner record to its own list."""
    body = {"company": name, "contactName": "Fay Fern", "contactEmail": "fay@fernhill.example", "type": "referral"}
    made = httpx.post(f"{server[0]}/api/v1/partners", json=body, headers={"Authorization": f"Bearer {server[1][who]}"})
    assert made.status_code == httpx.codes.CREATED
    return str(made.json()["id"])


def test_two_of_one_company_hear_a_change_within_a_second_and_a_rival_hears_nothing(server: Server) -> None:
    ears, rival = [Ear(server, "host"), Ear(server, "host")], Ear(server, "rival")
    started = time.monotonic()
    made = change(server, "host", "Fernhill")
    for ear in ears:
        at, _, event = ear.heard.get(timeout=3)
        assert at - started < 1
        assert event == {"space": server[1]["host_space"], "kind": "partner", "id": made}
    with pytest.raises(queue.Empty):
        rival.heard.get(timeout=1)


def test_who_comes_back_with_the_last_id_misses_nothing(server: Server) -> None:
    ear = Ear(server, "host")
    first = change(server, "host", "One")
    _, position, event = ear.heard.get(timeout=3)
    assert event["id"] == first
    missed = [change(server, "host", "Two"), change(server, "host", "Three")]
    again = Ear(server, "host", last=position)
    assert [again.heard.get(timeout=3)[2]["id"] for _ in missed] == missed


def test_a_page_that_listens_from_its_own_beginning_misses_nothing_while_it_loads(server: Server) -> None:
    first = change(server, "host", "Four")
    ear = Ear(server, "host", last="1")
    while (told := ear.heard.get(timeout=3))[2]["id"] != first:
        continue
    missed = [change(server, "host", "Five"), change(server, "host", "Six")]
    again = Ear(server, "host", after=told[1])
    assert [again.heard.get(timeout=3)[2]["id"] for _ in missed] == missed


def test_the_stream_closes_when_the_membership_changes(server: Server) -> None:
    ear = Ear(server, "partner")
    tell(server[1]["data"], "end")
    assert ear.ended.wait(5)
    refused = httpx.get(f"{server[0]}/api/v1/events", headers={"Authorization": f"Bearer {server[1]['partner']}"})
    assert refused.status_code == httpx.codes.UNAUTHORIZED
