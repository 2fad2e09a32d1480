"""Consent that arrives later: written down as evidence, and a lead that waited for it goes where it was meant to."""

from datetime import datetime
from typing import Literal

from pydantic import Field as Declared

from twofold.core.doing import Doing
from twofold.core.errors import Conflict, Refused
from twofold.core.models import Space
from twofold.core.operation import Input, operation
from twofold.leads.batch_rows import BY_CONSENT
from twofold.leads.evidence import was_given
from twofold.leads.ground import companies_of, ground_of, side_named
from twofold.leads.models import Consent, ContactCard, Disclosure, Lead
from twofold.leads.receipt_of_card import hash_of_card
from twofold.leads.telling import tell_sides
from twofold.rules.lead_share.steps import overall


class RecordConsent(Input):
    """What the person said about one named recipient, in which words, when and where."""

    recipient: str = Declared(max_length=21, description="host, partner, or a company's id.")
    answer: Literal["yes", "no"]
    wording: str = Declared(min_length=1, max_length=1000)
    captured_at: datetime
    source: str = Declared(min_length=1, max_length=200)


@operation(
    "lead.record_consent",
    on=Lead,
    needs="leads.work",
    says="{actor} recorded consent for {target}",
    fact="lead.consent_recorded",
)
def record_consent(do: Doing, lead: Lead, input: RecordConsent) -> Lead:
    """Keep the evidence; with a yes, a lead held for that side is disclosed to it now (security rule 25).

    Only the company that brought the lead in can: it alone has the card that waits.
    """
    own = do.actor.company_space_id()
    card = ContactCard.rows.within(own).filter(lead=lead).first() if own else None
    if card is None or do.actor.company is None or lead.author_id != do.actor.company.pk:
        raise Refused("Only the company that brought this lead in can record its consent.")
    was_given(input.captured_at, do.now, "capturedAt")
    side = side_named(lead.space_id, input.recipient)
    recipient = companies_of(lead.space_id)[side][0]
    held = getattr(lead, f"{side}_state") == "held"
    if input.answer == "yes" and not held:
        raise Conflict("This lead is not held for that side, so there is nothing to release.")
    later = Consent.rows.within(own).filter(lead=lead, side=side, answer="no", captured_at__gte=input.captured_at)
    if input.answer == "yes" and later.exists():
        raise Conflict("The person said no after that, and the later word counts. Ask them again.")
    space = own
    if input.answer == "yes":
        space = Space.rows.filter(kind="company", sides__company=recipient).values_list("pk", flat=True)[0]
        _disclose(do, lead, card, side, recipient, space)
    do.create(
        Consent,
        space,
        lead=lead,
        recipient_id=recipient,
        side=side,
        purpose="follow_up",
        answer=input.answer,
        wording=input.wording,
        captured_at=input.captured_at,
        source=input.source,
    )
    return lead


def _disclose(do: Doing, lead: Lead, card: ContactCard, side: str, company: str, space: str) -> None:
    """The waiting card becomes the side's own, or is copied to it; the verdict stands, the lead is held no more."""
    states = {"host": lead.host_state, "partner": lead.partner_state, side: "routed"}
    still_held = "held" in states.values()
    do.change(
        lead,
        **{f"{side}_state": "routed"},
        state=overall(states["host"], states["partner"]),
        status="held" if still_held else "routed",
    )
    if card.space_id == space:
        do.change(card, disclosed_at=do.now)
    else:
        copied = ("email", "name", "company", "phone", "job_title", "details", "facts")
        do.create(ContactCard, space, lead=lead, disclosed_at=do.now, **{name: getattr(card, name) for name in copied})
        if card.disclosed_at is None and not still_held:
            ContactCard.rows.within(card.space_id).filter(pk=card.pk).delete()
    do.create(
        Disclosure,
        lead.space_id,
        lead=lead,
        to_company_id=company,
        side=side,
        basis=BY_CONSENT,
        at=do.now,
        card_hash=hash_of_card(card),
    )
    tell_sides(do, ground_of(lead.campaign), lead=lead)
