"""Every address of the resolver with every method, whether it has it or not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from tests.access.given import example
from twofold.core.operations.registry import OPERATIONS
from twofold.doors.policy import LISTED, routes
from twofold.doors.rest.route import ROOT, Route
from twofold.doors.rest.routes import all_routes

PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")
_PATTERN = re.compile(r"\(\?P<\w+>[^()]*\)")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
"""HEAD goes with GET: it is held equal to it, byte for byte."""

FILLED = {"^": "", "$": "", "<path:rest>": "nowhere", "<str:side>": "partner", "<int:pk>": "1"}
"""What stands in an address and is no id of ours → what is called instead."""

CALLED = {
    "check-ins": "checkins", "import": "lead-imports", "rules": "lead-share-rules", "company": "people",
    "e-mails": "deliveries",
}  # fmt: skip
"""A word of a page's address → the kind of thing that stands behind it, where the two differ."""


@dataclass(frozen=True)
class Address:
    """One address and method; `route` when it is the API's, `listed` when it is not ours, `told` when it has the method."""

    path: str
    method: str
    policy: str
    name: str
    route: Route | None = None
    listed: bool = False
    told: bool = True

    @property
    def body(self) -> Any:
        """A well-formed input for an unsafe call."""
        if self.method in {"GET", "HEAD"}:
            return None
        return example(OPERATIONS[self.name].takes) if self._operates else {}

    @property
    def _operates(self) -> bool:
        return self.told and self.route is not None and self.route.kind == "operation"

    @property
    def file(self) -> str:
        """The field that takes a file."""
        return next(iter(self.route.files), "") if self.told and self.route else ""

    @property
    def words(self) -> list[str]:
        """The kinds of what stands in the places: `partners` of `/partners/<str:id>`."""
        parts = self.path.strip("/").split("/")
        found = [parts[at - 1] for at, part in enumerate(parts) if PLACE.match(part)]
        return [CALLED.get(word, word) for word in found]


@cache
def addresses() -> tuple[Address, ...]:
    """Those there are: the API's by its own table, the rest by the resolver, each page with GET and POST."""
    below = {(f"/{ROOT}/{route.django_path}", route.method): route for route in all_routes()}
    found: list[Address] = []
    for told in routes():
        path = _PATTERN.sub("abc", told["path"])
        for pattern, filled in FILLED.items():
            path = path.replace(pattern, filled)
        for method in told["methods"]:
            route = below.get((told["path"], method))
            found.append(Address(path, method, told["policy"], told["name"], route, told["name"] in LISTED))
    return tuple(found)


@cache
def not_there() -> tuple[Address, ...]:
    """Each address with the methods that it does not have."""
    has: dict[str, set[str]] = {}
    first: dict[str, Address] = {}
    for each in addresses():
        has.setdefault(each.path, set()).add(each.method)
        first.setdefault(each.path, each)
    return tuple(
        replace(first[path], method=method, told=False)
        for path in first
        for method in METHODS
        if method not in has[path]
    )
