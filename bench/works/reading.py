"""`list`, `page`, `board`: what people look at all day, of a million leads."""

from __future__ import annotations

import contextlib
import json
import os
from typing import TYPE_CHECKING, Any

from bench import servers
from bench.dataset import fill_leads
from bench.house import House, wake
from bench.load import get, in_own_process
from bench.row import Row

from .asked import Asked, answer, asked, say

if TYPE_CHECKING:
    from pathlib import Path

STATE = "accepted"
LIMIT = 50
GOAL_OF_LIMIT = 0.30
RIVAL_LIST = 231
RIVAL_BOARD = 15
RIVAL_P99_MS = {1: 12.0, 8: 90.0}
PAGE_RATE, PAGE_MS = 300, 30
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
_SQL = """
SELECT {columns} FROM leads_lead l JOIN campaigns_campaign c ON c.id = l.campaign_id
JOIN core_company a ON a.id = l.author_id LEFT JOIN leads_lead d ON d.id = l.duplicate_of_id
LEFT JOIN leads_contactcard k ON k.lead_id = l.id AND k.space_id = ?
WHERE l.campaign_id = ? AND l.state = ? ORDER BY l.due, l.id LIMIT 51
"""


def main() -> None:
    """Fill, serve, measure in turns."""
    ask = asked()
    data = wake()
    house = House.made()
    say(f"filling in {ask.rows:,} leads")
    fill_leads(house, ask.rows)
    token, cookie = house.token(), house.cookie()
    query = f"campaignId={house.campaign.pk}&state={STATE}"
    paths = {
        "list": get(f"/api/v1/leads?{query}&sort=due&limit={LIMIT}", Authorization=token),
        "page": get(f"/campaigns/{house.campaign.pk}/leads?state={STATE}&sort=due", Cookie=cookie),
        "board": get(f"/api/v1/leads/count?campaignId={house.campaign.pk}&groupBy=state", Authorization=token),
    }
    os.environ["BENCH_QUERY"] = str(_bare_query(data, house))
    from django.db import connection

    connection.close()
    ours, bare = servers.free_port(), servers.free_port()
    with contextlib.ExitStack() as stack:
        stack.enter_context(servers.running(servers.twofold(ours, data), ours, "/readyz"))
        stack.enter_context(servers.running(servers.bare(bare, "bare_list"), bare, "/"))
        answer(row for name in ask.names for row in WAYS[name](ask, ours, bare, paths[name]))


def measured(ask: Asked, ports: dict[str, tuple[int, str]], clients: int) -> dict[str, dict[str, Any]]:
    """Each server in turn, round after round; the round with the middle rate of each."""
    rounds: dict[str, list[dict[str, Any]]] = {name: [] for name in ports}
    for port, request in ports.values():
        in_own_process(port, [request], clients, 0.5)
    for _ in range(ask.rounds):
        for name, (port, request) in ports.items():
            rounds[name].append(in_own_process(port, [request], clients, ask.seconds))
    return {name: sorted(found, key=lambda each: each["rate"])[len(found) // 2] for name, found in rounds.items()}


def lists(ask: Asked, ours: int, bare: int, request: str) -> list[Row]:
    """A page of 50, filtered and sorted, as JSON."""
    rows = []
    for clients in (1, 8):
        found = measured(ask, {"ours": (ours, request), "bare": (bare, get("/"))}, clients)
        mine, limit = found["ours"], found["bare"]
        _only_200(mine)
        met = mine["rate"] >= GOAL_OF_LIMIT * limit["rate"] and mine["rate"] >= 5 * RIVAL_LIST
        rows.append(
            Row(
                f"list, {clients} client{'s' * (clients > 1)}",
                "/s",
                mine["rate"],
                limit["rate"],
                "bare granian + sqlite3 + orjson",
                f"≥ {GOAL_OF_LIMIT:.2f} of the limit, ≥ {5 * RIVAL_LIST}/s",
                met,
                {"p50 ms": mine["p50"], "p99 ms": mine["p99"], "limit p99 ms": limit["p99"], "bytes": mine["bytes"],
                 "limit bytes": limit["bytes"]},
            )
        )  # fmt: skip
    return rows


def pages(ask: Asked, ours: int, bare: int, request: str) -> list[Row]:
    """The same as a page: how many a second, and how long until the first byte at one client."""
    one = measured(ask, {"ours": (ours, request), "bare": (bare, get("/"))}, 1)
    eight = measured(ask, {"ours": (ours, request), "bare": (bare, get("/"))}, 8)
    _only_200(eight["ours"])
    mine, limit = eight["ours"], eight["bare"]
    return [
        Row(
            "page, 8 clients",
            "/s",
            mine["rate"],
            limit["rate"],
            "bare granian + sqlite3 + orjson",
            f"≥ {PAGE_RATE}/s, first byte < {PAGE_MS} ms at one client",
            mine["rate"] >= PAGE_RATE and one["ours"]["p50"] < PAGE_MS,
            {"one client p50 ms": one["ours"]["p50"], "one client p99 ms": one["ours"]["p99"],
             "one client /s": round(one["ours"]["rate"]), "p99 ms": mine["p99"], "bytes": mine["bytes"]},
        )
    ]  # fmt: skip


def boards(ask: Asked, ours: int, bare: int, request: str) -> list[Row]:
    """Counts per column; the first answer, which has to count, is timed alone."""
    first = [in_own_process(ours, [request], 1, 0.01)["p99"] for _ in range(2 * servers.WORKERS)]
    found = measured(ask, {"ours": (ours, request)}, 8)["ours"]
    _only_200(found)
    return [
        Row(
            "board, 8 clients",
            "/s",
            found["rate"],
            None,
            "no limit set",
            f"≥ {100 * RIVAL_BOARD}/s",
            found["rate"] >= 100 * RIVAL_BOARD,
            {"p50 ms": found["p50"], "p99 ms": found["p99"], "first answer ms": max(first)},
        )
    ]


WAYS = {"list": lists, "page": pages, "board": boards}


def _bare_query(data: Path, house: House) -> Path:
    from twofold.core.models import Space

    own = Space.rows.get(kind="company", sides__company=house.host.company).pk
    place = data / "bare.json"
    place.write_text(
        json.dumps(
            {
                "database": str(data / "twofold.sqlite3"),
                "sql": _SQL.format(columns=", ".join(_COLUMNS.values())),
                "parameters": [own, house.campaign.pk, STATE],
                "names": list(_COLUMNS),
                "raw": ["facts", "details", "cardFacts"],
            }
        )
    )
    return place


def _only_200(found: dict[str, Any]) -> None:
    if set(found["statuses"]) != {"200"}:
        raise SystemExit(f"not every answer was 200: {found['statuses']}")


if __name__ == "__main__":
    main()
