"""Following up: accept, return, contact, qualify, convert, disqualify. Only the side that a lead went to acts on it."""

from decimal import Decimal
from typing import Any

from pydantic import Field as Declared

from twofold.core.entities import also_many
from twofold.core.errors import Conflict, Invalid, NotFound, Refused
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, Nothing, operation
from twofold.leads.entities import LEADS
from twofold.leads.models import Lead, LeadStep
from twofold.rules.lead_share.steps import STEPS, UNACCEPTED, before_accepting, overall, refuse_step
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


@operation("lead.accept", needs="leads.work")
def accept_lead(do: OperationContext, lead: Lead, input: AcceptLead) -> Lead:
    """Take the lead on; of a lead that went to both, each side its own (S1.76)."""
    return step(do, lead, "accepted", note=input.note)


@operation("lead.unaccept", needs="leads.work", says="{actor} took back accepting {target}", internal=True)
def unaccept_lead(do: OperationContext, lead: Lead, input: Nothing) -> Lead:
    """Take an acceptance back, for undo: nobody was told of it or disclosed anything by it. Errors: Conflict where the
    side has done something with the lead since.
    """
    side = _acting_side(do, lead)
    if getattr(lead, f"{side}_state") != "accepted":
        raise Conflict(f"{lead}: this has been followed up since it was accepted, so accepting it can't be undone.")
    taken = LeadStep.rows.within(lead.space_id).filter(lead=lead, side=side).order_by("created_at", "id")
    before = before_accepting(taken.values_list("state", flat=True))
    return _taken(do, lead, side, before, says=UNACCEPTED)


@operation("lead.return", needs="leads.work")
def return_lead(do: OperationContext, lead: Lead, input: ReturnLead) -> Lead:
    """Give the lead back with a reason; the same side may still accept it later."""
    return step(do, lead, "returned", note=input.reason)


@operation("lead.contact", needs="leads.work")
def contact_lead(do: OperationContext, lead: Lead, input: Nothing) -> Lead:
    """Say that the person was contacted: the first follow-up is done."""
    return step(do, lead, "contacted")


@operation("lead.qualify", needs="leads.work")
def qualify_lead(do: OperationContext, lead: Lead, input: Nothing) -> Lead:
    """Say that there is a real opportunity."""
    return step(do, lead, "qualified")


@operation("lead.convert", needs="leads.work")
def convert_lead(do: OperationContext, lead: Lead, input: ConvertLead) -> Lead:
    """Say that it became a deal, and what it is worth. Kept in minor units; the fact `lead.converted` carries it."""
    try:
        minor = to_minor(input.deal_value, input.currency)
    except ValueError as wrong:
        field = "dealValue" if input.currency in CURRENCIES else "currency"
        raise Invalid.field(field, str(wrong)) from None
    do.details.update(deal_minor=minor, deal_currency=input.currency)
    return step(do, lead, "converted", deal_minor=minor, deal_currency=input.currency)


@operation("lead.disqualify", needs="leads.work")
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
    side = _acting_side(do, lead)
    now = str(getattr(lead, f"{side}_state"))
    if not now:
        if lead.to == "none":
            raise Conflict("This lead was not routed, so there is nothing to follow up.", legal=[])
        raise Refused("This lead was not routed to your company. Only the company that got it can follow up.")
    refusal = refuse_step(now, wanted)
    if refusal is not None:
        raise Conflict(refusal, legal=list(STEPS[now]))
    return _taken(do, lead, side, wanted, note=note, deal_minor=deal_minor, deal_currency=deal_currency)


def _acting_side(do: OperationContext, lead: Lead) -> str:
    side = do.actor.side_in(lead.space_id)
    if side is None:
        raise NotFound
    return side


def _taken(do: OperationContext, lead: Lead, side: str, state: str, *, says: str = "", **more: Any) -> Lead:
    """The lead as a step leaves it, and the record of that step."""
    states = {"host": lead.host_state, "partner": lead.partner_state, side: state}
    do.change(lead, **{f"{side}_state": state}, state=overall(states["host"], states["partner"]))
    do.create(LeadStep, lead.space_id, lead=lead, side=side, state=says or state, person=do.actor.person, **more)
    do.details.update(side=side, state=state)
    return lead


also_many(LEADS, "accept", "return", "contact", "qualify", "convert", "disqualify")
