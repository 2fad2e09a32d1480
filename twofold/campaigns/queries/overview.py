"""The campaign in one look: what is done, what is blocked, whose move is next on each side (S1.71)."""

from typing import Any

from twofold.campaigns.entities import CAMPAIGNS
from twofold.campaigns.links import link_to, link_to_gap
from twofold.campaigns.models import Connection, Dot, Pin
from twofold.core.actor import Actor
from twofold.core.entities import get
from twofold.core.operations.query import query
from twofold.core.operations.registry import Input
from twofold.rules.campaign.gates import Gate
from twofold.rules.campaign.hill import hill_position_label, is_stale
from twofold.rules.campaign.sides import SIDES
from twofold.rules.campaign.steps import CAMPAIGN_STEPS, OPENED_BY
from twofold.rules.campaign.summary import summary

from .facts import Gathered, gather
from .moves import moves_of, visible_campaign

FALLBACKS = {
    "slack": ("Slack", "Use the channels of this campaign."),
    "google_drive": ("Google Drive", "Use the asset list of this campaign."),
    "hubspot": ("HubSpot", "Import a HubSpot export under Leads."),
}
CHECKINS_SHOWN = 4
STEP_LABELS = {
    "creating": "Move to Creating",
    "promoting": "Move to Promoting",
    "completed": "Close campaign",
    "archived": "Archive campaign",
}


class OneCampaign(Input):
    """Which campaign."""

    id: str


@query("campaign.overview", needs="campaigns.see", path="campaign-overview")
def campaign_overview(actor: Actor, input: OneCampaign) -> dict[str, Any]:
    """Everything of the one-look page: status, gates and what they miss, counts, next moves, check-ins, hill, pins."""
    campaign = visible_campaign(actor, input.id)
    item = get(CAMPAIGNS, actor, campaign.pk)
    each = gather(actor, [campaign])[campaign.pk]
    short = summary(each.move_facts, each.at)
    following = next(iter(CAMPAIGN_STEPS[campaign.status]), None)  # type: ignore[index]
    return {
        "campaign": item,
        "workspace": campaign.is_workspace,
        **about_sides(each),
        "says": {
            "done": short.done_says,
            "blocked": short.blocked_says,
            "next": {side: short.next_says[side] for side in SIDES},
        },
        "counts": {
            "total": short.total,
            "done": short.done,
            "open": short.total - short.done,
            "blocked": short.blocked,
            "overdue": sum(short.overdue.values()),
        },
        "steps": list(CAMPAIGN_STEPS),
        "nextStep": {
            "to": following,
            "gate": OPENED_BY.get(following),
            "label": STEP_LABELS[following],
            "open": _is_open(each, following),
        }
        if following
        else None,
        "gates": [gate_json(each, gate) for gate in each.gates],
        "moves": moves_of(each),
        "checkins": checkins_json(each)[:CHECKINS_SHOWN],
        "hill": {"name": campaign.hill_name, "dots": dots_json(each)},
        "pins": [
            {"id": pin.pk, "name": pin.name, "shows": pin.shows, "link": link_to(pin.shows, campaign.pk)}
            for pin in Pin.rows.within(campaign.space_id).filter(campaign=campaign).order_by("position")
        ],
        "connections": [
            {
                "id": one.pk,
                "service": one.service,
                "name": FALLBACKS[one.service][0],
                "purpose": one.purpose,
                "state": one.state,
                "fallback": FALLBACKS[one.service][1],
            }
            for one in Connection.rows.within(campaign.space_id).filter(campaign=campaign).order_by("position")
        ],
        "people": people_json(each),
        "guide": campaign.guide.get("howTo", []),
    }


def _is_open(each: Gathered, following: str) -> bool:
    """Whether the gate before the next state lets the campaign through."""
    wanted = OPENED_BY.get(following)  # type: ignore[call-overload]
    return wanted is None or next(gate for gate in each.gates if gate.key == wanted).passes


