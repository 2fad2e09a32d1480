"""The four gates of a campaign and what each of them asks for."""

from twofold.rules.campaign.gates.gate import Gate, GateState, all_gates, gate_state
from twofold.rules.campaign.gates.requirement import LinkKind, Missing, Requirement

__all__ = ["Gate", "GateState", "LinkKind", "Missing", "Requirement", "all_gates", "gate_state"]
