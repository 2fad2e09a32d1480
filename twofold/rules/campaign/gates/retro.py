"""Retro complete: results and lessons of both sides are documented (S1.25, S1.44, S1.51)."""

from collections.abc import Iterator

from twofold.rules.campaign.facts import CampaignFacts
from twofold.rules.campaign.gates.requirement import Missing, Requirement, requirement
from twofold.rules.campaign.sides import SIDES


def retro_requirements(facts: CampaignFacts) -> tuple[Requirement, ...]:
    """Results, lessons and action items of both sides, each action item carried or dropped."""
    return (
        requirement("results", "The results are entered", _results(facts)),
        requirement("lessons", "Both companies wrote down their lessons", _lessons(facts)),
        requirement("actions", "Both companies named action items", _actions(facts)),
        requirement("carried", "Every action item is carried over or dropped", _open_actions(facts)),
    )


def _results(facts: CampaignFacts) -> Iterator[Missing]:
    if not facts.results_entered_by:
        yield Missing("Nobody has entered the results", None, "results")


def _lessons(facts: CampaignFacts) -> Iterator[Missing]:
    for side in SIDES:
        if side not in facts.lessons_by:
            yield Missing(f"{facts.names.begin(side)} has not written down lessons yet", side, "retro")


def _actions(facts: CampaignFacts) -> Iterator[Missing]:
    named = {action.side for action in facts.actions}
    for side in SIDES:
        if side not in named:
            yield Missing(f"{facts.names.begin(side)} has not added an action item yet", side, "retro")


def _open_actions(facts: CampaignFacts) -> Iterator[Missing]:
    for action in facts.actions:
        if action.outcome == "open":
            what = f"“{action.title}” is neither carried to the next campaign nor dropped"
            yield Missing(what, action.side, "retro", action.id)
