"""A lead that waits for consent, for the company that brought it in: whom to ask, and for which side."""

from typing import Any

from twofold.core.actor import Actor
from twofold.leads.models import Consent, ContactCard, Lead
from twofold.leads.routing.routing_context import companies_of

from .lookup import visible


def waiting_for_consent(actor: Actor, lead_id: str) -> dict[str, Any] | None:
    """`{sides: [{side, name}], refused: [{side, name, at}], others, person, unseen}` for who can record consent; None
    for everybody else. `sides` have not been answered about, `refused` were answered with no.

    The person is read from the card in the company's own space: it typed it in itself. `unseen` says that the
    card waits there, disclosed to nobody. Errors: NotFound.
    """
    lead: Lead = visible(Lead, actor, lead_id)
    own = actor.company_space_id()
    if not own or actor.company is None or lead.author_id != actor.company.pk or lead.status != "held":
        return None
    card = ContactCard.rows.within(own).filter(lead=lead).first()
    if card is None or not actor.may("leads.people") or not actor.may("leads.work"):
        return None
    held = [
        {"side": side, "name": name, "own": company == actor.company.pk}
        for side, (company, name) in companies_of(lead.space_id).items()
        if getattr(lead, f"{side}_state") == "held"
    ]
    said_no = dict(
        Consent.rows.within(own)
        .filter(lead=lead, answer="no")
        .order_by("captured_at")
        .values_list("side", "captured_at")
    )
    return {
        "sides": [each for each in held if each["side"] not in said_no],
        "refused": [{**each, "at": said_no[each["side"]]} for each in held if each["side"] in said_no],
        "others": " or ".join(each["name"] for each in held if not each["own"]),
        "person": {"name": card.name, "email": card.email},
        "unseen": card.disclosed_at is None,
    }
