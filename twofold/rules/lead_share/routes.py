"""The routes of the rules: where a lead goes, and who follows up first within how many hours."""

from dataclasses import dataclass
from typing import Any

from twofold.rules.json_path import Path
from twofold.rules.lead_share.check_condition import check_condition
from twofold.rules.lead_share.condition import Condition
from twofold.rules.lead_share.findings import Findings

WHOLE = 100
DESTINATIONS = ("host", "partner", "both", "none")


@dataclass(frozen=True, slots=True)
class Split:
    """Shares of leads between the two sides, in hundredths."""

    host: int
    partner: int

    def side_of(self, counter: int) -> str:
        """Return who gets the lead at a place in the split, counted from 1."""
        return "host" if self.host_has_after(counter) > self.host_has_after(counter - 1) else "partner"

    def turns(self) -> tuple[str, ...]:
        """Return the sides of the first 100 leads; from there on they repeat."""
        return tuple(self.side_of(counter) for counter in range(1, WHOLE + 1))

    def host_has_after(self, counter: int) -> int:
        """Return how many of the first leads the host has: its share, rounded half up."""
        total = self.host + self.partner
        return (2 * counter * self.host + total) // (2 * total)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Who follows up first (`host`, `partner` or `assigned`) and within how many hours."""

    first: str
    within_hours: int


@dataclass(frozen=True, slots=True)
class Route:
    """One route; `to` is a destination or a split."""

    name: str
    when: Condition
    to: str | Split
    follow_up: FollowUp | None


def read_routes(given: Any, findings: Findings) -> tuple[Route, ...]:
    """Read `routes`: named once each, the last one literally `true`."""
    if not isinstance(given, list) or not given:
        findings.add(("routes",), "routes must be a list of at least one route.")
        return ()
    routes: list[Route] = []
    names: set[str] = set()
    for place, one in enumerate(given):
        path = ("routes", place)
        section = findings.members(one, path, "name when to", "followUp")
        if section is None:
            continue
        name = section.get("name", "-")
        if not isinstance(name, str) or not name:
            findings.add((*path, "name"), "name must be a text that is not empty.")
        elif "name" in section and name in names:
            findings.add((*path, "name"), f"Another route is already named {name}.")
        elif "name" in section:
            names.add(name)
        routes.append(_route(section, str(name), path, findings))
    last = given[-1]
    if isinstance(last, dict) and "when" in last and last["when"] is not True:
        findings.add(
            ("routes", len(given) - 1, "when"), "The last route must have when true, so that every lead has one."
        )
    return tuple(routes)


def _route(section: dict[str, Any], name: str, path: Path, findings: Findings) -> Route:
    when = check_condition(section.get("when", False), (*path, "when"), findings)
    to = _destination(section["to"], (*path, "to"), findings) if "to" in section else None
    follow_up = None
    if "followUp" in section:
        follow_up = _follow_up(section["followUp"], to, (*path, "followUp"), findings)
    elif to is not None and to != "none":
        findings.add(path, "Here followUp is missing; only a route to none can do without.")
    return Route(name, when, to or "none", follow_up)


def _destination(given: Any, path: Path, findings: Findings) -> str | Split | None:  # noqa: PLR0911 (one return for each refusal)
    if isinstance(given, str):
        if given in DESTINATIONS:
            return given
        findings.add(path, "to must be host, partner, both, none or a split.")
        return None
    if not isinstance(given, dict):
        findings.add(path, "to must be host, partner, both, none or a split.")
        return None
    before = len(findings.problems)
    section = findings.members(given, path, "split") or {}
    if "split" not in section:
        return None
    inside = (*path, "split")
    weights = findings.members(section["split"], inside, "host partner")
    if weights is None:
        return None
    host = findings.whole(weights, "host", inside, 0)
    partner = findings.whole(weights, "partner", inside, 0)
    if len(findings.problems) > before:
        return None
    if host + partner != WHOLE:
        findings.add(inside, f"The weights must have the sum 100; here it is {host + partner}.")
        return None
    return Split(host, partner)


def _follow_up(given: Any, to: str | Split | None, path: Path, findings: Findings) -> FollowUp | None:
    section = findings.members(given, path, "first withinHours")
    if section is None:
        return None
    hours = findings.whole(section, "withinHours", path, 1)
    first = section.get("first")
    if "first" not in section:
        return None
    allowed = _who_can_be_first(to)
    if not isinstance(first, str) or first not in allowed:
        message = (
            f"first must be {' or '.join(allowed)}." if allowed else "Nobody receives this lead, so nobody follows up."
        )
        findings.add((*path, "first"), message)
        return None
    return FollowUp(first, hours)


def _who_can_be_first(to: str | Split | None) -> tuple[str, ...]:
    """A side that receives every lead of the route, or `assigned` where it is one side."""
    if isinstance(to, Split):
        whole = tuple(side for side, weight in (("host", to.host), ("partner", to.partner)) if weight == WHOLE)
        return (*whole, "assigned")
    if to is None:
        return ("host", "partner", "assigned")
    return {"both": ("host", "partner"), "none": ()}.get(to, (to, "assigned"))
