"""Pieces that both campaigns are told with: kickoff, rules, words in channels."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from demo.stage import PASSWORD, Each, Step, Told, found, kept
from twofold.core.clock import now

HOST_ROLES = {"project_manager": "maren", "content_lead": "sofia", "designer": "sofia", "moderator": "sofia"}
PARTNER_ROLES = {"project_manager": "tomas", "partner_manager": "tomas", "legal_reviewer": "tomas", "speaker": "tomas"}
SPARE = {"host": "idris", "partner": "priya"}
LEADER = {"host": "maren", "partner": "tomas"}

BRIEF = {
    "topic": "Find the customers who are about to leave in the data you have already, without a warehouse project.",
    "session": "One hour at 16:00 in Berlin, a live demo and twenty minutes of questions. Idris moderates, Tomas presents.",
    "goal": "150 registrations of data leads who already run a CRM, a third of them from companies over 200 people.",
    "audience": "Heads of data and revenue operations in Europe, 50 to 2,000 employees, who export CSV files every Monday.",
    "value": "Halden reaches data teams it does not know; Brightwater gets a reason to be tried, with Halden's name on it.",
    "scope": "One landing page, two invitations a side, reminders, slides, a recording. No printed matter, no paid ads.",
    "criteria": "Page tested on both lists, legal has agreed on both sides, rules signed, calendar agreed.",
}


def kickoff(campaign: str, at: float) -> Iterator[Told]:
    """Brief, roles, confirmation of both sides, and on to creating."""
    yield Each("maren", "brief_section", campaign, "brief.write", _section, at=at)
    for side, leader in LEADER.items():
        yield Each(leader, "role", campaign, "role.assign", _holder, at=at + 0.1, where={"side": side})
    for leader in LEADER.values():
        gate = found(leader, "milestone", campaignId=kept(campaign), gate="kickoff_complete")
        yield Step(leader, "milestone.confirm", {}, gate, at=at + 0.5)
    yield Step("maren", "campaign.advance", {"to": "creating"}, kept(campaign), at=at + 0.6)


def _section(stage: Any, item: dict[str, Any]) -> dict[str, Any]:
    return {"text": BRIEF.get(item["key"], "Agreed in the kickoff call; see the decisions for changes.")}


def _holder(stage: Any, item: dict[str, Any]) -> dict[str, Any]:
    named = HOST_ROLES if item["side"] == "host" else PARTNER_ROLES
    who = named.get(item["key"], SPARE[item["side"]])
    return {"personId": stage.people[who].person.pk}


def rules(campaign: str, document: dict[str, Any], at: float, *, keep: str) -> Iterator[Step]:
    """One side proposes, both sign what they saw."""
    yield Step("priya", "lead_share.propose", {"rules": document}, kept(campaign), at=at, keep=keep)
    for side, who in (("partner", "tomas"), ("host", "maren")):
        signing = {"hash": lambda stage: stage.kept[keep].hash, "password": PASSWORD}
        yield Step(who, "lead_share.sign", signing, kept(keep), at=at + (0.4 if side == "partner" else 1.2))


def library_rules(name: str) -> dict[str, Any]:
    """A starting point from the library."""
    path = Path(__file__).resolve().parents[2] / "library" / "rules" / f"{name}.json"
    document: dict[str, Any] = json.loads(path.read_text())
    return document


def says(who: str, campaign: str, channel: str, body: str, at: float) -> Step:
    """A message in a channel."""
    return Step(
        who, "message.post", {"body": body}, found(who, "channel", campaignId=kept(campaign), name=channel), at=at
    )


def finish(campaign: str, wanted: Callable[[dict[str, Any]], bool], at: float) -> Iterator[Each]:
    """The tasks that fit are finished, each by the side that has it."""
    for side in LEADER:
        who = SPARE[side]
        yield Each(
            who, "task", campaign, "task.finish", lambda stage, item: {}, at=at, where={"side": side}, only=wanted
        )


def in_the_past(item: dict[str, Any]) -> bool:
    """A task that was due before now in the story."""
    return item["due"] is not None and item["due"] < now() and item["state"] != "done"
