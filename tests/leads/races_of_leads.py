"""Races for leads: who answers one first, and whose registration of one person makes the lead."""

from __future__ import annotations

from typing import Any

from tests.leads.racing import RACERS, Race, all_four, twice
from tests.leads.shared import consent, csv_of, imported, register, signed
from tests.worlds import World
from twofold.core.operations.runner import run
from twofold.leads.models import Lead, LeadStep, RoutingState


def accept(world: World, race: Race, count: int) -> dict[str, Any]:
    """Two people of one side press accept and return at the same moment."""
    campaign = signed(world)
    imported(world.host, campaign, csv_of(*(f"p{n}@x.example,,,DE,true,yes,yes" for n in range(count))))
    racers = twice(world.partner, world.partner_member)
    verbs = [("lead.accept", {}), ("lead.return", {"reason": "no"})] * (RACERS // 2)
    leads = list(Lead.rows.within(campaign.space_id).values_list("pk", flat=True))
    for lead in leads:
        # Accepting after returning is legal; returning after accepting too. So only the first step is contested.
        race.heat(
            *(
                lambda a=a, v=v, lead=lead: run(a, v[0], v[1], on=lead, if_version=1)
                for a, v in zip(racers, verbs, strict=True)
            )
        )
    steps = list(LeadStep.rows.within(campaign.space_id).values_list("lead_id", flat=True))
    return {"leads": len(leads), "steps": len(steps), "stepped": len(set(steps))}


def register_same(world: World, race: Race, count: int) -> dict[str, Any]:
    """Both sides register the same person at the same moment."""
    campaign = signed(world)
    racers = all_four(world)
    for n in range(count):
        race.heat(
            *(
                lambda a=a, n=n: register(a, campaign, f"p{n}@x.example", consents=consent("host", "partner"))
                for a in racers
            )
        )
    leads = list(Lead.rows.within(campaign.space_id).order_by("number").values_list("number", "status", "counter"))
    dealt = [counter for _, status, counter in leads if status == "routed"]
    return {
        "numbers": [number for number, _, _ in leads] == list(range(1, RACERS * count + 1)),
        "routed": len(dealt),
        "splits": dealt == list(range(1, count + 1)),
        "last": RoutingState.rows.within(campaign.space_id).get().last_number,
    }
