"""Starting a campaign from a template."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pydantic import Field as Declared
from pydantic import field_validator

from twofold.campaigns.from_template import create_from_template
from twofold.campaigns.library import template as read_template
from twofold.campaigns.models import Campaign
from twofold.core.domain import Conflict, Input, Invalid, OperationContext, operation
from twofold.core.json_text import json_fields
from twofold.core.models import Company, Space
from twofold.core.operations.planned_rows import columns_named_in
from twofold.core.spaces.system_rows import open_shared
from twofold.core.time_zones import zone_error
from twofold.partners.models import Partner
from twofold.partners.operations import ensure_partnership
from twofold.rules.campaign.campaign_plan import CampaignPlan
from twofold.rules.campaign.plan import UnknownOption, plan
from twofold.rules.campaign.slug import slug
from twofold.rules.campaign.template.relative_date import END_OF_DAY

FURTHEST = timedelta(days=5 * 366)


class StartCampaign(Input):
    """What a workspace needs to begin: a template, a name and the day of the launch (contract)."""

    template: str = Declared("partner-co-marketing", max_length=80)
    name: str = Declared(min_length=1, max_length=200)
    launch_date: date
    time_zone: str = Declared("", max_length=64, description="Such as Europe/Berlin; else that of the person.")
    channel: str = Declared("", max_length=100)
    budget: float | None = Declared(None, ge=0, allow_inf_nan=False)
    budget_split: str = Declared("", max_length=200)
    options: list[str] = Declared(default_factory=list, max_length=20)
    notes: str = Declared("", max_length=20_000)

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        if name and zone_error(name):
            raise ValueError(zone_error(name))
        return name


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
        "guide": _guide(planned),
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


def _guide(planned: CampaignPlan) -> dict[str, object]:
    """What the workspace says about itself: how to work, apps, questions of the retro, the approval policy."""
    return {
        "howTo": [json_fields(each, "title", "text") for each in planned.how_to],
        "apps": [json_fields(each, "name", "purpose", "url") for each in planned.apps],
        "retro": [json_fields(each, "kind", "asks") for each in planned.retro],
        "approvalSteps": [json_fields(each, "key", "name", "by", "checks") for each in planned.approval_steps],
    }
