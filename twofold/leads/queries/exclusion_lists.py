"""The lists of existing pipeline as their sides see them: how many entries, since when, and one's own salt."""

import json
from typing import Any

from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.errors import NotFound
from twofold.core.models import DocumentVersion
from twofold.core.operations.query import query
from twofold.core.operations.registry import Input
from twofold.leads.models import KIND, ExclusionList, ExclusionSalt
from twofold.leads.routing.exclusion_lists import newest_lists
from twofold.leads.routing.routing_context import rules_in_force
from twofold.rules.lead_share import read_rules

from .lookup import visible
from .summary import WhichCampaign


def sides_with_lists(campaign: Campaign) -> frozenset[str]:
    """The sides whose existing pipeline the rules in force or the newest proposal name."""
    newest_rules = (
        DocumentVersion.rows.within(campaign.space_id)
        .filter(kind=KIND, subject_id=campaign.pk)
        .order_by("-number")
        .first()
    )
    versions = {each.pk: each for each in (rules_in_force(campaign), newest_rules) if each is not None}
    named: set[str] = set()
    for each in versions.values():
        named |= read_rules(json.loads(each.body)).exclusions
    return frozenset(named)


@query("exclusion_list.current", needs="leads.see")
def current(actor: Actor, input: WhichCampaign) -> dict[str, Any]:
    """`{sides: [{side, count, hash, createdAt}]}` for each side that the rules name, host first; `count` 0 without a list."""
    campaign = visible(Campaign, actor, input.campaign_id)
    if not campaign.is_workspace:
        return {"sides": []}
    lists, named = newest_lists(campaign), sides_with_lists(campaign)
    return {"sides": [_told(side, lists.get(side)) for side in ("host", "partner") if side in named]}


def _told(side: str, found: ExclusionList | None) -> dict[str, Any]:
    count, hashed, at = (found.count, found.hash, found.created_at) if found else (0, "", None)
    return {"side": side, "count": count, "hash": hashed, "createdAt": at}


class WhichList(Input):
    """Which list."""

    id: str


@query("exclusion_list.salt", needs="leads.import")
def salt(actor: Actor, input: WhichList) -> dict[str, Any]:
    """`{hash, salt}` of one's own list: whoever gets list and salt from its owner can compute the hash again.

    The hash is the SHA-256 over lines that each end in LF: the salt, then the normal entries, sorted.
    """
    found = visible(ExclusionList, actor, input.id)
    kept = ExclusionSalt.rows.visible_to(actor).filter(exclusion_list=found).first()
    if kept is None:
        raise NotFound
    return {"hash": found.hash, "salt": kept.salt}
