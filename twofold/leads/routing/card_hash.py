"""The keyed hash by which a disclosure says which card it was."""

from twofold.core.crypto.keyed_hash import keyed_hash
from twofold.core.oplog.row_hash import json_text
from twofold.leads.models import ContactCard


def card_hash(texts: tuple[str, ...], details: str, facts: str) -> str:
    """The keyed hash of a card's content, so that a receipt says which card without saying who. Both are `json_text`."""
    return keyed_hash("\x1f".join((*texts, details, facts)), "card")


def hash_of_card(card: ContactCard) -> str:
    """The same hash that an import writes for the same card."""
    texts = (card.email, card.name, card.company, card.phone, card.job_title)
    return card_hash(texts, json_text(card.details), json_text(card.facts))
