"""How the leads of a campaign stand: counts by side, state and outcome, and what is overdue."""

from typing import Any

from django.db.models import Count, Q

from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.counts import until_the_log_moves
from twofold.core.operation import Input
from twofold.core.query import query
from twofold.leads.models import Lead

from .reach import visible


class WhichCampaign(Input):
    """Which campaign."""

    campaign_id: str


@query("lead.summary", needs="leads.see")
def summary(actor: Actor, input: WhichCampaign) -> dict[str, Any]:
    """`{total, status, to, state, held, overdue: {host, partner}, waiting: {host, partner}}`, for both sides alike.

    Kept until something happens or the minute passes: what is overdue depends on the time.
    """
    campaign = visible(Campaign, actor, input.campaign_id)
    minute = now().replace(second=0, microsecond=0)
    return until_the_log_moves(("lead.summary", campaign.pk, minute), lambda: _counted(campaign))


def _counted(campaign: Campaign) -> dict[str, Any]:
    rows = Lead.rows.within(campaign.space_id).filter(campaign=campaign)
    shared = Q(status__in=("routed", "held"))
    late = Q(due__lt=now())
    counts = rows.aggregate(
        total=Count("pk"),
        **{f"held_{side}": Count("pk", filter=Q(**{f"{side}_state": "held"})) for side in ("host", "partner")},
        **{f"waiting_{side}": Count("pk", filter=Q(**{f"{side}_state": "routed"})) for side in ("host", "partner")},
        **{
            f"overdue_{side}": Count("pk", filter=late & Q(first=side, **{f"{side}_state": "routed"}))
            for side in ("host", "partner")
        },
    )
    found: dict[str, Any] = {
        name: dict(
            rows.filter(shared if name != "status" else Q()).order_by().values_list(name).annotate(n=Count("pk"))
        )
        for name in ("status", "to", "state")
    }
    found["total"] = counts.pop("total")
    for name, count in counts.items():
        what, _, side = name.partition("_")
        found.setdefault(what, {})[side] = count
    return found
