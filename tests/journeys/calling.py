"""Speaking HTTP with a house: as a program with a token, as a person with a session, as nobody; and listening."""

from __future__ import annotations

import json
import queue
import re
import threading
from typing import Any

import httpx

from tests.journeys.house import House

SAFE = ("GET", "HEAD")


class Caller:
    """Somebody who calls the REST API. With a token, or after `sign_in` with a session; else as nobody."""

    def __init__(self, house: House, token: str = "") -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.http = httpx.Client(base_url=house.address, headers=headers, timeout=30)

    def sign_in(self, email: str, password: str) -> None:
        """By the sign-in page, as a browser does it."""
        form = self.http.get("/accounts/login/").text
        hidden = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
        assert hidden is not None
        given = {"login": email, "password": password, "csrfmiddlewaretoken": hidden[1]}
        done = self.http.post("/accounts/login/", data=given)
        assert done.status_code == 302, done.text[:2000]

    def send(self, method: str, path: str, body: Any = None, file: bytes | None = None) -> httpx.Response:
        """One request below the root of the API, whatever comes of it."""
        csrf = self.http.cookies.get("csrf")
        headers = {"X-CSRFToken": csrf} if csrf and method not in SAFE else {}
        given: dict[str, Any] = {} if body is None else {"json": body}
        if file is not None:
            given = {"data": body or {}, "files": {"file": ("attendees.csv", file, "text/csv")}}
        return self.http.request(method, f"/api/v1/{path}", headers=headers, **given)

    def get(self, path: str, **asked: Any) -> Any:
        """The answer to a question that goes well."""
        found = self.send("GET", path + ("?" + str(httpx.QueryParams(asked)) if asked else ""))
        assert found.status_code == 200, found.text
        return found.json()

    def items(self, path: str, **asked: Any) -> list[dict[str, Any]]:
        """A whole list."""
        found: list[dict[str, Any]] = self.get(path, limit=200, **asked)["items"]
        return found

    def post(self, path: str, body: Any = None, file: bytes | None = None) -> Any:
        """The answer to a change that goes well."""
        done = self.send("POST", path, body, file)
        assert done.status_code in (200, 201), done.text
        return done.json()


class Ear:
    """One open live stream, read by a thread of its own; `heard` are the data of its events."""

    def __init__(self, caller: Caller) -> None:
        self.heard: queue.Queue[dict[str, Any]] = queue.Queue()
        self._begun = threading.Event()
        self._caller = caller
        threading.Thread(target=self._listen, daemon=True).start()
        assert self._begun.wait(10)

    def hears(self, kind: str, id: str, seconds: float = 10) -> bool:
        """Whether this change is told in time."""
        try:
            while True:
                told = self.heard.get(timeout=seconds)
                if (told["kind"], told["id"]) == (kind, id):
                    return True
        except queue.Empty:
            return False

    def _listen(self) -> None:
        try:
            with self._caller.http.stream("GET", "/api/v1/events", timeout=60) as answer:
                for line in answer.iter_lines():
                    self._begun.set()
                    if line.startswith("data: "):
                        self.heard.put(json.loads(line[6:]))
        except httpx.TransportError:
            return  # the house was closed at the end of the journeys