def one_gate(actor: Actor, id: str, key: str) -> dict[str, Any]:
    """One gate of a campaign, as the overview has it. Errors: NotFound."""
    campaign = visible_campaign(actor, id)
    each = gather(actor, [campaign])[campaign.pk]
    return gate_json(each, next(gate for gate in each.gates if gate.key == key))


def about_sides(each: Gathered) -> dict[str, Any]:
    """Who is who: one's own side, and what the two companies are called."""
    return {
        "side": each.sides.own,
        "otherSide": each.sides.other,
        "companies": {side: each.sides.names.of(side) for side in SIDES},
        "joined": each.sides.joined,
    }


def people_json(each: Gathered) -> list[dict[str, Any]]:
    """Everybody who has a role, with all of theirs; who leads the campaign comes first."""
    found: dict[str, dict[str, Any]] = {}
    for role in each.rows["roles"]:
        if role.person is not None:
            who = found.setdefault(
                role.person_id,
                {"personId": role.person_id, "name": role.person.name, "side": role.side, "roles": [], "leads": False},
            )
            who["roles"].append(role.title)
            who["leads"] = who["leads"] or role.runs_campaign
    return sorted(found.values(), key=lambda who: (not who["leads"], who["side"] != each.sides.own, who["name"]))


def gate_json(each: Gathered, gate: Gate) -> dict[str, Any]:
    """A gate with everything it asks for, each missing thing with its address."""
    milestone = next((one for one in each.rows["milestones"] if one.gate == gate.key), None)
    return {
        "key": gate.key,
        "milestoneId": milestone.pk if milestone else None,
        "name": milestone.name if milestone else gate.key,
        "meaning": milestone.meaning if milestone else "",
        "at": milestone.at if milestone else None,
        "passedAt": milestone.passed_at if milestone else None,
        "state": gate.state,
        "missing": len(gate.missing),
        "confirmedBy": sorted(
            one.side for one in each.rows["confirmations"] if milestone and one.milestone_id == milestone.pk
        ),
        "requirements": [
            {
                "key": part.key,
                "label": part.label,
                "met": part.met,
                "missing": [
                    {
                        "what": gap.what,
                        "side": gap.who_side,
                        "company": each.sides.names.of(gap.who_side) if gap.who_side else None,
                        "link": link_to_gap(gap.link_kind, each.campaign.pk, gap.link_id),
                    }
                    for gap in part.missing
                ],
            }
            for part in gate.requirements
        ],
    }


def checkins_json(each: Gathered) -> list[dict[str, Any]]:
    """The check-ins of the next two weeks, with the sides that have answered."""
    answered: dict[str, set[str]] = {}
    for answer in each.rows["answers"]:
        answered.setdefault(answer.checkin_id, set()).add(answer.side)
    waiting = {fact.id for fact in each.waiting_checkins if fact.side == each.sides.own}
    return [
        {
            "id": one.pk,
            "name": one.name,
            "kind": one.kind,
            "startsAt": one.starts_at,
            "endsAt": one.ends_at,
            "minutes": one.minutes,
            "answeredBy": sorted(answered.get(one.pk, ())),
            "waitsForUs": one.pk in waiting,
            "link": link_to("checkin", each.campaign.pk, one.pk),
        }
        for one in each.rows["checkins"]
    ]


def dots_json(each: Gathered) -> list[dict[str, Any]]:
    """The dots of the hill chart with what their place means."""
    campaign = each.campaign
    return [
        {
            "id": dot.pk,
            "name": dot.name,
            "position": dot.place,
            "label": hill_position_label(dot.place),
            "note": dot.note,
            "movedAt": dot.moved_at,
            "stale": is_stale(dot.place, dot.moved_at, each.at),
        }
        for dot in Dot.rows.within(campaign.space_id).filter(campaign=campaign).order_by("position")
    ]
