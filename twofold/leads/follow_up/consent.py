"""A person takes their consent back: the side that had the lead no longer has the card, and is told at once (rule 25)."""

from __future__ import annotations

from datetime import datetime

from twofold.core.models import Space
from twofold.core.operations.context import OperationContext
from twofold.leads.models import ContactCard, Lead, LeadStep
from twofold.rules.lead_share.steps import overall

from .notifications import notify_withdrawn

COPIED = ("email", "name", "company", "phone", "job_title", "details", "facts")
"""What a card holds, wherever it lies."""
STATE = "withdrawn"
"""The step that both sides see in what happened to the lead."""
_FINAL = "converted"


def own_space_of(company_id: str) -> str:
    """The id of a company's own space."""
    found: str = Space.rows.filter(kind="company", sides__company=company_id).values_list("pk", flat=True)[0]
    return found


def withdraw_consent(do: OperationContext, lead: Lead, side: str, company: str, said_at: datetime) -> None:
    """Hold the lead for a side it went to, take the card back to who brought the lead in, and tell the side.

    The decision, the disclosure and the steps before stay as they are. A lead that became a deal stays one: its
    company has a customer, and is told all the same.
    """
    states = {"host": lead.host_state, "partner": lead.partner_state}
    if states[side] != _FINAL:
        states[side] = "held"
        do.change(lead, **{f"{side}_state": "held"}, state=overall(states["host"], states["partner"]), status="held")
        _take_back(do, lead, own_space_of(company))
    note = f"Said on {said_at:%d %b %Y}."
    do.create(LeadStep, lead.space_id, lead=lead, side=side, state=STATE, person=do.actor.person, note=note)
    notify_withdrawn(do, lead, side, company)


def _take_back(do: OperationContext, lead: Lead, space: str) -> None:
    """The card waits again where it waits for any lead that is held: with the company that brought it in, unseen."""
    card = ContactCard.rows.within(space).filter(lead=lead).first()
    home = own_space_of(lead.author_id)
    if card is None:
        return
    if space == home:
        do.change(card, disclosed_at=None)
        return
    if not ContactCard.rows.within(home).filter(lead=lead).exists():
        copied = {name: getattr(card, name) for name in COPIED}
        do.create(ContactCard, home, author_id=lead.author_id, lead=lead, disclosed_at=None, **copied)
    do.remove(card)
