"""Races in a process of its own: `accept`, `register` or `sign`, with random delays between read and write."""

import json
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.conf import settings
from django.db import connections

from tests.leads.shared import RULES, consent, csv_of, imported, leads_of, propose, register, signed
from tests.worlds import PASSWORD, World
from twofold.core import doing, running, signoff
from twofold.core.actor import Actor, member
from twofold.core.errors import Problem
from twofold.core.migrating import migrate
from twofold.core.models import Membership, Signature
from twofold.leads import routing
from twofold.leads.models import Lead, LeadStep, RoutingState

WHY = "the test counts every row"
RACERS = 4


def delayed(owner: Any, name: str) -> None:
    """Wait a random moment before each call: what was read grows old."""
    real = getattr(owner, name)

    def late(*given: Any, **named: Any) -> Any:
        time.sleep(random.uniform(0, 0.004))
        return real(*given, **named)

    setattr(owner, name, late)


def race(racers: list[Callable[[], Any]]) -> list[str]:
    """All at once; what came of each: `won`, or the name of its refusal."""
    gate, came = threading.Barrier(len(racers)), ["" for _ in racers]

    def one(place: int) -> None:
        gate.wait()
        try:
            racers[place]()
            came[place] = "won"
        except Problem as problem:
            came[place] = type(problem).__name__
        except Exception as error:
            came[place] = f"{type(error).__name__}: {error}"
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(place,)) for place in range(len(racers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def again(actor: Actor) -> Actor:
    """The same person in another session."""
    assert actor.membership is not None
    return member(Membership.rows.select_related("person", "company").get(pk=actor.membership.pk), "api")


def accept(world: World, count: int) -> dict[str, Any]:
    """Two people of one side press accept and return at the same moment."""
    campaign = signed(world)
    imported(world.host, campaign, csv_of(*(f"p{n}@x.example,,,DE,true,yes,yes" for n in range(count))))
    came: Counter[str] = Counter()
    for lead in leads_of(world.partner, campaign)[:count]:
        pair = [again(world.partner), again(world.partner_member)] * (RACERS // 2)
        verbs = [("lead.accept", {}), ("lead.return", {"reason": "no"})] * (RACERS // 2)
        # Accepting after returning is legal; returning after accepting too. So only the first step is contested.
        came.update(
            race(
                [
                    lambda a=a, v=v: running.run(a, v[0], v[1], on=lead["id"], if_version=1)
                    for a, v in zip(pair, verbs, strict=True)
                ]
            )
        )
    return {"came": came, "steps": LeadStep.rows.within(campaign.space_id).count(), "expected": count}


def register_same(world: World, count: int) -> dict[str, Any]:
    """Both sides register the same person at the same moment."""
    campaign = signed(world)
    came: Counter[str] = Counter()
    actors = [world.host, world.host_member, world.partner, world.partner_member]
    for n in range(count):
        racers = [again(actor) for actor in actors]
        came.update(
            race(
                [
                    lambda a=a, n=n: register(a, campaign, f"p{n}@x.example", consents=consent("host", "partner"))
                    for a in racers
                ]
            )
        )
    leads = list(Lead.rows.within(campaign.space_id).order_by("number").values_list("number", "status", "counter"))
    dealt = [counter for _, status, counter in leads if status == "routed"]
    return {
        "came": came,
        "numbers": [number for number, _, _ in leads] == list(range(1, RACERS * count + 1)),
        "routed": len(dealt),
        "splits": dealt == list(range(1, count + 1)),
        "last": RoutingState.rows.within(campaign.space_id).get().last_number,
        "expected": count,
    }


def sign_same(world: World, count: int) -> dict[str, Any]:
    """Two people of each side sign the same version at the same moment."""
    campaign = signed(world)
    came: Counter[str] = Counter()
    signatures = in_force = 0
    for n in range(count):
        version = propose(world, campaign, {**RULES, "retention": {"days": 30 + n}})
        racers = [again(a) for a in (world.host, world.host_member, world.partner, world.partner_member)]
        given = {"hash": version.hash, "password": PASSWORD}
        came.update(race([lambda a=a: running.run(a, "lead_share.sign", given, on=version.pk) for a in racers]))
        signatures += Signature.rows.within(campaign.space_id).filter(signed_version=version).count()
        found = signoff.in_force(campaign.space_id, "lead_share", campaign.pk)
        in_force += found is not None and found.pk == version.pk
    return {"came": came, "signatures": signatures, "in_force": in_force, "expected": count}


def main() -> None:
    """Set the delays, run one race, say what came of it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    migrate()
    world = World.made()
    delayed(routing, "known_people")
    delayed(doing.Doing, "change")
    delayed(doing.Doing, "create")
    which = {"accept": accept, "register": register_same, "sign": sign_same}[sys.argv[1]]
    print(json.dumps(which(world, int(sys.argv[2]))))


if __name__ == "__main__":
    main()
