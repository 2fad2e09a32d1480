"""Every address of the resolver with every method, and the things that can stand in its places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.access.given import example
from tests.access.specimens import MALFORMED, MISSING, Ids
from twofold.core.operation import OPERATIONS
from twofold.doors.policy import LISTED, routes
from twofold.doors.rest.route import ROOT, Route
from twofold.doors.rest.table import table

_PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")
_PATTERN = re.compile(r"\(\?P<\w+>[^()]*\)")
LONELY = "–"
"""The variant of an address without a place for an id."""


@dataclass(frozen=True)
class Address:
    """One address and method; `route` when it is the API's, `listed` when it is not ours."""

    path: str
    method: str
    policy: str
    name: str
    route: Route | None = None
    listed: bool = False

    @property
    def body(self) -> Any:
        """A well-formed input for an unsafe call."""
        if self.method in {"GET", "HEAD"}:
            return None
        return example(OPERATIONS[self.name].takes) if self.route and self.route.kind == "operation" else {}

    def variants(self, known: dict[str, Ids]) -> Iterator[tuple[str, str]]:
        """What stands in the places (where it lives, or `missing`, `malformed`) → the path to call."""
        if not _PLACE.search(self.path):
            yield LONELY, self.path
            return
        here = self._kinds(known)
        for where in sorted({where for ids in here for where in ids} | {"missing", "malformed"}):
            yield where, self._filled(known, where)

    def _kinds(self, known: dict[str, Ids]) -> list[Ids]:
        return [known[word] for word in self.words if word in known]

    @property
    def file(self) -> str:
        """The field that takes a file."""
        return next(iter(self.route.files), "") if self.route else ""

    @property
    def words(self) -> list[str]:
        """What stands before each place: `partners` of `/partners/<str:id>`."""
        parts = self.path.strip("/").split("/")
        return [parts[at - 1] for at, part in enumerate(parts) if _PLACE.match(part)]

    def _filled(self, known: dict[str, Ids], where: str) -> str:
        words = iter(self.words)

        def one(place: re.Match[str]) -> str:
            word = next(words)
            if place[1] == "int":
                return "1"
            if where == "malformed":
                return MALFORMED
            return known.get(word, {}).get(where, MISSING)

        return _PLACE.sub(one, self.path)


def addresses() -> list[Address]:
    """All of them: the API's by its own table, the rest by the resolver, each unsafe page with GET and POST."""
    below = {(f"/{ROOT}/{route.django_path}", route.method): route for route in table()}
    found = []
    for told in routes():
        path = _PATTERN.sub("abc", told["path"]).replace("^", "").replace("$", "").replace("(/.*)?", "/nowhere")
        found += [
            Address(
                path, method, told["policy"], told["name"], below.get((told["path"], method)), told["name"] in LISTED
            )
            for method in told["methods"]
        ]
    return found
