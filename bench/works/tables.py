"""`table`, `bulk`: the list page of 100,000 partners, and one change to 10,000 of them."""

from __future__ import annotations

import http.client
import json
import re
import time
from typing import Any
from urllib.parse import quote

from bench import servers
from bench.dataset import fill_partners
from bench.house import House, wake
from bench.load import get, in_own_process
from bench.row import Row

from .asked import Asked, answer, asked, say

PARTNERS = 100_000
FIRST_BYTE_MS = 60
CHANGED = 10_000
CHANGE_SECONDS = 10
WAYS = {
    "first byte": "",
    "filter by state": "status=active,expanding",
    "filter from a sum": "revenueAttributedFrom=250000&status=negotiating",
    "filter by what it contains": "companyContains=halden",
    "filter this quarter, mine": "nextReviewWithin=this_quarter&ownerUserId=me",
    "search": "q=kestrel+77",
    "sort by a number": "sort=-revenueAttributed",
    "sort by two": "sort=status,-revenueAttributed",
    "sort by when added": "sort=-createdAt",
}


def main() -> None:
    """Fill, serve, measure."""
    ask = asked()
    data = wake()
    house = House.made()
    say(f"filling in {PARTNERS:,} partners")
    fill_partners(house, PARTNERS)
    cookie, token = house.cookie(), house.token()
    from django.db import connection

    connection.close()
    port = servers.free_port()
    with servers.running(servers.twofold(port, data), port, "/readyz"):
        rows: list[Row] = []
        if "table" in ask.names:
            rows += tables(ask, port, cookie)
        if "bulk" in ask.names:
            rows.append(bulk(port, token))
        answer(rows)


def tables(ask: Asked, port: int, cookie: str) -> list[Row]:
    """How long a page takes at one client, from asking to its last byte; the first answer of each is told beside it."""
    paths = {name: f"/partners?{query}" for name, query in WAYS.items()}
    paths["scroll on"] = _hundredth(port, cookie)
    paths["totals"] = "/partners/totals?"
    return [_table(ask, port, name, get(path, Cookie=cookie, **_HTMX)) for name, path in paths.items()]


_HTMX = {"HX-Request": "true"}


def _table(ask: Asked, port: int, name: str, request: str) -> Row:
    first = in_own_process(port, [request], 1, 0.01)["p99"]
    found = in_own_process(port, [request], 1, ask.seconds)
    if set(found["statuses"]) != {"200"}:
        raise SystemExit(f"{name}: not every answer was 200: {found['statuses']}")
    more = {"first answer ms": first, "p99 ms": found["p99"], "bytes": found["bytes"]}
    goal, met = f"≤ {FIRST_BYTE_MS} ms", found["p50"] <= FIRST_BYTE_MS
    return Row(f"table of {PARTNERS:,}, {name}", "ms", found["p50"], FIRST_BYTE_MS, "the goal", goal, met, more)


def _hundredth(port: int, cookie: str) -> str:
    """The address of the rows behind the first twenty pages of rows."""
    path = "/partners?limit=200&part=rows"
    for _ in range(20):
        page = _asked(port, "GET", path, Cookie=cookie)[1].decode()
        link = re.search(r'href="(\?[^"]*cursor=[^"]*)"', page)
        assert link is not None
        path = "/partners" + link[1].replace("&amp;", "&") + "&part=rows"
    return path.replace("limit=200", "limit=50")


def bulk(port: int, token: str) -> Row:
    """One operation that changes the same field of ten thousand partners, and undoing it."""
    where = {"companyContains": "Elmfield", "revenueAttributedFrom": 0}
    headers = {"Authorization": token, "Content-Type": "application/json"}
    count = json.loads(_asked(port, "GET", f"/api/v1/partners/count?companyContains={quote('Elmfield')}", **headers)[1])
    body = json.dumps({"where": where, "set": {"tier": "gold"}})
    begun = time.perf_counter()
    status, changed = _asked(port, "POST", "/api/v1/partners/change-many", body, **headers)
    seconds = time.perf_counter() - begun
    told: dict[str, Any] = json.loads(changed)
    if status != http.HTTPStatus.OK or told["count"] != count["count"]:
        raise SystemExit(f"the change of many failed: {changed!r}")
    begun = time.perf_counter()
    status, undone = _asked(
        port, "POST", "/api/v1/partners/undo", json.dumps({"changeId": told["changeId"]}), **headers
    )
    if status != http.HTTPStatus.OK:
        raise SystemExit(f"undoing failed: {undone!r}")
    each = seconds / told["count"] * CHANGED
    more = {
        "changed": told["count"],
        "seconds": round(seconds, 2),
        "undo seconds": round(time.perf_counter() - begun, 2),
    }
    name = f"change of {CHANGED:,} in one operation"
    return Row(name, "s", each, CHANGE_SECONDS, "the goal", f"≤ {CHANGE_SECONDS} s", each <= CHANGE_SECONDS, more)


def _asked(port: int, method: str, path: str, body: str | None = None, **headers: str) -> tuple[int, bytes]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    line.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    found = line.getresponse()
    return found.status, found.read()


if __name__ == "__main__":
    main()
