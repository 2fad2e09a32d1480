"""Kickoff complete: scope, goals and roles are aligned across both teams (S1.22)."""

from collections.abc import Iterator

from twofold.rules.campaign.facts import CampaignFacts
from twofold.rules.campaign.gates.requirement import Missing, Requirement, requirement
from twofold.rules.campaign.raci import raci_problems
from twofold.rules.campaign.sides import SIDES


def kickoff_requirements(facts: CampaignFacts) -> tuple[Requirement, ...]:
    """Brief, roles, RACI, DRIs, and the word of both sides."""
    return (
        requirement("brief", "The campaign brief is filled in", _brief(facts)),
        requirement("roles", "Every role of both companies is filled or marked as not needed", _roles(facts)),
        requirement("raci", "The RACI matrix has one A and at least one R in every row", _raci(facts)),
        requirement("dri", "Every task list and task has an owner", _dris(facts)),
        requirement("confirmed", "Both companies confirmed the kickoff", _confirmed(facts)),
    )


def _brief(facts: CampaignFacts) -> Iterator[Missing]:
    if not facts.brief:
        yield Missing("The brief is empty", None, "brief")
    for section in facts.brief:
        if section.required and not section.written:
            yield Missing(f"“{section.title}” in the brief is still empty", None, "brief", section.id)


def _roles(facts: CampaignFacts) -> Iterator[Missing]:
    if not facts.slots:
        yield Missing("The campaign has no roles", None, "campaign")
    for slot in facts.slots:
        if slot.required and not (slot.filled or slot.waived):
            yield Missing(f"Nobody is {slot.title} for {facts.names.of(slot.side)} yet", slot.side, "role", slot.id)


def _raci(facts: CampaignFacts) -> Iterator[Missing]:
    if not facts.raci:
        yield Missing("The RACI matrix has no rows", None, "raci")
    sides, titles = {slot.id: slot.side for slot in facts.slots}, {slot.id: slot.title for slot in facts.slots}
    for problem in raci_problems(facts.raci, sides, titles):
        if not problem.warning:
            what = problem.message[0].upper() + problem.message[1:]
            yield Missing(what, problem.side, "raci", problem.row_id)


def _dris(facts: CampaignFacts) -> Iterator[Missing]:
    slots = {slot.id for slot in facts.slots}
    for work in facts.work:
        if work.dri not in slots:
            yield Missing(f"“{work.title}” has no owner", None, work.kind, work.id)


def _confirmed(facts: CampaignFacts) -> Iterator[Missing]:
    for side in SIDES:
        if side not in facts.kickoff_confirmed_by:
            yield Missing(f"{facts.names.begin(side)} has not confirmed the kickoff", side, "campaign")
