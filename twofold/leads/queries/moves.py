"""What campaigns ask of leads: which of them wait for a side, so that they count as its next moves (S1.71, S1.76)."""

from collections.abc import Mapping, Sequence

from twofold.campaigns.leads_together import MOST_LEADS as MOST
from twofold.campaigns.models import Campaign
from twofold.campaigns.next_sources import tells
from twofold.core.actor import Actor
from twofold.leads.models import Lead
from twofold.rules.campaign.move_facts import LeadFact


@tells("leads")
def waiting(actor: Actor, campaigns: Sequence[Campaign]) -> Mapping[str, Sequence[LeadFact]]:
    """For each campaign the most urgent leads that its sides have to accept, or have accepted and must contact."""
    found: dict[str, list[LeadFact]] = {}
    counted: dict[tuple[str, str], int] = {}
    rows = (
        Lead.rows.visible_to(actor)
        .filter(
            campaign__in=[campaign.pk for campaign in campaigns], state__in=("routed", "accepted"), due__isnull=False
        )
        .order_by("due")
        .values_list("pk", "campaign_id", "number", "host_state", "partner_state", "due")[
            : MOST * 2 * max(1, len(campaigns))
        ]
    )
    for pk, campaign, number, host, partner, due in rows:
        for side, state in (("host", host), ("partner", partner)):
            waits_for = {"routed": "acceptance", "accepted": "contact"}.get(state)
            place = (campaign, side)
            if waits_for is None or counted.get(place, 0) >= MOST:
                continue
            counted[place] = counted.get(place, 0) + 1
            found.setdefault(campaign, []).append(LeadFact(pk, number, side, waits_for, due))  # type: ignore[arg-type]
    return found
