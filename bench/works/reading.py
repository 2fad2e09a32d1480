"""`list`, `nine`, `page`, `board`: what people look at all day, of a million leads.

Each is served by one web process and then by two, so that it is seen what the second one brings.
"""

from __future__ import annotations

import contextlib
import json
import os
from typing import TYPE_CHECKING, Any

from bench import servers
from bench.dataset import fill_leads
from bench.house import House, wake
from bench.load import get, in_own_process, with_cpu
from bench.row import Row

from .asked import Asked, answer, asked, say

if TYPE_CHECKING:
    from pathlib import Path

    Found = dict[str, dict[str, Any]]
    """`ours` and `bare`, each as the load measured it."""

STATE = "accepted"
LIMIT = 50
GOAL_OF_LIMIT = 0.30
RIVAL_LIST, RIVAL_NINE, RIVAL_BOARD = 231, 226, 15
PAGE_RATE, PAGE_MS = 200, 30
BARE = "bare granian + sqlite3 + orjson"
NINE = ("id", "number", "state", "to", "route", "first", "due", "source", "createdAt")
_COLUMNS = {
    "id": "l.id", "version": "l.version", "createdAt": "l.created_at", "updatedAt": "l.updated_at",
    "campaignId": "l.campaign_id", "campaignName": "c.name", "number": "l.number", "status": "l.status",
    "state": "l.state", "hostState": "l.host_state", "partnerState": "l.partner_state", "to": 'l."to"',
    "route": "l.route", "first": "l.first", "due": "l.due", "counter": "l.counter", "source": "l.source",
    "importId": "l.lead_import_id", "row": 'l."row"', "duplicateOfId": "l.duplicate_of_id",
    "duplicateOf": "d.number", "facts": "l.facts", "broughtBy": "a.name", "email": "k.email", "name": "k.name",
    "company": "k.company", "phone": "k.phone", "jobTitle": "k.job_title", "details": "k.details",
    "cardFacts": "k.facts",
}  # fmt: skip
_JOINS = """JOIN campaigns_campaign c ON c.id = l.campaign_id
JOIN core_company a ON a.id = l.author_id LEFT JOIN leads_lead d ON d.id = l.duplicate_of_id
LEFT JOIN leads_contactcard k ON k.lead_id = l.id AND k.space_id = ?"""
_SQL = (
    "SELECT {columns} FROM leads_lead l {joins} WHERE l.campaign_id = ? AND l.state = ? ORDER BY l.due, l.id LIMIT 51"
)


def main() -> None:
    """Fill, serve, measure in turns."""
    ask = asked()
    data = wake()
    house = House.made()
    say(f"filling in {ask.rows:,} leads")
    fill_leads(house, ask.rows)
    token, cookie = house.token(), house.cookie()
    query = f"campaignId={house.campaign.pk}&state={STATE}&sort=due"
    leads = f"/api/v1/leads?{query}&limit={LIMIT}"
    requests = {
        "list": get(leads, Authorization=token),
        "nine": get(f"{leads}&fields={','.join(NINE)}", Authorization=token),
        "page": get(f"/campaigns/{house.campaign.pk}/leads?{query}", Cookie=cookie),
        "board": get(f"/api/v1/leads/count?campaignId={house.campaign.pk}&groupBy=state", Authorization=token),
    }
    os.environ["BENCH_QUERY"] = str(_bare_query(data, house))
    from django.db import connection

    connection.close()
    found = {workers: served(ask, data, requests, workers) for workers in (1, servers.WORKERS)}
    answer(
        ROWS[name](name, clients, found[servers.WORKERS][name, clients], found[1][name, clients]["ours"])
        for name in ask.names
        for clients in (1, 8)
    )


def served(ask: Asked, data: Path, requests: dict[str, str], workers: int) -> dict[tuple[str, int], Found]:
    """What and by how many clients → how fast, with this many web processes each."""
    ours, bare = servers.free_port(), servers.free_port()
    with contextlib.ExitStack() as stack:
        house = stack.enter_context(servers.running(servers.twofold(ours, data, workers), ours, "/readyz"))
        limit = stack.enter_context(servers.running(servers.bare(bare, "bare_list", workers), bare, "/"))
        found = {}
        for name in ask.names:
            asks = {
                "ours": (house, ours, requests[name]),
                "bare": (limit, bare, get("/nine" if name == "nine" else "/")),
            }
            for clients in (1, 8):
                found[name, clients] = measured(ask, asks, clients)
        return found


