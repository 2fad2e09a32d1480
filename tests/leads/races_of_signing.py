"""Races for a signature: two people of each side sign the same version at the same moment."""

from __future__ import annotations

from typing import Any

from tests.leads.racing import Race, all_four
from tests.leads.shared import RULES, propose, signed
from tests.worlds import PASSWORD, World
from twofold.core.models import Signature
from twofold.core.operations.runner import run
from twofold.core.spaces import signoff


def sign_same(world: World, race: Race, count: int) -> dict[str, Any]:
    """Each version ends with one signature of each side, and in force."""
    campaign = signed(world)
    racers = all_four(world)
    signatures = in_force = 0
    for n in range(count):
        version = propose(world, campaign, {**RULES, "retention": {"days": 30 + n}})
        given = {"hash": version.hash, "password": PASSWORD}
        race.heat(*(lambda a=a, v=version, g=given: run(a, "lead_share.sign", g, on=v.pk) for a in racers))
        signatures += Signature.rows.within(campaign.space_id).filter(signed_version=version).count()
        found = signoff.in_force(campaign.space_id, "lead_share", campaign.pk)
        in_force += found is not None and found.pk == version.pk
    return {"signatures": signatures, "in_force": in_force}
