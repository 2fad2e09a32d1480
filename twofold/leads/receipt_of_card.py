"""The keyed hash by which a disclosure says which card it was."""

from .batch_rows import card_hash
from .models import ContactCard


def hash_of_card(card: ContactCard) -> str:
    """The same hash that an import writes for the same card."""
    return card_hash((card.email, card.name, card.company, card.phone, card.job_title), card.details, card.facts)
