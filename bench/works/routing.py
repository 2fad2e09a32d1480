"""`route`: the rules alone, one lead at a time and in bulk."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import Any

from bench.row import Row
from bench.rules import COUNTRIES, RULES
from twofold.rules.lead_share import Consent, InBulk, Router, read_rules
from twofold.rules.lead_share.in_bulk import Outcomes
from twofold.rules.lead_share.verdict import Outcome

from .asked import answer, asked

GOAL = 0.4
MOST = 200_000
_AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def main() -> None:
    """The compiled rules against functions written by hand for just these rules, in turns."""
    ask = asked()
    router = Router(read_rules(RULES))
    leads = [_facts(number) for number in range(min(ask.rows, MOST))]
    assert all(router.choose(each) == _by_hand(each) for each in leads)
    yes = Consent("yes", "yes")

    def whole(facts: dict[str, Any]) -> Any:
        return router.decide("1", facts, consent=yes, at=_AT)

    ways: dict[str, Callable[[dict[str, Any]], Any]] = {
        "ours": router.choose,
        "hand": _by_hand,
        "inline": _inline,
        "whole": whole,
    }
    best = dict.fromkeys(ways, 0.0)
    for _ in range(ask.rounds):
        for name, way in ways.items():
            best[name] = max(best[name], _rate(way, leads))
    goal = f"≥ {GOAL} of the limit, identical verdicts"
    bulk, limit, limit_is = _in_bulk(router, leads, ask.rounds)
    answer(
        [
            Row(
                "route, one by one", "leads/s", best["ours"], best["hand"], "closures written by hand", goal,
                best["ours"] >= GOAL * best["hand"], {"whole verdicts with reasons /s": round(best["whole"]), "one inline if-chain /s": round(best["inline"])},
            ),
            Row("route, in bulk", "leads/s", bulk, limit, limit_is, goal, bulk >= GOAL * limit if limit else None, {}),
        ]
    )  # fmt: skip


def _in_bulk(router: Router, leads: list[dict[str, Any]], rounds: int) -> tuple[float, float | None, str]:
    """Leads a second by our way for many, with split and consent but without reasons, and by Polars where it is there:
    in turns, each from columns made before the clock starts, and what both decided is the same.
    """
    consents, columns = [Consent("yes", "yes")] * len(leads), InBulk(router).columns(leads)

    def ours() -> Outcomes:
        return InBulk(router).outcomes(columns, consents, counters={})

    found = [one._replace(counter=counter) for one, counter in zip(*ours(), strict=True)]
    assert found == _outcomes(router, leads)
    if find_spec("polars") is None:
        best = max(_rate_of_all(ours, len(leads)) for _ in range(rounds))
        return best, None, "limit not measured: polars is not installed; `make bench` installs it"
    from bench.limits import polars_routes

    frame = polars_routes.columns_of(leads)
    assert polars_routes.routed(frame).rows() == [each[:2] + each[3:5] for each in found]
    best = limit = 0.0
    for _ in range(rounds):
        best = max(best, _rate_of_all(ours, len(leads)))
        limit = max(limit, _rate_of_all(lambda: polars_routes.routed(frame), len(leads)))
    return best, limit, "Polars by hand"


def _outcomes(router: Router, leads: list[dict[str, Any]]) -> list[Outcome]:
    """One after the other: what the way for many must say too."""
    dealt: dict[str, int] = {}
    yes, found = Consent("yes", "yes"), []
    for facts in leads:
        one = router.outcome(facts, consent=yes, counters=dealt)
        if one.counter is not None and one.route is not None:
            dealt[one.route] = one.counter
        found.append(one)
    return found


def _rate_of_all(way: Callable[[], Any], count: int) -> float:
    begun = time.perf_counter()
    way()
    return count / (time.perf_counter() - begun)


def _facts(number: int) -> dict[str, Any]:
    country = COUNTRIES[number % len(COUNTRIES)]
    found: dict[str, Any] = {"email": f"p{number}@x.example", "attended": number % 10 != 0, "answers": {}}
    return found | ({"country": country} if country else {})


_BY_HAND: tuple[Callable[[dict[str, Any]], Any], ...] = (
    lambda facts: facts.get("country") in {"DE", "AT", "CH"},
    lambda facts: facts.get("country") == "FR",
    lambda facts: facts.get("country") == "AQ",
    lambda _: True,
)


def _by_hand(facts: dict[str, Any]) -> int:
    """Which route: the same rules as closures that a person wrote for them."""
    for place, test in enumerate(_BY_HAND):
        if test(facts):
            return place
    raise AssertionError("the last one takes every lead")


def _inline(facts: dict[str, Any]) -> int:
    """The same without any closure, as one would write it once for one set of rules."""
    country = facts.get("country")
    if country in {"DE", "AT", "CH"}:
        return 0
    if country == "FR":
        return 1
    return 2 if country == "AQ" else 3


def _rate(way: Callable[[dict[str, Any]], Any], leads: list[dict[str, Any]]) -> float:
    begun = time.perf_counter()
    for each in leads:
        way(each)
    return len(leads) / (time.perf_counter() - begun)


if __name__ == "__main__":
    main()
