"""The product beside a reference model of a few lines: the same steps, the same outcome, the same state, after every step.

The steps are Hypothesis's rules, run through `run()` as every door does. Hypothesis itself costs less than a step, so the
large number is walked by the same machines as the small one, and what it finds is made short.
"""

import time
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection

from bench.rules import RULES
from tests.campaigns.started import start
from tests.leads.machine import Machine, cast_of, walk
from tests.leads.machine_of_follow_up import VERBS, FollowUp
from tests.leads.machine_of_signing import Signing
from tests.leads.shared import signed
from tests.worlds import World
from twofold.core.operations.query import ask

pytestmark = pytest.mark.django_db
FLOOR = 200_000
ENDS = {
    "signing": {
        "lead_share.propose": ["won", "again", "Invalid", "Refused", "NotFound"],
        "lead_share.sign": ["won", "again", "Invalid", "Refused", "NotFound", "Conflict", "TooMany"],
        "lead_share.dry_run": ["won", "Refused", "NotFound"],
    },
    "following up": {
        "lead.register": ["won", "Refused", "NotFound"],
        "lead.record_consent": ["won", "Invalid", "Refused", "NotFound", "Conflict"],
        **{f"lead.{verb}": ["won", "again", "Refused", "NotFound", "Conflict"] for verb in VERBS},
    },
}
"""How each operation must have ended at least once in the long walk."""


def signing(world: World) -> type[Machine]:
    """Two campaigns, whose rules are still to be signed."""
    campaigns = [start(world), start(world, name="Spring Webinar")]

    class Here(Signing):
        pass

    Here.campaigns, Here.spaces = campaigns, [each.space_id for each in campaigns]
    Here.cast = cast_of(world, *Here.spaces)
    Here.key = ask(world.host, "receipt.key")["publicKey"]
    return Here


def follow_up(world: World) -> type[Machine]:
    """A campaign whose rules are signed and know each lead's side by its country."""
    rest = {"name": "Rest", "when": True, "to": "host", "followUp": {"first": "host", "withinHours": 48}}

    class Here(FollowUp):
        pass

    Here.campaign = signed(world, {**RULES, "routes": [*RULES["routes"][:3], rest]})
    Here.spaces = [Here.campaign.space_id]
    Here.cast = cast_of(world, *Here.spaces)
    return Here


MACHINES: dict[str, Callable[[World], type[Machine]]] = {"signing": signing, "following up": follow_up}
FLOORS = {"signing": 60_000, "following up": 140_000}


def made(world: World, kind: str) -> type[Machine]:
    machine = MACHINES[kind](world)
    machine.steps, machine.came = 0, Counter()
    return machine


@pytest.mark.both_databases
@pytest.mark.parametrize("kind", MACHINES)
def test_what_is_done_is_what_the_reference_says(world: World, kind: str) -> None:
    """Ten walks on SQLite; three on PostgreSQL, where the same steps take longer."""
    machine = made(world, kind)
    walk(machine, walks=10 if connection.vendor == "sqlite" else 3, same=True)
    assert machine.steps > 0


@pytest.mark.proof
@pytest.mark.parametrize("kind", MACHINES)
def test_two_hundred_thousand_steps_are_what_the_reference_says(
    world: World, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In both machines together; each batch of walks is another."""
    machine, began = made(world, kind), time.monotonic()
    while machine.steps < FLOORS[kind]:
        walk(machine, walks=100, same=False)
    with capsys.disabled():
        print(
            f"\n{kind}: {machine.steps} steps in {time.monotonic() - began:.0f} s: {dict(sorted(machine.came.items()))}"
        )
    assert sum(FLOORS.values()) >= FLOOR
    assert sum(machine.came.values()) == machine.steps >= FLOORS[kind]
    assert all(f"{name} {came}" in machine.came for name, comes in ENDS[kind].items() for came in comes)
