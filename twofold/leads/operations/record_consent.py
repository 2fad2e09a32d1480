"""Consent that arrives later or is withdrawn: written down as evidence, and the lead goes out, or back to waiting."""

from typing import Literal

from pydantic import AwareDatetime
from pydantic import Field as Declared

from twofold.core.entities import also_many
from twofold.core.errors import Conflict, Refused
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, operation
from twofold.leads.entities import LEADS
from twofold.leads.follow_up.consent import COPIED, check_not_future, own_space_of, withdraw_consent
from twofold.leads.follow_up.notifications import notify_sides
from twofold.leads.models import Consent, ContactCard, Disclosure, Lead
from twofold.leads.routing.card_hash import hash_of_card
from twofold.leads.routing.routing_context import companies_of, side_named
from twofold.leads.routing.routing_rows import BY_CONSENT
from twofold.rules.lead_share.steps import overall


class RecordConsent(Input):
    """What the person said about one named recipient, in which words, when and where."""

    recipient: str = Declared(max_length=21, description="host, partner, or a company's id.")
    answer: Literal["yes", "no"]
    wording: str = Declared(min_length=1, max_length=1000)
    captured_at: AwareDatetime
    source: str = Declared(min_length=1, max_length=200)


@operation("lead.record_consent", needs="leads.work", says="{actor} recorded consent for {target}")
def record_consent(do: OperationContext, lead: Lead, input: RecordConsent) -> Lead:
    """Keep the evidence. With a yes, a lead held for that side is disclosed to it now; with a no, a lead that went
    there is held again at once: the side no longer has the contact and is told not to use it (security rule 25).

    The company that brought the lead in can, for either side: it alone has the card that waits. A company that a lead
    was disclosed to can write down a no for itself. What it copied elsewhere before is its own to erase.
    """
    side = side_named(lead.space_id, input.recipient)
    recipient = companies_of(lead.space_id)[side][0]
    state = getattr(lead, f"{side}_state")
    went_there = state not in ("", "held")
    acting = do.actor.company.pk if do.actor.company and do.actor.company_space_id() else None
    if acting != lead.author_id and not (acting == recipient and went_there and input.answer == "no"):
        raise Refused(
            "Only the company that imported this lead can record consent. A company that received it can record an"
            " opt-out."
        )
    check_not_future(input.captured_at, do.now, "capturedAt")
    home, theirs = own_space_of(lead.author_id), own_space_of(recipient)
    if input.answer == "yes":
        if state != "held":
            raise Conflict("This lead is not on hold for that company, so there is nothing to release.")
        later = Consent.rows.within(home).filter(lead=lead, side=side, answer="no", captured_at__gte=input.captured_at)
        if later.exists():
            raise Conflict("The person refused later than that, and the latest answer counts. Ask them again.")
        _disclose(do, lead, ContactCard.rows.within(home).get(lead=lead), side, recipient, theirs)
        kept_in = [theirs]
    elif went_there:
        withdraw_consent(do, lead, side, recipient, input.captured_at)
        kept_in = sorted({home, theirs})
    else:
        kept_in = [home]
    for space in kept_in:
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


def _disclose(do: OperationContext, lead: Lead, card: ContactCard, side: str, company: str, space: str) -> None:
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
        do.create(ContactCard, space, lead=lead, disclosed_at=do.now, **{name: getattr(card, name) for name in COPIED})
        if card.disclosed_at is None and not still_held:
            do.remove(card)
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
    notify_sides(do, lead.campaign, lead=lead, only=side)


also_many(LEADS, record_consent="recorded consent for")
