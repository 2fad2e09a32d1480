"""The states of a campaign and the gates between them (design.md; requirements S2.42)."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from twofold.rules.campaign.facts import CampaignFacts
from twofold.rules.campaign.gates import Gate, Missing, gate_state
from twofold.rules.campaign.template.schedule import GateKey

CampaignState = Literal["planning", "creating", "promoting", "completed", "archived"]

CAMPAIGN_STEPS: Final[Mapping[str, tuple[CampaignState, ...]]] = {
    "planning": ("creating",),
    "creating": ("promoting",),
    "promoting": ("completed",),
    "completed": ("archived",),
    "archived": (),
}
"""From each state, the states that may come next."""

SHOWN: Final = 3
OPENED_BY: Final[Mapping[str, GateKey]] = {
    "creating": "kickoff_complete",
    "promoting": "launch_go_live",
    "archived": "retro_complete",
}
"""The gate that must let the campaign through before it may enter a state."""


def in_short(sentences: Sequence[str]) -> str:
    """The first few of many, and how many more there are: a refusal is read, a list is looked at."""
    first, more = sentences[:SHOWN], len(sentences) - SHOWN
    return "; ".join(first) + (f"; and {more} more" if more > 0 else "")


def _what_first(current: str, wanted: str, legal: tuple[str, ...]) -> str:
    order: list[str] = list(CAMPAIGN_STEPS)
    if not legal:
        return f"This campaign is {current}; nothing comes after that."
    if current == wanted:
        return f"This campaign is already in {wanted.capitalize()}."
    if wanted in order and order.index(wanted) < order.index(current):
        return f"This campaign is in {current.capitalize()}. It can't go back to {wanted.capitalize()}."
    return f"Move this campaign to {' or '.join(step.capitalize() for step in legal)} first."


class IllegalStep(Exception):
    """A state that cannot come next; `legal` names those that can."""

    def __init__(self, current: str, wanted: str, legal: tuple[str, ...]) -> None:
        self.current, self.wanted, self.legal = current, wanted, legal
        super().__init__(_what_first(current, wanted, legal))


class GateClosed(Exception):
    """The step is right but its gate is closed; `missing` says what opens it."""

    def __init__(self, wanted: str, gate: Gate) -> None:
        self.wanted, self.gate = wanted, gate
        self.missing: tuple[Missing, ...] = gate.missing
        what = in_short([missing.what for missing in self.missing])
        super().__init__(f"The campaign can't move to {wanted.capitalize()} yet. {what}.")


def check_step(current: str, wanted: str, facts: CampaignFacts | None) -> Gate | None:
    """The gate that lets the campaign from `current` to `wanted`, or None where there is none: a campaign that is only
    tracked has no facts and no gates, but the same steps.

    Raises IllegalStep for a state that cannot come next, GateClosed while something is missing.
    """
    legal = CAMPAIGN_STEPS[current]
    if wanted not in legal:
        raise IllegalStep(current, wanted, legal)
    if facts is None or wanted not in OPENED_BY:
        return None
    gate = gate_state(OPENED_BY[wanted], facts)
    if not gate.passes:
        raise GateClosed(wanted, gate)
    return gate
