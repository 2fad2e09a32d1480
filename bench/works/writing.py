"""`create` and `update`: one row with its row in the log, through the API."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from bench import servers
from bench.house import House, wake
from bench.load import in_own_process, send
from bench.row import Row

from .asked import Asked, answer, asked

WRITERS = 8
RIVAL = 120
GOAL = 6 * RIVAL
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
    port = servers.free_port()
    with servers.running(servers.twofold(port, data), port, "/readyz"):
        answer(row for name in ask.names for row in rows_of(ask, name, port, requests[name], alone))


def rows_of(ask: Asked, name: str, port: int, requests: list[str], alone: dict[str, Any]) -> list[Row]:
    """One client, eight clients, and Django alone, in turns."""
    found: dict[int, list[dict[str, Any]]] = {1: [], 8: []}
    limits, number = [], 0
    for each in found:
        number = in_own_process(port, requests, each, 0.5, number)["next"]
    for _ in range(ask.rounds):
        for clients, rounds in found.items():
            rounds.append(in_own_process(port, requests, clients, ask.seconds, number))
            number = rounds[-1]["next"]
        limits.append(_django(name, ask.seconds, alone))
    limit = sorted(limits)[len(limits) // 2]
    return [_row(name, clients, rounds, limit) for clients, rounds in found.items()]


def _row(name: str, clients: int, rounds: list[dict[str, Any]], limit: float) -> Row:
    middle = sorted(rounds, key=lambda each: each["rate"])[len(rounds) // 2]
    if not set(middle["statuses"]) <= {"200", "201"}:
        raise SystemExit(f"not every answer was good: {middle['statuses']}")
    return Row(
        f"{name}, {clients} client{'s' * (clients > 1)}",
        "/s",
        middle["rate"],
        limit,
        "Django's ORM alone, 8 writers, FULL",
        f"≥ {GOAL}/s",
        middle["rate"] >= GOAL,
        {"p50 ms": middle["p50"], "p99 ms": middle["p99"]},
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
