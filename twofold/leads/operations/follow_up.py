"""Following up: accept, return, contact, qualify, convert, disqualify. Only the side that a lead went to acts on it."""

from decimal import Decimal

from pydantic import Field as Declared

from twofold.core.entities import also_many
from twofold.core.errors import Conflict, Invalid, NotFound, Refused
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, Nothing, operation
from twofold.leads.entities import LEADS
from twofold.leads.models import Lead, LeadStep
from twofold.rules.lead_share.steps import STEPS, overall, refuse_step
from twofold.rules.money import CURRENCIES, to_minor


class AcceptLead(Input):
    """A word with the yes, if one likes."""

    note: str = Declared("", max_length=1000)


class ReturnLead(Input):
    """Why the lead goes back; the other side reads it."""

    reason: str = Declared(min_length=1, max_length=1000)


class ConvertLead(Input):
    """What the deal is worth, in whole and fractions of the currency's unit: 12500 or 12500.50."""

    deal_value: Decimal = Declared(ge=0)
    currency: str = Declared(pattern="^[A-Z]{3}$", description="ISO 4217, such as EUR.")


@operation("lead.accept", on=Lead, needs="leads.work", says="{actor} accepted {target}", fact="lead.accepted")
def accept_lead(do: OperationContext, lead: Lead, input: AcceptLead) -> Lead:
    """Take the lead on; of a lead that went to both, each side its own (S1.76)."""
    return step(do, lead, "accepted", note=input.note)


@operation("lead.return", on=Lead, needs="leads.work", says="{actor} returned {target}", fact="lead.returned")
def return_lead(do: OperationContext, lead: Lead, input: ReturnLead) -> Lead:
    """Give the lead back with a reason; the same side may still accept it later."""
    return step(do, lead, "returned", note=input.reason)


@operation("lead.contact", on=Lead, needs="leads.work", says="{actor} contacted {target}", fact="lead.contacted")
def contact_lead(do: OperationContext, lead: Lead, input: Nothing) -> Lead:
    """Say that the person was contacted: the first follow-up is done."""
    return step(do, lead, "contacted")


@operation("lead.qualify", on=Lead, needs="leads.work", says="{actor} qualified {target}", fact="lead.qualified")
def qualify_lead(do: OperationContext, lead: Lead, input: Nothing) -> Lead:
    """Say that there is a real opportunity."""
    return step(do, lead, "qualified")


@operation("lead.convert", on=Lead, needs="leads.work", says="{actor} converted {target}", fact="lead.converted")
def convert_lead(do: OperationContext, lead: Lead, input: ConvertLead) -> Lead:
    """Say that it became a deal, and what it is worth. Kept in minor units; the fact `lead.converted` carries it."""
    try:
        minor = to_minor(input.deal_value, input.currency)
    except ValueError as wrong:
        field = "dealValue" if input.currency in CURRENCIES else "currency"
        raise Invalid.field(field, str(wrong)) from None
    do.details.update(deal_minor=minor, deal_currency=input.currency)
    return step(do, lead, "converted", deal_minor=minor, deal_currency=input.currency)


@operation(
    "lead.disqualify", on=Lead, needs="leads.work", says="{actor} disqualified {target}", fact="lead.disqualified"
)
def disqualify_lead(do: OperationContext, lead: Lead, input: ReturnLead) -> Lead:
    """Say that nothing will come of it, with a reason that both sides see."""
    return step(do, lead, "disqualified", note=input.reason)


def step(
    do: OperationContext,
    lead: Lead,
    wanted: str,
    *,
    note: str = "",
    deal_minor: int | None = None,
    deal_currency: str = "",
) -> Lead:
    """One step of the acting side, if the table allows it; the compare-and-swap lets one of two racers through."""
    side = do.actor.side_in(lead.space_id)
    if side is None:
        raise NotFound
    now = str(getattr(lead, f"{side}_state"))
    if not now:
        if lead.to == "none":
            raise Conflict("This lead was not routed, so there is nothing to follow up.", legal=[])
        raise Refused("This lead was not routed to your company. Only the company that got it can follow up.")
    refusal = refuse_step(now, wanted)
    if refusal is not None:
        raise Conflict(refusal, legal=list(STEPS[now]))
    states = {"host": lead.host_state, "partner": lead.partner_state, side: wanted}
    do.change(lead, **{f"{side}_state": wanted}, state=overall(states["host"], states["partner"]))
    do.create(
        LeadStep,
        lead.space_id,
        lead=lead,
        side=side,
        state=wanted,
        person=do.actor.person,
        note=note,
        deal_minor=deal_minor,
        deal_currency=deal_currency,
    )
    do.details.update(side=side, state=wanted)
    return lead


also_many(LEADS, "accept", "return", "contact", "qualify", "disqualify")
