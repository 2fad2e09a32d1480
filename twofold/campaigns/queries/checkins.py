"""What both sides have answered to check-ins."""

from typing import Any

from twofold.campaigns.models import CheckinAnswer
from twofold.core.actor import Actor
from twofold.core.json_text import json_fields

LATEST = 12


def answers(actor: Actor, campaign: str, checkin: str = "") -> list[dict[str, Any]]:
    """The latest answers of a campaign, those to the newest check-in first; or all to one check-in."""
    rows = CheckinAnswer.rows.visible_to(actor).filter(checkin__campaign_id=campaign)
    rows = rows.filter(checkin_id=checkin) if checkin else rows
    found = rows.select_related("person", "author", "checkin").order_by("-checkin__starts_at", "created_at")
    return [
        json_fields(
            each,
            *("side", "progress", "blockers", "ready"),
            checkin=each.checkin.name,
            startsAt=each.checkin.starts_at,
            company=each.author.name,
            person=each.person.name,
            at=each.updated_at,
        )
        for each in found[: None if checkin else LATEST]
    ]


def own_answer(actor: Actor, checkin: str) -> dict[str, Any]:
    """What oneself has answered to a check-in so far: `{"progress", "blockers": […], "ready"}`; empty before."""
    rows = CheckinAnswer.rows.visible_to(actor).filter(checkin_id=checkin, person=actor.person)
    return rows.values("progress", "blockers", "ready").first() or {}
