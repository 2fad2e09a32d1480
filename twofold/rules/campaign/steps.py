"""The states of a campaign and the gates between them (design.md; requirements S2.42)."""

from collections.abc import Mapping
from typing import Final, Literal

from twofold.rules.campaign.facts import CampaignFacts
from twofold.rules.campaign.gates import Gate, Missing, gate_state
from twofold.rules.campaign.template.schedule import GateKey

CampaignState = Literal["planning", "creating", "promoting", "completed", "archived"]

CAMPAIGN_STEPS: Final[Mapping[CampaignState, tuple[CampaignState, ...]]] = {
    "planning": ("creating",),
    "creating": ("promoting",),
    "promoting": ("completed",),
    "completed": ("archived",),
    "archived": (),
}
"""From each state, the states that may come next."""

OPENED_BY: Final[Mapping[CampaignState, GateKey]] = {
    "creating": "kickoff_complete",
    "promoting": "launch_go_live",
    "archived": "retro_complete",
}
"""The gate that must let the campaign through before it may enter a state."""


class IllegalStep(Exception):
    """A state that cannot come next; `legal` names those that can."""

    def __init__(self, current: str, wanted: str, legal: tuple[str, ...]) -> None:
        self.current, self.wanted, self.legal = current, wanted, legal
        can = f"it can only become {' or '.join(legal)}" if legal else "nothing comes after that"
        super().__init__(f"The campaign is {current} and cannot become {wanted}: {can}.")


class GateClosed(Exception):
    """The step is right but its gate is closed; `missing` says what opens it."""

    def __init__(self, wanted: str, gate: Gate) -> None:
        self.wanted, self.gate = wanted, gate
        self.missing: tuple[Missing, ...] = gate.missing
        what = "; ".join(missing.what for missing in self.missing)
        super().__init__(f"The campaign cannot become {wanted} yet. {what}.")


def check_step(current: CampaignState, wanted: CampaignState, facts: CampaignFacts) -> Gate | None:
    """The gate that lets the campaign from `current` to `wanted`, or None where there is none.

    Raises IllegalStep for a state that cannot come next, GateClosed while something is missing.
    """
    legal = CAMPAIGN_STEPS[current]
    if wanted not in legal:
        raise IllegalStep(current, wanted, legal)
    if wanted not in OPENED_BY:
        return None
    gate = gate_state(OPENED_BY[wanted], facts)
    if not gate.passes:
        raise GateClosed(wanted, gate)
    return gate
