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

SIDES = ("host", "partner")
GOES_TO = (*SIDES, "both", "none")
SHARED = ("routed", "held")
STATUSES = (*SHARED, "duplicate", "not_shared", "bad_row")


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
    """One walk along the index `lead_waiting`, which is in the order of states and holds all that is asked here."""
    late, shared = Q(due__lt=now()), Q(status__in=SHARED)
    wanted = {
        **{("status", status): Q(status=status) for status in STATUSES},
        **{("to", to): shared & Q(to=to) for to in GOES_TO},
        **{("held", side): Q(**{f"{side}_state": "held"}) for side in SIDES},
        **{("waiting", side): Q(**{f"{side}_state": "routed"}) for side in SIDES},
        **{("overdue", side): late & Q(first=side, **{f"{side}_state": "routed"}) for side in SIDES},
    }
    columns = {"_".join(names): Count("pk", filter=which) for names, which in wanted.items()}
    rows = Lead.rows.within(campaign.space_id).filter(campaign=campaign).order_by().values("state")
    groups = list(rows.annotate(total=Count("pk"), shared=Count("pk", filter=shared), **columns))
    found: dict[str, Any] = {
        "total": sum(group["total"] for group in groups),
        "state": {group["state"]: group["shared"] for group in groups if group["shared"]},
        "status": {},
        "to": {},
    }
    for what, value in wanted:
        count = sum(group[f"{what}_{value}"] for group in groups)
        if count or value in SIDES:
            found.setdefault(what, {})[value] = count
    return found
