"""The keyed hash by which a disclosure says which card it was."""

from typing import Any

import orjson

from twofold.core.crypto.keyed_hash import keyed_hash
from twofold.leads.models import ContactCard


def card_hash(texts: tuple[str, ...], details: Any, facts: Any) -> str:
    """The keyed hash of a card's content, so that a receipt says which card without saying who.

    Names in one order: PostgreSQL gives them back in its own.
    """
    spelled = (orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode() for value in (details, facts))
    return keyed_hash("\x1f".join((*texts, *spelled)), "card")


def hash_of_card(card: ContactCard) -> str:
    """The same hash that an import writes for the same card."""
    return card_hash((card.email, card.name, card.company, card.phone, card.job_title), card.details, card.facts)
