"""How the leads of a campaign stand: counts by side, state and outcome, and what is overdue."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, Sum

from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.counts import cached_until_change
from twofold.core.operations.query import query
from twofold.core.operations.registry import Input
from twofold.leads.models import Lead, LeadsWaiting, LeadTally
from twofold.rules.lead_share.verdict import SHARED
from twofold.rules.sides import SIDES

from .lookup import visible

OWES = ("routed", "accepted")
"""States of a side that has not contacted the person yet: the clock of the first follow-up runs."""
_COLUMNS = ("status", "state", "to", "first", *(f"{side}_state" for side in SIDES))


class WhichCampaign(Input):
    """Which campaign."""

    campaign_id: str


@query("lead.summary", needs="leads.see")
def summary(actor: Actor, input: WhichCampaign) -> dict[str, Any]:
    """`{total, status, to, state, held, overdue: {host, partner}, waiting: {host, partner}}`, for both sides alike.

    Kept until something happens or the minute passes. `overdue` counts what was due before this minute and waits for
    its first follow-up: `lead.list` with `first`, that side's state `routed,accepted` and `dueTo` lists the same.
    """
    campaign = visible(Campaign, actor, input.campaign_id)
    minute = now().replace(second=0, microsecond=0)
    return cached_until_change(("lead.summary", campaign.pk, minute), lambda: _counted(campaign, minute))


def _counted(campaign: Campaign, at: datetime) -> dict[str, Any]:
    """From what the database keeps; only what falls due within this hour is read from the leads."""
    found: dict[str, Any] = {"total": 0, "state": Counter(), "status": Counter()}
    found |= {name: Counter(dict.fromkeys(SIDES, 0)) for name in ("to", "held", "waiting")}
    owed: set[str] = set()
    kept = LeadTally.rows.within(campaign.space_id).filter(campaign=campaign, count__gt=0)
    for status, state, to, first, *of_sides, count in kept.values_list(*_COLUMNS, "count"):
        found["total"] += count
        found["status"][status] += count
        if status in SHARED:
            found["state"][state] += count
            found["to"][to] += count
        for side, of_side in zip(SIDES, of_sides, strict=True):
            found["held"][side] += count * (of_side == "held")
            found["waiting"][side] += count * (of_side == "routed")
            owed |= {state} if first == side and of_side in OWES else set()
    return {**found, "overdue": _overdue(campaign, owed, at)}


def _overdue(campaign: Campaign, states: set[str], at: datetime) -> dict[str, int]:
    """By side: leads whose first follow-up is hers and was due before `at`; `states` are those of all leads that wait for one.

    Hours that are over come from the kept counts. Each state is asked by itself, along the dates of `lead_waiting`:
    asked for all at once, SQLite would rather walk through every lead.
    """
    hour = at.replace(minute=0, second=0, microsecond=0)
    over = LeadsWaiting.rows.within(campaign.space_id).filter(campaign=campaign, hour__lt=f"{hour:%Y-%m-%d %H}")
    late = Counter(dict(over.values_list("side").annotate(Sum("count"))))
    lately = Lead.rows.within(campaign.space_id).filter(
        Q(first="host", host_state__in=OWES) | Q(first="partner", partner_state__in=OWES),
        campaign=campaign,
        due__gte=hour,
        due__lt=at,
    )
    for state in sorted(states):
        late.update(dict(lately.filter(state=state).order_by().values_list("first").annotate(Count("pk"))))
    return {side: int(late[side]) for side in SIDES}
