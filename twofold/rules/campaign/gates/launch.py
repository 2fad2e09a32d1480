"""Launch go-live: both sides signed calendar and rules, nothing is in the way, and it is a go (S1.24, S1.68).

Where nobody can propose a calendar for signature yet, the go passes this gate by an override that both leads record.
"""

from collections.abc import Iterator

from twofold.rules.campaign.facts import CampaignFacts
from twofold.rules.campaign.gates.assets import assets_requirements, unsigned
from twofold.rules.campaign.gates.requirement import Missing, Requirement, requirement
from twofold.rules.campaign.sides import SIDES


def launch_requirements(facts: CampaignFacts) -> tuple[Requirement, ...]:
    """What the Assets approved gate asks, the signed calendar, no open blocker, and the go."""
    before = (
        *assets_requirements(facts),
        requirement("launch_calendar", "Both companies have signed the launch calendar", _calendar(facts)),
        requirement("blockers", "No open blockers", _blockers(facts)),
    )
    lacking = not all(part.met for part in before)
    return (*before, requirement("decision", "The go decision is recorded", _decision(facts, lacking=lacking)))


def _calendar(facts: CampaignFacts) -> Iterator[Missing]:
    if facts.launch_calendar.version_id is None:
        yield Missing(
            "The launch calendar is not signed: both project managers must approve with a reason",
            None,
            "launch_calendar",
        )
    else:
        yield from unsigned("launch calendar is", facts.launch_calendar, "launch_calendar", facts.names)


def _blockers(facts: CampaignFacts) -> Iterator[Missing]:
    for blocker in facts.blockers:
        yield Missing(f"Blocker: “{blocker.title}” is still open", blocker.side, "blocker", blocker.id)


def _decision(facts: CampaignFacts, *, lacking: bool) -> Iterator[Missing]:
    """What the decision still needs. Where nothing else is lacking there is nothing to override: any go will do."""
    decision = facts.decision
    if decision is None:
        yield Missing("The go or no-go decision is still open", None, "launch_decision")
        return
    if decision.decision == "no_go":
        yield Missing("The last decision was no-go", None, "launch_decision")
    elif lacking and decision.override_because.strip():
        for side in SIDES:
            if side not in decision.leads:
                what = f"The project manager of {facts.names.of(side)} has not agreed to the override"
                yield Missing(what, side, "launch_decision")
