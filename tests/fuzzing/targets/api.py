"""The whole application, from the bytes of a request to those of the answer, and operations as the command line runs them.

Each case is made in a world where there is one of everything, and is taken back again.
"""

from __future__ import annotations

import io
import json
from functools import cache
from typing import Any

from tests.access.addresses import Address, addresses
from tests.access.calling import broken, undone
from tests.access.cast import Caller, by_session, by_token
from tests.access.given import example
from tests.access.specimens import MISSING, specimens
from tests.access.story import Story
from tests.access.variants import variants
from tests.fuzzing.cases import Draws
from tests.fuzzing.nasty import SURROGATES, written
from tests.fuzzing.sending import CHARSETS, scope
from tests.fuzzing.trial import Target
from twofold.core.errors import Problem
from twofold.core.operations.query import QUERIES, ask
from twofold.core.operations.registry import OPERATIONS
from twofold.core.operations.runner import run
from twofold.doors.cli.inputs import json_object
from twofold.doors.rest.openapi import described
from twofold.project.asgi import PooledHandler

Request = tuple[int, int, str, str, dict[str, str], bytes]
"""Caller, address, path, query, headers, body."""
QUERY = (
    "limit=5",
    "sort=-createdAt",
    "cursor=x",
    "status=active",
    "q=canary",
    "dueFrom=2026-01-01",
    "groupBy=status",
    "deleted=true",
    "fields=id",
    "at=1",
)
HEADERS = {
    "if-match": ('"1"', "1", "*", 'W/"1"'), "idempotency-key": ("a-key", ""), "accept": ("text/html", "application/json;q=0.1, */*"),
    "hx-request": ("true",), "accept-language": ("de-DE,de;q=0.9",), "origin": ("https://elsewhere.example", "null"),
}  # fmt: skip
BODIES = "application/json", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"
NEVER_ENDS = "/api/v1/events"
"""An answer without an end: what it says is tested in tests/doors/rest/test_events.py."""
_WEB = 500


@cache
def documented() -> dict[tuple[str, str], set[int]]:
    """The statuses that the API's own document names for a path and a method."""
    return {
        (path, method.upper()): {int(status) for status in told["responses"]}
        for path, methods in described()["paths"].items()
        for method, told in methods.items()
    }


