"""Whose move is next: of one campaign, and over all of them."""

from typing import Any

from pydantic import Field as Declared

from twofold.campaigns.leads_together import together
from twofold.campaigns.links import link_to, link_to_gap
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.errors import NotFound
from twofold.core.operation import Input
from twofold.core.query import query
from twofold.rules.campaign.next_move import URGENCIES, Move, next_moves
from twofold.rules.campaign.sides import SIDES

from .facts import Gathered, gather

LIVE = ("planning", "creating", "promoting", "completed")
SHOWN = 6


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
    """What each side can do now, the most pressing first: `{"ours": […], "theirs": […]}`, over all campaigns or of one."""
    rows = (
        Campaign.rows.visible_to(actor).filter(status__in=LIVE).exclude(template="").select_related("space", "author")
    )
    if input.campaign_id:
        rows = [visible_campaign(actor, input.campaign_id)]
    gathered = gather(actor, list(rows))
    ours, theirs = [], []
    for each in gathered.values():
        moves = next_moves(each.move_facts, each.at)
        ours += [move_json(each, move) for move in moves[each.sides.own]]
        theirs += [move_json(each, move) for move in moves[each.sides.other]]
    return {"ours": _pressing(ours)[: input.limit], "theirs": _pressing(theirs)[: input.limit]}


def moves_of(each: Gathered) -> dict[str, Any]:
    """The moves of both sides of one campaign: `{side: {"total": n, "items": […], "lines": […]}}`.

    `items` are the first moves, `lines` all of them with waiting leads together.
    """
    moves = next_moves(each.move_facts, each.at)
    found = {side: [move_json(each, move) for move in moves[side]] for side in SIDES}
    return {side: {"total": len(own), "items": own[:SHOWN], "lines": together(own)} for side, own in found.items()}


def move_json(each: Gathered, move: Move) -> dict[str, Any]:
    """One move as JSON, with the address where it is made."""
    link = link_to_gap if move.kind == "gate" else link_to
    return {
        "campaignId": each.campaign.pk,
        "campaign": each.campaign.name,
        "side": move.side,
        "company": each.sides.names.of(move.side),
        "text": move.text,
        "kind": move.kind,
        "targetKind": move.target_kind,
        "targetId": move.target_id,
        "due": move.due,
        "urgency": move.urgency,
        "reason": move.reason,
        "link": link(move.target_kind, each.campaign.pk, move.target_id),
    }


def _pressing(moves: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(
        moves,
        key=lambda move: (URGENCIES.index(move["urgency"]), move["due"].timestamp() if move["due"] else float("inf")),
    )
