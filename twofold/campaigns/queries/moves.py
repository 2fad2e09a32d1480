"""Whose move is next: of one campaign, and over all of them."""

from collections.abc import Iterable
from typing import Any

from pydantic import Field as Declared

from twofold.campaigns.links import link_to, link_to_gap
from twofold.campaigns.models import Campaign
from twofold.core.domain import Actor, Input, NotFound, query
from twofold.core.json_text import json_fields
from twofold.rules.campaign.next_move import Move, next_moves
from twofold.rules.campaign.sides import SIDES

from .facts import Gathered, gather

LIVE = ("planning", "creating", "promoting", "completed")
MOST = 100
LEADS = ("accept_lead", "contact_lead")


def visible_campaign(actor: Actor, id: str) -> Campaign:
    """One campaign this actor sees. Errors: NotFound."""
    found: Campaign | None = Campaign.rows.visible_to(actor).filter(pk=id).select_related("space", "author").first()
    if found is None:
        raise NotFound
    return found


class NextMoves(Input):
    """One campaign, or with none all of them."""

    campaign_id: str = ""
    limit: int = Declared(50, ge=1, le=200)


@query("campaign.next_moves", needs="campaigns.see", path="next-moves")
def campaign_next_moves(actor: Actor, input: NextMoves) -> dict[str, Any]:
    """What each side can do now, the most pressing first: `{"ours": […], "theirs": […], "counts": {"overdue", "today",
    "leads"}}`, over all campaigns or of one.

    Leads of one campaign and side that wait for the same are one move: `count` says how many they are, the target is
    the first of them, and the link leads to all. `counts` are of all that is ours, whatever the limit, and count
    things, not moves: forty leads that wait are forty.
    """
    moves = all_moves(actor, input.campaign_id)
    return {**moves, "ours": moves["ours"][: input.limit], "theirs": moves["theirs"][: input.limit]}


def all_moves(actor: Actor, campaign_id: str = "") -> dict[str, Any]:
    """The same without an end."""
    if campaign_id:
        rows = [visible_campaign(actor, campaign_id)]
    else:
        visible = Campaign.rows.visible_to(actor).filter(status__in=LIVE).exclude(template="")
        rows = list(visible.select_related("space", "author"))
    found = [(each, next_moves(each.move_facts, each.at)) for each in gather(actor, rows).values()]
    ours = [(each, move) for each, moves in found for move in moves[each.sides.own]]
    theirs = [(each, move) for each, moves in found for move in moves[each.sides.other]]
    return {
        "ours": _pressing(ours),
        "theirs": _pressing(theirs),
        "counts": {
            "overdue": sum(move.overdue for _, move in ours),
            "today": sum(move.today for _, move in ours),
            "leads": sum(move.count for _, move in ours if move.kind in LEADS),
        },
    }


def moves_of(each: Gathered) -> dict[str, Any]:
    """The moves of both sides of one campaign: `{side: {"total": n, "items": […]}}`, the first of so many."""
    moves = next_moves(each.move_facts, each.at)
    return {
        side: {"total": len(moves[side]), "items": [move_json(each, move) for move in moves[side][:MOST]]}
        for side in SIDES
    }


def move_json(each: Gathered, move: Move) -> dict[str, Any]:
    """One move as JSON, with the address where it is made."""
    names = ("side", "text", "kind", "target_kind", "target_id", "count", "due", "urgency", "reason")
    company, campaign = each.sides.names.of(move.side), each.campaign
    link = _link(campaign.pk, move)
    return json_fields(move, *names, campaignId=campaign.pk, campaign=campaign.name, company=company, link=link)


def _link(campaign_id: str, move: Move) -> str:
    if move.count > 1:
        return link_to(move.kind, campaign_id, side=move.side)
    link = link_to_gap if move.kind == "gate" else link_to
    return link(move.target_kind, campaign_id, move.target_id)


def _pressing(moves: Iterable[tuple[Gathered, Move]]) -> list[dict[str, Any]]:
    return [move_json(each, move) for each, move in sorted(moves, key=lambda found: found[1].order)]
