"""Races in a process of its own, one after the other in one database: `accept=20 register=20 sign=12 …`."""

import json
import sys
import time
from typing import Any

from twofold.doors.cli.bootstrap import load_django

load_django()

from django.conf import settings

from tests.leads import races_of_invitations, races_of_leads, races_of_signing, races_of_tasks
from tests.leads.racing import delay_all, racing
from tests.worlds import World
from twofold.core.upkeep.doctor.oplog_checks import chains_hold
from twofold.core.upkeep.doctor.row_checks import rows_agree_with_the_log
from twofold.core.upkeep.doctor.signoff_checks import documents_hold

KINDS = {
    "accept": races_of_leads.accept,
    "register": races_of_leads.register_same,
    "sign": races_of_signing.sign_same,
    "invite": races_of_invitations.invite_same,
    "finish": races_of_tasks.finish_same,
}


def one(world: World, kind: str, count: int) -> dict[str, Any]:
    """One kind of race over `count` contested items, and how long it took in seconds."""
    began = time.monotonic()
    with racing() as race:
        found = KINDS[kind](world, race, count)
    return {**found, "came": race.came, "seconds": round(time.monotonic() - began, 1)}


def main() -> None:
    """Set the delays, run the races, say what came of them."""
    settings.RATE_LIMITS = False  # nobody invites two thousand people within the hour
    world = World.made()
    delay_all()
    asked = [each.split("=") for each in sys.argv[1:]]
    found: dict[str, Any] = {kind: one(world, kind, int(count)) for kind, count in asked}
    wrong = [*chains_hold(), *rows_agree_with_the_log(), *documents_hold()]
    print(json.dumps({**found, "doctor": wrong}))


if __name__ == "__main__":
    main()
