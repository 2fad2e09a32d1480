"""Check-ins with what each side has said."""

from typing import Any

from twofold.campaigns.models import Checkin, CheckinAnswer
from twofold.core.actor import Actor
from twofold.core.clock import now

from .moves import visible_campaign

AHEAD, BACK = 6, 6


def checkin_page(actor: Actor, id: str) -> dict[str, Any]:
    """The coming check-ins and the last ones of a campaign, each with its answers: `{"coming": […], "past": […]}`."""
    campaign = visible_campaign(actor, id)
    rows = Checkin.rows.within(campaign.space_id).filter(campaign=campaign)
    at = now()
    coming = list(rows.filter(ends_at__gt=at).order_by("starts_at")[:AHEAD])
    past = list(rows.filter(ends_at__lte=at).order_by("-starts_at")[:BACK])
    answers = (
        CheckinAnswer.rows.within(campaign.space_id)
        .filter(checkin__in=[*coming, *past])
        .select_related("person", "author")
        .order_by("created_at")
    )
    by_checkin: dict[str, list[dict[str, Any]]] = {}
    mine = actor.person.pk if actor.person else ""
    for each in answers:
        by_checkin.setdefault(each.checkin_id, []).append(
            {
                "side": each.side,
                "company": each.author.name,
                "person": each.person.name,
                "mine": each.person_id == mine,
                "progress": each.progress,
                "blockers": each.blockers,
                "ready": each.ready,
                "at": each.updated_at,
            }
        )
    return {"coming": [_item(each, by_checkin) for each in coming], "past": [_item(each, by_checkin) for each in past]}


def own_answer(actor: Actor, checkin: str) -> dict[str, Any]:
    """What oneself has answered to a check-in so far: `{"progress", "blockers": […], "ready"}`; empty before."""
    rows = CheckinAnswer.rows.visible_to(actor).filter(checkin_id=checkin, person=actor.person)
    return rows.values("progress", "blockers", "ready").first() or {}


def _item(each: Checkin, answers: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    given = answers.get(each.pk, [])
    return {
        "id": each.pk,
        "name": each.name,
        "kind": each.kind,
        "purpose": each.purpose,
        "startsAt": each.starts_at,
        "endsAt": each.ends_at,
        "minutes": each.minutes,
        "answers": given,
        "answeredByMe": any(answer["mine"] for answer in given),
    }
