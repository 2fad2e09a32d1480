"""The campaign as an entity: track one, change its fields, delete and restore it."""

from datetime import date
from typing import Literal

from pydantic import Field as Declared

from twofold.campaigns.models import Campaign
from twofold.campaigns.queries.lead_numbers import leads_routed
from twofold.core.errors import Invalid, Refused
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, Nothing, operation
from twofold.core.spaces.system_rows import close_shared, reopen_shared
from twofold.partners.models import Partner
from twofold.rules.partnership_types import PartnershipType

from .start import slug

STATES = Literal["planning", "creating", "promoting", "completed", "archived"]


class CampaignFields(Input):
    """The fields of the founding document that a person may set (requirements S2.37)."""

    channel: str = Declared("", max_length=100)
    start_date: date | None = None
    end_date: date | None = None
    budget: float | None = Declared(None, ge=0, allow_inf_nan=False)
    budget_split: str = Declared("", max_length=200)
    leads: float = Declared(0, ge=0, allow_inf_nan=False)
    conversions: float = Declared(0, ge=0, allow_inf_nan=False)
    revenue: float = Declared(0, ge=0, allow_inf_nan=False)
    deliverables: list[str] = Declared(default_factory=list, max_length=200)
    notes: str = Declared("", max_length=20_000)


class CreateCampaign(CampaignFields):
    """A campaign that one company only tracks, with one of its partners."""

    name: str = Declared(min_length=1, max_length=200)
    partner_id: str
    type: PartnershipType
    status: STATES = "planning"


class UpdateCampaign(CampaignFields):
    """Some fields of a campaign; those not given stay.

    `leads` is the number that is shown: those entered and those routed here. `leadsEntered` is the first part of it.
    """

    name: str = Declared("", min_length=1, max_length=200)
    type: PartnershipType = "co_marketing"
    leads_entered: float = Declared(0, ge=0, allow_inf_nan=False)


@operation("campaign.create", needs="campaigns.start", says="{actor} added {target}", fact="campaign.created")
def create_campaign(do: OperationContext, input: CreateCampaign) -> Campaign:
    """Track a campaign without a shared workspace: a line only your own company sees (S1.9, S1.10)."""
    partner = Partner.rows.visible_to(do.actor).filter(pk=input.partner_id).first()
    if partner is None:
        raise Invalid.field("partnerId", "Choose one of your partners.")
    fields = input.model_dump(exclude={"partner_id"})
    return do.create(
        Campaign, do.actor.company_space_id(), key=slug(input.name), tracked_partner=partner.pk, **_dated(fields)
    )


@operation(
    "campaign.update", on=Campaign, needs="campaigns.lead", says="{actor} changed {target}", fact="campaign.updated"
)
def update_campaign(do: OperationContext, campaign: Campaign, input: UpdateCampaign) -> Campaign:
    """Change some fields; both sides of a workspace may."""
    given = input.model_dump(exclude_unset=True)
    _dated({"start_date": campaign.start_date, "end_date": campaign.end_date} | given)
    if "leads" in given or "leads_entered" in given:
        given["leads"] = _entered(campaign, given.pop("leads", None), given.pop("leads_entered", None))
    return do.change(campaign, **given)


def _entered(campaign: Campaign, shown: float | None, entered: float | None) -> float:
    """How many leads were entered, from their number, from the number that is shown, or from both. Errors: Invalid."""
    routed = leads_routed(campaign) if shown is not None else 0
    if shown is None:
        return entered or 0
    if shown < routed:
        raise Invalid.field("leads", f"{routed:g} leads were routed here already, so there are at least as many.")
    if entered is not None and shown != entered + routed:
        raise Invalid.field(
            "leads", f"{routed:g} leads were routed here and are counted beside leadsEntered. Send only one of the two."
        )
    return campaign.leads if shown == campaign.leads + routed else shown - routed


@operation(
    "campaign.delete", on=Campaign, needs="campaigns.lead", says="{actor} removed {target}", fact="campaign.deleted"
)
def delete_campaign(do: OperationContext, campaign: Campaign, input: Nothing) -> Campaign:
    """Take a campaign and all that is in it out of sight, for both sides; only the company that started it can, and
    can restore it.
    """
    _must_be_author(do, campaign)
    do.delete(campaign)
    close_shared(do, campaign.space)
    return campaign


@operation(
    "campaign.restore",
    on=Campaign,
    needs="campaigns.lead",
    says="{actor} restored {target}",
    fact="campaign.restored",
    deleted=True,
)
def restore_campaign(do: OperationContext, campaign: Campaign, input: Nothing) -> Campaign:
    """Bring a removed campaign back, with all that was in it."""
    _must_be_author(do, campaign)
    do.restore(campaign)
    reopen_shared(do, campaign.space)
    return campaign


def _must_be_author(do: OperationContext, campaign: Campaign) -> None:
    if do.actor.company is None or campaign.author_id != do.actor.company.pk:
        raise Refused(f"{campaign.author.name} started this campaign; only they can remove or restore it.")


def _dated(fields: dict[str, object]) -> dict[str, object]:
    first, last = fields.get("start_date"), fields.get("end_date")
    if isinstance(first, date) and isinstance(last, date) and last < first:
        raise Invalid.field("endDate", "The end lies before the start. Choose a later day.")
    return fields
