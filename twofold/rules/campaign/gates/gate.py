"""The four gates of a campaign, computed from facts (design.md, S1.22-S1.26)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from twofold.rules.campaign.facts import CampaignFacts
from twofold.rules.campaign.gates.assets import assets_requirements
from twofold.rules.campaign.gates.kickoff import kickoff_requirements
from twofold.rules.campaign.gates.launch import launch_requirements
from twofold.rules.campaign.gates.requirement import Missing, Requirement
from twofold.rules.campaign.gates.retro import retro_requirements
from twofold.rules.campaign.template.schedule import GATES, GateKey

GateState = Literal["met", "overridden", "open"]

REQUIREMENTS: Final[Mapping[GateKey, Callable[[CampaignFacts], tuple[Requirement, ...]]]] = {
    "kickoff_complete": kickoff_requirements,
    "assets_approved": assets_requirements,
    "launch_go_live": launch_requirements,
    "retro_complete": retro_requirements,
}


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate as it stands: whether it lets the campaign through, and what it asks for.

    `overridden` lets the campaign through although something is missing, which stays listed.
    """

    key: GateKey
    state: GateState
    requirements: tuple[Requirement, ...]

    @property
    def passes(self) -> bool:
        """Whether the campaign may go through."""
        return self.state != "open"

    @property
    def missing(self) -> tuple[Missing, ...]:
        """All that is missing, in the order of the requirements."""
        return tuple(missing for part in self.requirements for missing in part.missing)


def gate_state(key: GateKey, facts: CampaignFacts) -> Gate:
    """The gate as the facts have it. Only the launch can be overridden."""
    requirements = REQUIREMENTS[key](facts)
    state: GateState = "met" if all(part.met for part in requirements) else "open"
    overridden = key == "launch_go_live" and facts.decision is not None and facts.decision.overrides
    if state == "open" and overridden:
        state = "overridden"
    return Gate(key, state, requirements)


def all_gates(facts: CampaignFacts) -> tuple[Gate, ...]:
    """The four gates in their order."""
    return tuple(gate_state(key, facts) for key in GATES)
