"""`create` and `update`: one row with its row in the log, through the API, by one web process and by two."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from bench import servers
from bench.house import House, wake
from bench.load import in_own_process, send, with_cpu
from bench.row import Row

from .asked import Asked, answer, asked

if TYPE_CHECKING:
    from pathlib import Path

WRITERS = 8
RIVAL = 120
GOAL = 5 * RIVAL
_MADE = {"company": "Company {n}", "contactName": "Pia Partner", "contactEmail": "pia@brightleaf.example"}


def main() -> None:
    """Two houses: one served, one for Django alone."""
    ask = asked()
    alone = _alone()
    data = wake()
    house = House.made()
    token = house.token()
    from django.db import connection

    from twofold.core.operations.runner import run

    made = {"contactName": "Pia Partner", "contactEmail": "pia@brightleaf.example", "type": "co_marketing"}
    ids = [
        run(house.host, "partner.create", {"company": f"Company {number}", **made}).result.pk
        for number in range(WRITERS * 4)
    ]
    connection.close()
    requests = {
        "create": [send("POST", "/api/v1/partners", {**_MADE, "type": "co_marketing"}, Authorization=token)],
        "update": [
            send("PATCH", f"/api/v1/partners/{each}", {"notes": "note {n}"}, Authorization=token) for each in ids
        ],
    }
    found = {workers: served(ask, data, requests, alone, workers) for workers in (1, servers.WORKERS)}
    answer(
        _row(name, clients, found[servers.WORKERS][name, clients], found[1][name, clients]["rate"])
        for name in ask.names
        for clients in (1, WRITERS)
    )


def served(
    ask: Asked, data: Path, requests: dict[str, list[str]], alone: dict[str, Any], workers: int
) -> dict[tuple[str, int], dict[str, Any]]:
    """What and by how many clients → how fast, with this many web processes."""
    port, found = servers.free_port(), {}
    with servers.running(servers.twofold(port, data, workers), port, "/readyz") as process:
        for name in ask.names:
            for clients, middle in measured(ask, name, (process, port, requests[name]), alone).items():
                found[name, clients] = middle
    return found


def measured(
    ask: Asked, name: str, asks: tuple[Any, int, list[str]], alone: dict[str, Any]
) -> dict[int, dict[str, Any]]:
    """One client, eight clients, and Django alone (`limit`), in turns; the middle round of each."""
    rounds: dict[int, list[dict[str, Any]]] = {1: [], WRITERS: []}
    limits, number = [], 0
    for clients in rounds:
        number = in_own_process(*asks[1:], clients, 0.5, number)["next"]
    for _ in range(ask.rounds):
        for clients, each in rounds.items():
            each.append(with_cpu(*asks, clients, ask.seconds, number))
            number = each[-1]["next"]
        limits.append(_django(name, ask.seconds, alone))
    limit = {"limit": sorted(limits)[len(limits) // 2]}
    return {
        clients: sorted(each, key=lambda one: one["rate"])[len(each) // 2] | limit for clients, each in rounds.items()
    }


def _row(name: str, clients: int, middle: dict[str, Any], one_worker: float) -> Row:
    if not set(middle["statuses"]) <= {"200", "201"}:
        raise SystemExit(f"not every answer was good: {middle['statuses']}")
    return Row(
        f"{name}, {clients} client{'s' * (clients > 1)}",
        "/s",
        middle["rate"],
        middle["limit"],
        "Django's ORM alone, 8 writers, FULL",
        f"≥ {GOAL}/s",
        middle["rate"] >= GOAL,
        {"p50 ms": middle["p50"], "p99 ms": middle["p99"], "cpu ms": middle["cpu"], "one worker /s": round(one_worker)},
    )


def _alone() -> dict[str, Any]:
    """A house in another process, because one process has one database: where it is, its space and company."""
    words = (
        "from bench.house import House, wake; import json; place = wake(); house = House.made(); "
        "print(json.dumps({'data': str(place), 'space': house.host.company_space_id(), 'author': house.host.company.pk}))"
    )
    done = subprocess.run([sys.executable, "-c", words], stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _django(what: str, seconds: float, alone: dict[str, Any]) -> float:
    given = json.dumps({"what": what, "seconds": seconds, "writers": WRITERS, **alone})
    command = [sys.executable, "-m", "bench.limits.bare_writes", given]
    env = {**os.environ, "TWOFOLD_DATA": alone["data"]}
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=env, check=True)
    return float(json.loads(done.stdout)["rate"])


if __name__ == "__main__":
    main()
