"""`table`, `bulk`: the list page of 100,000 partners; and many at once: 10,000 changed, removed, imported.

Beside the time that somebody waits stands the server's processor time: on a machine that does something else as well,
that is the steadier number.
"""

from __future__ import annotations

import http.client
import json
import re
import subprocess
import time
from collections.abc import Callable
from typing import Any

from bench import servers
from bench.dataset import fill_partners
from bench.house import House, wake
from bench.load import get, in_own_process
from bench.row import Row

from .asked import Asked, answer, asked, say

Server = subprocess.Popen[bytes]
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
    "search for what is not there": "q=zzzqqq",
    "sort by a number": "sort=-revenueAttributed",
    "sort by two": "sort=status,-revenueAttributed",
    "sort by contact": "sort=contactName",
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
    with servers.running(servers.twofold(port, data), port, "/readyz") as server:
        rows: list[Row] = []
        if "table" in ask.names:
            rows += tables(ask, port, server, cookie)
        if "bulk" in ask.names:
            rows += bulk(port, server, token)
        answer(rows)


def tables(ask: Asked, port: int, server: Server, cookie: str) -> list[Row]:
    """How long a page takes at one client, from asking to its last byte; the first answer of each is told beside it."""
    paths = {name: f"/partners?{query}" for name, query in WAYS.items()}
    paths["scroll on"] = _hundredth(port, cookie)
    paths["totals"] = "/partners/totals?"
    paths["search everywhere"] = "/search?q=kestrel+77"
    return [_table(ask, port, server, name, get(path, Cookie=cookie, **_HTMX)) for name, path in paths.items()]


_HTMX = {"HX-Request": "true"}


def _table(ask: Asked, port: int, server: Server, name: str, request: str) -> Row:
    first = in_own_process(port, [request], 1, 0.01)["p99"]
    used = servers.seconds_of(server)
    found = in_own_process(port, [request], 1, ask.seconds)
    used = servers.seconds_of(server) - used
    if set(found["statuses"]) != {"200"}:
        raise SystemExit(f"{name}: not every answer was 200: {found['statuses']}")
    more = {
        "first answer ms": first,
        "p99 ms": found["p99"],
        "processor ms": round(1000 * used / found["statuses"]["200"], 1),
        "bytes": found["bytes"],
    }
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


def bulk(port: int, server: Server, token: str) -> list[Row]:
    """One operation each: the same field of ten thousand partners changed; as many removed, and undoing either; and as
    many imported.
    """
    headers = {"Authorization": token, "Content-Type": "application/json"}

    def send(path: str, body: Any, **more: str) -> dict[str, Any]:
        text = body if isinstance(body, bytes) else json.dumps(body).encode()
        status, said = _asked(port, "POST", f"/api/v1/partners/{path}", text, **{**headers, **more})
        if status != http.HTTPStatus.OK:
            raise SystemExit(f"{path} failed: {said!r}")
        told: dict[str, Any] = json.loads(said)
        return told

    def timed(what: str, ask: Callable[[], dict[str, Any]], undo: str = "") -> Row:
        begun, used = time.perf_counter(), servers.seconds_of(server)
        told = ask()
        seconds, used = time.perf_counter() - begun, servers.seconds_of(server) - used
        more = {"count": told["count"], "seconds": round(seconds, 2), "processor seconds": round(used, 2)}
        if undo:
            begun = time.perf_counter()
            send("undo", {"changeId": told["changeId"]})
            more[undo] = round(time.perf_counter() - begun, 2)
        each = seconds / told["count"] * CHANGED
        name, goal = f"{what} {CHANGED:,} in one operation", f"≤ {CHANGE_SECONDS} s"
        return Row(name, "s", each, CHANGE_SECONDS, "the goal", goal, each <= CHANGE_SECONDS, more)

    where = {"companyContains": "Elmfield", "revenueAttributedFrom": 0}
    rows = [
        timed("change of", lambda: send("change-many", {"where": where, "set": {"tier": "gold"}}), "undo seconds"),
        timed("removal of", lambda: send("delete-many", {"where": where}), "undo seconds"),
    ]
    form, kind = _form(dryRun="true")
    dry = send("import", form, **kind)
    mapping = json.dumps({each["column"]: each["field"] for each in dry["columns"]})
    form, kind = _form(hash=dry["hash"], mapping=mapping)
    return [*rows, timed("import of", lambda: send("import", form, **kind))]


def _form(**fields: str) -> tuple[bytes, dict[str, str]]:
    """A form with a file of ten thousand partners and these fields beside it, and the header that says so."""
    lines = ["Company,Contact,E-mail,Partnership type,Revenue,Currency,Next review,Notes"]
    lines += [
        f"New {at},Person {at},new{at}@example.com,referral,{at},EUR,2027-01-15,Met at the fair"
        for at in range(CHANGED)
    ]
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}' for name, value in fields.items()]
    parts.append('Content-Disposition: form-data; name="file"; filename="partners.csv"\r\n\r\n' + "\n".join(lines))
    body = "".join(f"--{_BOUNDARY}\r\n{part}\r\n" for part in parts) + f"--{_BOUNDARY}--\r\n"
    return body.encode(), {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}


_BOUNDARY = "between-the-parts"


def _asked(port: int, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    line.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    found = line.getresponse()
    return found.status, found.read()


if __name__ == "__main__":
    main()
