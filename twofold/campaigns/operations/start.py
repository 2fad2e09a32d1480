"""Starting a campaign from a template."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pydantic import Field as Declared
from pydantic.alias_generators import to_camel

from twofold.campaigns.entities import CAMPAIGNS
from twofold.campaigns.from_template import create_from_template
from twofold.campaigns.library import template as read_template
from twofold.campaigns.models import Campaign
from twofold.core.domain import Conflict, Invalid, OperationContext, operation
from twofold.core.entities.inputs import input_of
from twofold.core.json_text import json_fields
from twofold.core.models import Company, Space
from twofold.core.operations.planned_rows import columns_named_in
from twofold.core.spaces.system_rows import open_shared
from twofold.partners.models import Partner
from twofold.partners.operations import ensure_partnership
from twofold.rules.campaign.campaign_plan import CampaignPlan
from twofold.rules.campaign.plan import UnknownOption, plan
from twofold.rules.campaign.slug import slug
from twofold.rules.campaign.template.relative_date import END_OF_DAY

TOLD = CAMPAIGNS.named("name", "timeZone", "channel", "budget", "budgetSplit", "options", "notes")
GUIDE = ("how_to", "apps", "retro", "approval_steps")
"""What the workspace says about itself: how to work, apps, questions of the retro, the approval policy."""
FURTHEST = timedelta(days=5 * 366)


class StartCampaign(input_of("StartCampaign", CAMPAIGNS, TOLD)):  # type: ignore[misc] - fields of the declaration
    """What a workspace needs to begin: a template, a name and the day of the launch (contract)."""

    template: str = Declared("partner-co-marketing", max_length=80)
    launch_date: date


class OpenCampaign(StartCampaign):
    """The same with the two companies: the partnership's space, and the other company where it has joined."""

    parent_id: str
    counterpart_id: str = ""


@operation(
    "campaign.start",
    needs="campaigns.start",
    says="{actor} started a campaign with {target}",
    fact="partner.campaign_started",
)
def start_campaign(do: OperationContext, partner: Partner, input: StartCampaign) -> Campaign:
    """Start a campaign with a partner: its space, roles, channels, lists, milestones, check-ins, hill chart, pins."""
    if partner.status == "churned":
        raise Conflict(f"The partnership with {partner.company} has ended. Move it back to negotiating first.")
    parent = ensure_partnership(do, partner)
    given = input.model_dump() | {"parent_id": parent.pk, "counterpart_id": partner.counterpart_id or ""}
    campaign: Campaign = do.run("campaign.open", OpenCampaign(**given), machine=False)
    do.because({"campaign": campaign.pk})
    return campaign


@operation(
    "campaign.open", needs="campaigns.start", says="{actor} started {target}", fact="campaign.started", internal=True
)
def open_campaign(do: OperationContext, input: OpenCampaign) -> Campaign:
    """Open the campaign's space and create all that the template plans, in the campaign's own log.

    Reactions find the plan in `details["plan"]` and the role ids by slot in `details["roles"]`.
    """
    host = do.actor.company
    assert host is not None
    counterpart = Company.rows.get(pk=input.counterpart_id) if input.counterpart_id else None
    zone = ZoneInfo(input.time_zone or (do.actor.person.time_zone if do.actor.person else "") or "UTC")
    planned = _planned(input, zone, do.now.astimezone(zone))
    space = open_shared(do, "campaign", input.name, host, counterpart, Space.rows.get(pk=input.parent_id))
    days = [item.publish_at.astimezone(zone).date() for item in planned.launch_items]
    columns = {
        **columns_named_in(planned, Campaign),
        **columns_named_in(input, Campaign),
        "key": slug(input.name),
        "channel": input.channel or planned.channel,
        "start_date": min(do.now.astimezone(zone).date(), input.launch_date),
        "end_date": max([input.launch_date, *days]),
        "options": sorted(planned.options),
        "time_zone": zone.key,
        "deliverables": [asset.title for asset in planned.assets],
        "guide": {to_camel(part): [json_fields(each) for each in getattr(planned, part)] for part in GUIDE},
    }
    campaign = do.create(Campaign, space, **columns)
    do.set_log_space(space, campaign)
    do.details["plan"] = planned
    do.details["roles"] = create_from_template(do, campaign, planned)
    return campaign


def _planned(input: StartCampaign, zone: ZoneInfo, at: datetime) -> CampaignPlan:
    """The plan; an earlier campaign that is entered afterwards keeps the template's own dates.

    One that starts in the evening has its first working day tomorrow: nothing can still be done by today's end.
    """
    today = at.date()
    if abs(input.launch_date - today) > FURTHEST:
        raise Invalid.field("launchDate", "The launch must be within five years from today.")
    first_day = today + timedelta(days=1) if at.time() >= END_OF_DAY else today
    not_before = first_day if input.launch_date >= today else None
    try:
        return plan(read_template(input.template), input.launch_date, zone, input.options, not_before)
    except UnknownOption as unknown:
        raise Invalid.field("options", f"{unknown}.") from unknown
