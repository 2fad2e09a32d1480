"""The campaign in one look: what is done, what is blocked, whose move is next on each side (S1.71)."""

from typing import Any

from django.db.models import QuerySet

from twofold.campaigns.entities import CAMPAIGNS
from twofold.campaigns.fact_sources import rows_of
from twofold.campaigns.links import link_to, link_to_gap
from twofold.campaigns.models import Campaign, Connection, Dot, Milestone, Pin
from twofold.core.domain import Actor, Input, query
from twofold.core.entities import get
from twofold.core.json_text import json_fields
from twofold.core.models import SpaceRow
from twofold.rules.campaign.gates import Gate
from twofold.rules.campaign.gates.requirement import Missing
from twofold.rules.campaign.hill import hill_position_label, is_stale
from twofold.rules.campaign.steps import CAMPAIGN_STEPS, OPENED_BY
from twofold.rules.campaign.summary import summary

from .facts import Gathered, gather
from .moves import moves_of, visible_campaign
from .sides import sides_json

FALLBACKS = {
    "slack": {"name": "Slack", "fallback": "Use the channels of this campaign."},
    "google_drive": {"name": "Google Drive", "fallback": "Use the asset list of this campaign."},
    "hubspot": {"name": "HubSpot", "fallback": "Import a HubSpot export under Leads."},
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
    open_tasks, overdue = short.total - short.done, sum(short.overdue.values())
    return {
        "campaign": item,
        "workspace": campaign.is_workspace,
        **sides_json(each.sides),
        "says": {"done": short.done_says, "blocked": short.blocked_says, "next": dict(short.next_says)},
        "counts": json_fields(short, "total", "done", "blocked", open=open_tasks, overdue=overdue),
        "steps": list(CAMPAIGN_STEPS),
        "nextStep": _next_step(each),
        "gates": [gate_json(each, gate) for gate in each.gates],
        "moves": moves_of(each),
        "checkins": checkins_json(each)[:CHECKINS_SHOWN],
        "hill": {"name": campaign.hill_name, "dots": dots_json(each)},
        "pins": [
            json_fields(pin, "id", "name", "shows", link=link_to(pin.shows, campaign.pk))
            for pin in _in_order(Pin, campaign)
        ],
        "connections": [
            json_fields(one, "id", "service", "purpose", "state", **FALLBACKS[one.service])
            for one in _in_order(Connection, campaign)
        ],
        "people": people_json(each),
        "guide": campaign.guide.get("howTo", []),
    }


def _next_step(each: Gathered) -> dict[str, Any] | None:
    """The stage that follows, the gate before it, and whether that lets the campaign through."""
    following = next(iter(CAMPAIGN_STEPS[each.campaign.status]), None)  # type: ignore[index]
    if following is None:
        return None
    gate = OPENED_BY.get(following)
    is_open = gate is None or next(one for one in each.gates if one.key == gate).passes
    return {"to": following, "gate": gate, "label": STEP_LABELS[following], "open": is_open}


def _in_order(model: type[SpaceRow], campaign: Campaign) -> QuerySet[Any]:
    return rows_of(model, [campaign]).order_by("position")


def one_gate(actor: Actor, id: str, key: str) -> dict[str, Any]:
    """One gate of a campaign, as the overview has it. Errors: NotFound."""
    campaign = visible_campaign(actor, id)
    each = gather(actor, [campaign])[campaign.pk]
    return gate_json(each, next(gate for gate in each.gates if gate.key == key))


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
    """A gate with everything it asks for, each missing thing with its address. A campaign that is only tracked has no
    milestone for it.
    """
    milestones = (one for one in each.rows["milestones"] if one.gate == gate.key)
    milestone = next(milestones, Milestone(id=None, name=gate.key))
    confirmed = (one.side for one in each.rows["confirmations"] if one.milestone_id == milestone.pk)
    return json_fields(
        milestone,
        *("name", "meaning", "at", "passed_at"),
        key=gate.key,
        milestoneId=milestone.pk,
        state=gate.state,
        missing=len(gate.missing),
        confirmedBy=sorted(confirmed),
        requirements=[
            json_fields(part, "key", "label", "met", missing=[_gap_json(each, gap) for gap in part.missing])
            for part in gate.requirements
        ],
    )


def _gap_json(each: Gathered, gap: Missing) -> dict[str, Any]:
    company = each.sides.names.of(gap.who_side) if gap.who_side else None
    link = link_to_gap(gap.link_kind, each.campaign.pk, gap.link_id)
    return {"what": gap.what, "side": gap.who_side, "company": company, "link": link}


def checkins_json(each: Gathered) -> list[dict[str, Any]]:
    """The check-ins of the next two weeks, with the sides that have answered."""
    waiting = {fact.id for fact in each.waiting_checkins if fact.side == each.sides.own}
    return [
        json_fields(
            one,
            *("id", "name", "kind", "starts_at", "ends_at", "minutes"),
            answeredBy=sorted({answer.side for answer in each.rows["answers"] if answer.checkin_id == one.pk}),
            waitsForUs=one.pk in waiting,
            link=link_to("checkin", each.campaign.pk, one.pk),
        )
        for one in each.rows["checkins"]
    ]


def dots_json(each: Gathered) -> list[dict[str, Any]]:
    """The dots of the hill chart with what their place means."""
    return [
        json_fields(
            dot,
            *("id", "name", "note", "moved_at"),
            position=dot.place,
            label=hill_position_label(dot.place),
            stale=is_stale(dot.place, dot.moved_at, each.at),
        )
        for dot in _in_order(Dot, each.campaign)
    ]