class Application:
    """The application, those who call it, and what is there to be asked for."""

    def __init__(self, story: Story) -> None:
        known = specimens(story)
        # In the order of the story, not of the ids, which are others each time: a case is about the same things again.
        self.ids = [MISSING, *dict.fromkeys(id for ids in known.values() for id in ids.values())]
        self.handler = PooledHandler()
        world = story.world
        self.callers = [
            by_token("host's token", world.host, frozenset(), "read", "write"),
            by_token("partner's token", world.partner, frozenset(), "read", "write"),
            by_session("host", world.host, frozenset()),
            Caller("nobody", frozenset()),
        ]
        self.actors = [world.host, world.partner]
        listed = [each for each in addresses() if not each.listed and not each.path.startswith(NEVER_ENDS)]
        self.places = [(each, list(dict.fromkeys(dict(variants(each, known)).values()))) for each in listed]
        self.api = [at for at, (each, _) in enumerate(self.places) if each.route]
        self.examples = {
            each: example(found.takes) for each, found in OPERATIONS.items() if not found.internal and not found.files
        }

    def request(self, draws: Draws) -> Request:
        """Mostly of the API, mostly of one who may, mostly about something that is there."""
        at = draws.pick(self.api) if draws.random() < 0.75 else draws.upto(len(self.places) - 1)
        address, paths = self.places[at]
        path, _, query = draws.pick(paths).partition("?")
        if draws.random() < 0.07:
            path = "/" + draws.text(path[1:])
        asked = [query] if query else []
        if address.method == "GET" or draws.random() < 0.1:
            asked += [draws.text(draws.pick(QUERY)) for _ in range(draws.upto(2))]
        caller = draws.pick((0, 0, 1, 1, 2, 3)) if address.route else draws.pick((2, 2, 3))
        kind, body = self._body(draws, address)
        headers = {
            "content-type": kind,
            "content-length": str(len(body)),
            **self._headers(draws, self.callers[caller]),
        }
        return caller, at, path, "&".join(asked), headers, body

    def _headers(self, draws: Draws, caller: Caller) -> dict[str, str]:
        told = {}
        if caller.token:
            told["authorization"] = f"Bearer {draws.text(caller.token) if draws.random() < 0.05 else caller.token}"
        if caller.cookie:
            told["cookie"] = draws.text(caller.cookie) if draws.random() < 0.05 else caller.cookie
        for name, samples in HEADERS.items():
            if draws.random() < 0.15:
                told[name] = draws.text(draws.pick(samples))
        return told

    def _body(self, draws: Draws, address: Address) -> tuple[str, bytes]:
        if address.method == "GET":
            return "", b""
        given = dict(address.body or {"name": "x", "body": "text", "do": "accept"})
        for name in given:
            if name.endswith("Id") and draws.random() < 0.7:
                given[name] = draws.pick(self.ids)
        changed = given if draws.random() < 0.2 else draws.json(given)
        if address.file or (not address.route and draws.random() < 0.5):
            return "multipart/form-data; boundary=x", _form(draws, changed, address.file)
        if not address.route:
            pairs = changed.items() if isinstance(changed, dict) else []
            return BODIES[2], "&".join(f"{name}={value}" for name, value in pairs).encode("utf-8", "surrogatepass")
        body = written(changed).encode()
        if draws.random() < 0.1:
            body = draws.data(body)
        return draws.text(draws.pick(BODIES), CHARSETS) if draws.random() < 0.05 else BODIES[0], body

    def answered(self, case: Request) -> bool:
        """A documented status, no failure of ours, and problems in their own form."""
        caller, at, path, query, headers, body = case
        address = self.places[at][0]
        with undone():
            told = scope(address.method, path, query, headers=headers)
            request, refused = self.handler.create_request(told, io.BytesIO(body))
            if request is not None:
                request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
            response: Any = refused if request is None else self.handler.get_response(request)
            content = b"" if response.streaming else bytes(response.content)
            if response.streaming and not response.is_async:
                content = b"".join(response.streaming_content)
                response.close()
        status = response.status_code
        assert status < _WEB, f"{address.method} {path}?{query} as {self.callers[caller].name}: {status}, {broken()}"
        if path.startswith("/api/v1/") and status >= 400 and status != 400:
            assert response.headers["Content-Type"] == "application/problem+json", (status, content[:200])
            assert json.loads(content)["status"] == status
        route = address.route
        if route and path in self.places[at][1]:
            allowed = documented()[f"/{route.path}", route.method]
            assert status in allowed, f"{route.method} /{route.path}: {status} is not documented"
        return status < 400

    def deed(self, draws: Draws) -> tuple[int, str, str, str | None]:
        """An operation or a query with an input as `--input` takes it: JSON with NaN, half characters, numbers without end."""
        who = draws.upto(1)
        name = draws.pick(sorted(self.examples)) if draws.random() < 0.7 else draws.pick(sorted(QUERIES))
        given = dict(self.examples.get(name, {}))
        for each in given:
            if each.endswith("Id"):
                given[each] = draws.pick(self.ids)
            elif draws.random() < 0.03:
                given[each] = draws.pick(SURROGATES)
        if name in QUERIES and draws.random() < 0.5:
            given["id"] = draws.pick(self.ids)
        on = draws.pick(self.ids) if name in OPERATIONS and OPERATIONS[name].on else None
        return who, name, written(draws.json(given) if draws.random() < 0.8 else given), on

    def done(self, case: tuple[int, str, str, str | None]) -> bool:
        """Done, or refused by one of our problems."""
        who, name, told, on = case
        given = json_object(told)
        with undone():
            if name in OPERATIONS:
                run(self.actors[who], name, given, on=on)
            else:
                ask(self.actors[who], name, given)
        return True


def _form(draws: Draws, given: Any, file: str) -> bytes:
    pairs = given if isinstance(given, dict) else {}
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in pairs.items()
    ]
    sample = "email,country,consent.host\nana@open.example,DE,yes\n"
    if file:
        parts.append(
            f'--x\r\nContent-Disposition: form-data; name="{file}"; filename="a.csv"\r\n\r\n{draws.text(sample)}\r\n'
        )
    made = ("".join(parts) + "--x--\r\n").encode("utf-8", "surrogatepass")
    return draws.data(made) if draws.random() < 0.2 else made


PROOF_OF_EACH = 20_000
PROOF_OF_THE_WHOLE = 2 * PROOF_OF_EACH


def targets(story: Story) -> list[Target]:
    """The two dear targets, in this story."""
    whole = Application(story)
    return [
        Target("requests", whole.request, whole.answered, proof=PROOF_OF_EACH, run=100),
        Target("operations and queries", whole.deed, whole.done, (Problem,), proof=PROOF_OF_EACH, run=200),
    ]