def measured(ask: Asked, asks: dict[str, tuple[Any, int, str]], clients: int) -> Found:
    """Each server in turn, round after round; the round with the middle rate of each, and how long a first answer took."""
    first = max(in_own_process(asks["ours"][1], [asks["ours"][2]], 1, 0.01)["p99"] for _ in range(4))
    for _, port, request in asks.values():
        in_own_process(port, [request], clients, 0.5)
    rounds: dict[str, list[dict[str, Any]]] = {name: [] for name in asks}
    for _ in range(ask.rounds):
        for name, (process, port, request) in asks.items():
            rounds[name].append(with_cpu(process, port, [request], clients, ask.seconds))
    _only_200(rounds["ours"])
    middle = {name: sorted(each, key=lambda one: one["rate"])[len(each) // 2] for name, each in rounds.items()}
    return {name: found | {"first": first} for name, found in middle.items()}


def lists(name: str, clients: int, found: Found, alone: dict[str, Any]) -> Row:
    """A page of 50, filtered and sorted, as JSON: with all its fields, or nine."""
    mine, limit = found["ours"], found["bare"]
    rate = 4 * RIVAL_NINE if name == "nine" else 5 * RIVAL_LIST
    met = mine["rate"] >= GOAL_OF_LIMIT * limit["rate"] and mine["rate"] >= rate
    more = {"limit p99 ms": limit["p99"], "bytes": mine["bytes"], "limit bytes": limit["bytes"]}
    what = f"list of {len(NINE)} fields" if name == "nine" else "list"
    return _row(what, clients, found, alone, (f"≥ {GOAL_OF_LIMIT:.2f} of the limit, ≥ {rate}/s", met), more)


def pages(name: str, clients: int, found: Found, alone: dict[str, Any]) -> Row:
    """The same as a page: how long one waits for it, and how many a second there are for eight."""
    mine = found["ours"]
    goal = (f"≥ {PAGE_RATE}/s", mine["rate"] >= PAGE_RATE)
    if clients == 1:
        goal = (f"first byte < {PAGE_MS} ms", mine["p50"] < PAGE_MS)
    return _row(name, clients, found, alone, goal, {"bytes": mine["bytes"]})


def boards(name: str, clients: int, found: Found, alone: dict[str, Any]) -> Row:
    """Counts per column; the first answer has to count."""
    rate, first = found["ours"]["rate"], found["ours"]["first"]
    goal = 100 * RIVAL_BOARD
    row = _row(name, clients, found, alone, (f"≥ {goal}/s", rate >= goal), {"first answer ms": first})
    row.limit, row.limit_is = None, "no limit set"
    return row


ROWS = {"list": lists, "nine": lists, "page": pages, "board": boards}


def _row(
    what: str, clients: int, found: Found, alone: dict[str, Any], goal: tuple[str, bool], more: dict[str, Any]
) -> Row:
    """With what tells whether a second worker helps, and what the client that measures takes itself."""
    mine, limit = found["ours"], found["bare"]
    told = {
        "p50 ms": mine["p50"], "p99 ms": mine["p99"], "cpu ms": mine["cpu"], "limit cpu ms": limit["cpu"],
        "client cpu ms": mine["own_cpu"], "one worker /s": round(alone["rate"]), **more,
    }  # fmt: skip
    name = f"{what}, {clients} client{'s' * (clients > 1)}"
    return Row(name, "/s", mine["rate"], limit["rate"], BARE, *goal, told)


def _bare_query(data: Path, house: House) -> Path:
    """What the limit answers, by its address: all columns, or nine."""
    from twofold.core.models import Space

    own = Space.rows.get(kind="company", sides__company=house.host.company).pk
    place = data / "bare.json"
    columns = {"/": _COLUMNS, "/nine": {name: _COLUMNS[name] for name in NINE}}
    asked_at = {
        path: {"sql": _SQL.format(columns=", ".join(some.values()), joins=_JOINS if path == "/" else "")}
        | {"parameters": [own] * (path == "/") + [house.campaign.pk, STATE], "names": list(some)}
        for path, some in columns.items()
    }
    raw = ["facts", "details", "cardFacts"]
    place.write_text(json.dumps({"database": str(data / "twofold.sqlite3"), "raw": raw, "asked": asked_at}))
    return place


def _only_200(rounds: list[dict[str, Any]]) -> None:
    for found in rounds:
        if set(found["statuses"]) != {"200"}:
            raise SystemExit(f"not every answer was 200: {found['statuses']}")


if __name__ == "__main__":
    main()
