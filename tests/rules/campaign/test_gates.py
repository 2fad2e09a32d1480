"""The four gates open when the facts say so, and name who can supply what is missing."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from twofold.rules.campaign.facts import (
    ActionItem,
    AssetFact,
    BlockerFact,
    BriefFact,
    CampaignFacts,
    LaunchDecision,
    SignatureFact,
    SlotFact,
    WaitingApproval,
    WorkFact,
)
from twofold.rules.campaign.gates import all_gates, gate_state
from twofold.rules.campaign.raci import RaciRow
from twofold.rules.campaign.sides import Names
from twofold.rules.campaign.steps import CAMPAIGN_STEPS, GateClosed, IllegalStep, check_step

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
BOTH = frozenset({"host", "partner"})
SIGNED = SignatureFact("v1", BOTH)

READY = CampaignFacts(
    brief=(
        BriefFact("goal", "Goal", written=True),
        BriefFact("risks", "Risks", written=False, required=False),
    ),
    slots=(
        SlotFact("pm@host", "Project Manager", "host", filled=True),
        SlotFact("pm@partner", "Project Manager", "partner", filled=True),
        SlotFact("legal@partner", "Legal Reviewer", "partner", waived=True),
    ),
    raci=(RaciRow("r1", "Design", {"pm@host": frozenset({"R", "A"}), "pm@partner": frozenset({"C"})}),),
    work=(WorkFact("t1", "Write the page", "task", "pm@host"),),
    kickoff_confirmed_by=BOTH,
    assets=(AssetFact("a1", "Landing page", "host", approved=True),),
    lead_share_rules=SIGNED,
    launch_calendar=SIGNED,
    decision=LaunchDecision("go"),
    results_entered_by=frozenset({"host"}),
    lessons_by=BOTH,
    actions=(
        ActionItem("x1", "Sooner legal review", "host", "carried"),
        ActionItem("x2", "One mail less", "partner", "dropped"),
    ),
    names=Names("Acme", "Birch"),
)


def missing(gate: str, facts: CampaignFacts) -> list[tuple[str, str | None, str, str]]:
    return [(m.what, m.who_side, m.link_kind, m.link_id) for m in gate_state(gate, facts).missing]


def test_all_gates_are_met_when_every_fact_is_there() -> None:
    assert [gate.state for gate in all_gates(READY)] == ["met"] * 4


def test_no_gate_is_met_by_an_empty_campaign() -> None:
    assert [gate.state for gate in all_gates(CampaignFacts())] == ["open"] * 4


@pytest.mark.parametrize(
    ("gate", "change", "expected"),
    [
        ("kickoff_complete", {"brief": (BriefFact("goal", "Goal", written=False),)},
         ("“Goal” in the brief is still empty", None, "brief", "goal")),
        ("kickoff_complete", {"slots": (*READY.slots, SlotFact("d", "Designer", "host"))},
         ("Nobody is Designer for Acme yet", "host", "role", "d")),
        ("kickoff_complete", {"raci": (RaciRow("r1", "Design", {"pm@host": frozenset({"R"}), "pm@partner": frozenset({"C"})}),)},
         ("Nobody is accountable for Design; give one role the A", None, "raci", "r1")),
        ("kickoff_complete", {"work": (WorkFact("t1", "Write the page", "task", None),)},
         ("“Write the page” has no owner", None, "task", "t1")),
        ("kickoff_complete", {"kickoff_confirmed_by": frozenset({"host"})},
         ("Birch has not confirmed the kickoff", "partner", "campaign", "")),
        ("assets_approved", {"assets": (AssetFact("a1", "Page", "host", approved=False, waiting_for=(WaitingApproval("Brand approval", "partner"),)),)},
         ("“Page” waits for Birch: Brand approval", "partner", "asset", "a1")),
        ("assets_approved", {"assets": (AssetFact("a1", "Page", "host", approved=False, has_version=False),)},
         ("“Page” is not approved yet", "host", "asset", "a1")),
        ("assets_approved", {"lead_share_rules": SignatureFact("v2", frozenset({"host"}))},
         ("Birch has not signed the lead-share rules", "partner", "lead_share_rules", "v2")),
        ("assets_approved", {"lead_share_rules": SignatureFact()},
         ("The lead-share rules are not proposed yet", None, "lead_share_rules", "")),
        ("launch_go_live", {"launch_calendar": SignatureFact("c1", frozenset({"partner"}))},
         ("Acme has not signed the launch calendar", "host", "launch_calendar", "c1")),
        ("launch_go_live", {"blockers": (BlockerFact("b1", "No consent text", "partner", NOW),)},
         ("Blocker: “No consent text” is still open", "partner", "blocker", "b1")),
        ("launch_go_live", {"decision": None},
         ("The go or no-go decision is still open", None, "launch_decision", "")),
        ("launch_go_live", {"decision": LaunchDecision("no_go")},
         ("The last decision was no-go", None, "launch_decision", "")),
        ("retro_complete", {"results_entered_by": frozenset()},
         ("Nobody has entered the results", None, "results", "")),
        ("retro_complete", {"lessons_by": frozenset({"host"})},
         ("Birch has not written down lessons yet", "partner", "retro", "")),
        ("retro_complete", {"actions": (READY.actions[0], ActionItem("x2", "One mail less", "partner"))},
         ("“One mail less” is neither carried to the next campaign nor dropped", "partner", "retro", "x2")),
    ],
)  # fmt: skip
def test_a_gate_names_the_one_thing_that_is_missing(gate: str, change: dict, expected: tuple) -> None:
    facts = replace(READY, **change)
    assert missing(gate, facts) == [expected]
    assert gate_state(gate, facts).state == "open"


def test_the_launch_waits_for_unapproved_assets_and_unsigned_rules_too() -> None:
    facts = replace(READY, lead_share_rules=SignatureFact())
    assert not gate_state("launch_go_live", facts).passes


def test_an_override_needs_a_reason_and_both_leads_and_keeps_showing_what_is_missing() -> None:
    blocked = replace(READY, blockers=(BlockerFact("b1", "No consent text", "partner", NOW),))
    one = replace(blocked, decision=LaunchDecision("go", "The fair is tomorrow", frozenset({"host"})))
    silent = replace(blocked, decision=LaunchDecision("go", " ", BOTH))
    both = replace(blocked, decision=LaunchDecision("go", "The fair is tomorrow", BOTH))
    assert gate_state("launch_go_live", one).state == "open"
    assert ("The project manager of Birch has not agreed to the override", "partner", "launch_decision", "") in missing(
        "launch_go_live", one
    )
    assert gate_state("launch_go_live", silent).state == "open"
    assert gate_state("launch_go_live", both).state == "overridden"
    assert len(missing("launch_go_live", both)) == 1


def test_a_go_with_a_reason_is_a_plain_go_once_nothing_is_missing() -> None:
    early = replace(READY, decision=LaunchDecision("go", "Early.", frozenset({"host"})))
    assert gate_state("launch_go_live", early).state == "met"
    blocked = replace(early, blockers=(BlockerFact("b", "No room", "host", NOW),))
    assert gate_state("launch_go_live", blocked).state == "open"


def test_no_override_opens_another_gate() -> None:
    facts = CampaignFacts(decision=LaunchDecision("go", "Because", BOTH))
    assert [gate.passes for gate in all_gates(facts)] == [False, False, True, False]


def test_a_campaign_goes_through_its_states_in_order() -> None:
    states = list(CAMPAIGN_STEPS)
    for current, wanted in pairwise(states):
        gate = check_step(current, wanted, READY)
        assert gate is None or gate.passes


def test_an_illegal_step_names_the_legal_one() -> None:
    with pytest.raises(IllegalStep, match="Move this campaign to Creating first") as refused:
        check_step("planning", "promoting", READY)
    assert refused.value.legal == ("creating",)
    with pytest.raises(IllegalStep, match="nothing comes after that"):
        check_step("archived", "planning", READY)


def test_a_closed_gate_says_what_opens_it() -> None:
    with pytest.raises(GateClosed, match="Acme has not added an action item yet") as refused:
        check_step("completed", "archived", replace(READY, actions=READY.actions[1:]))
    assert refused.value.missing[0].who_side == "host"
