"""The campaign's own state machine: from planning to archived, through its gates."""

from typing import Literal

from twofold.campaigns.entities.campaign import CAMPAIGNS
from twofold.campaigns.models import Campaign, Milestone
from twofold.campaigns.queries.facts import gather
from twofold.core.domain import Conflict, Input, OperationContext, operation
from twofold.core.entities import also_many
from twofold.rules.campaign.facts import CampaignFacts
from twofold.rules.campaign.steps import CAMPAIGN_STEPS, OPENED_BY, GateClosed, IllegalStep, check_step


class Advance(Input):
    """The state to enter; without one, the next."""

    to: Literal["creating", "promoting", "completed", "archived"] | None = None


@operation("campaign.advance", needs="campaigns.lead", says="{actor} moved {target} on")
def advance_campaign(do: OperationContext, campaign: Campaign, input: Advance) -> Campaign:
    """Take the next step. Errors: Conflict, which names what is missing, or the steps that are legal."""
    wanted = input.to or next(iter(CAMPAIGN_STEPS[campaign.status]), "")
    facts = gather(do.actor, [campaign])[campaign.pk].campaign_facts if campaign.is_workspace else None
    _must_be_open(campaign.status, wanted, facts)
    do.because({"from": campaign.status, "to": wanted})
    if wanted in OPENED_BY and facts is not None:
        passed = [OPENED_BY[wanted]] + (["assets_approved"] if wanted == "promoting" else [])
        for milestone in Milestone.of(campaign).filter(gate__in=passed):
            do.change(milestone, passed_at=milestone.passed_at or do.now)
    return do.change(campaign, status=wanted)


def _must_be_open(current: str, wanted: str, facts: CampaignFacts | None) -> None:
    try:
        check_step(current, wanted, facts)
    except IllegalStep as illegal:
        raise Conflict(str(illegal), legal=list(illegal.legal)) from illegal
    except GateClosed as closed:
        missing = [
            {"what": each.what, "side": each.who_side, "kind": each.link_kind, "id": each.link_id}
            for each in closed.missing
        ]
        raise Conflict(str(closed), missing=missing) from closed


also_many(CAMPAIGNS, advance="moved {} on")
