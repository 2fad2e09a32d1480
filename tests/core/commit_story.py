"""Changes of several threads in a process and an SQLite file of their own: what came of them, and in how many commits."""

import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from twofold.doors.cli.bootstrap import load_django

load_django()

from django.db import connections

from tests.worlds import World
from twofold.core.clock import fixed_at, now
from twofold.core.fast import group_commit
from twofold.core.models import OplogEntry, Seat
from twofold.core.operations.runner import run
from twofold.core.storage.write_lock import write_lock
from twofold.core.upkeep.doctor.oplog_checks import chains_hold
from twofold.core.upkeep.doctor.row_checks import rows_agree_with_the_log
from twofold.partners.models import Partner
from twofold.project.sqlite.base import DatabaseWrapper

NEW = {"contactName": "Eli", "contactEmail": "eli@elmfield.example", "type": "referral"}
Work = Callable[[], Any]
commits: list[int] = []


def count_commits() -> None:
    """Keep note of each commit, of whichever thread."""
    real = DatabaseWrapper._commit

    def counted(self: Any) -> None:
        commits.append(threading.get_ident())
        real(self)

    DatabaseWrapper._commit = counted


def at_once(*works: Work) -> dict[str, Any]:
    """All in the line before the first may write; what came of each, in their order, and the commits it took."""
    with ThreadPoolExecutor(len(works)) as pool:
        with write_lock():
            waiting = []
            for number, work in enumerate(works, start=1):
                waiting.append(pool.submit(tried, work))
                while len(group_commit._line) < number:
                    time.sleep(0.001)
            commits.clear()
        came = [each.result() for each in waiting]
        found = {"came": came, "commits": len(commits), "left": len(group_commit._line)}
        gate = threading.Barrier(len(works))
        list(pool.map(lambda _: (gate.wait(), connections.close_all()), works))
    return found


def tried(work: Work) -> str:
    """`won`, or the error's name."""
    try:
        work()
    except Exception as error:
        return type(error).__name__
    return "won"


def with_a_broken_disk(*works: Work) -> dict[str, Any]:
    """The same, where the first attempt of all fails."""
    real = group_commit._do

    def fails_once(changes: Any) -> None:
        group_commit._do = real
        raise OSError

    group_commit._do = fails_once
    return at_once(*works)


def main() -> None:
    """Four stories, each told by what came of it."""
    world = World.made()
    count_commits()
    past = now().replace(year=2020)
    seen: list[int] = []

    def add(name: str) -> Any:
        return run(world.host, "partner.create", {"company": name, **NEW})

    def long_ago() -> None:
        with fixed_at(past):
            add("Long ago")

    def look() -> None:
        def count() -> None:
            seen.append(Partner.rows.everywhere(because="a test counts").filter(company="Not yet").count())
            connections.close_all()

        other = threading.Thread(target=count)
        other.start()
        other.join()

    works: list[Work] = [lambda number=number: add(f"Company {number}") for number in range(4)]  # type: ignore[misc]
    refused: Work = lambda: run(world.host, "partner.restore", {}, on=world.partner_record.pk)  # noqa: E731
    broken: Work = lambda: group_commit.commit(  # noqa: E731
        lambda: Seat.rows.create(space_id=world.host.company_space_id(), membership_id="nobody")
    )
    told = {
        "together": at_once(*works[:2], refused, *works[2:], long_ago),
        "broken": at_once(works[0], broken, works[1]),
        "hidden": at_once(lambda: add("Not yet"), lambda: group_commit.commit(look)),
        "seen": seen,
        "disk": with_a_broken_disk(*works[:3]),
        "after": at_once(*works[:3]),
        "seats": Seat.rows.count(),
        "past": OplogEntry.rows.everywhere(because="a test counts").filter(at=past).count(),
        "doctor": [*chains_hold(), *rows_agree_with_the_log()],
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
