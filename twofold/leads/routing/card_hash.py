"""The keyed hash by which a disclosure says which card it was."""

from twofold.leads.models import ContactCard

from .card_hash import card_hash


def hash_of_card(card: ContactCard) -> str:
    """The same hash that an import writes for the same card."""
    return card_hash((card.email, card.name, card.company, card.phone, card.job_title), card.details, card.facts)
