"""E-mail addresses as keys of persons, and domains as A-labels (IDNA 2008, UTS 46)."""

import re
import unicodedata
from functools import lru_cache

import idna

from twofold.rules.lead_share.normal_text import has_blank, lower, normal_text, trimmed

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_LONGEST_DOMAIN = 253
_LONGEST_TO_TRY = 1000
_PLAIN_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_PLAIN_ADDRESS = re.compile("[!-?A-~]+@([a-z0-9.-]+)")


def address_key(cell: str) -> tuple[str, str] | None:
    """Return (key, domain) of an e-mail address; None if it is not one or cannot be encoded.

    The key is trimmed, lower case, with its domain as A-label. Plus tags and dots stay:
    they make another address.
    """
    text = normal_text(cell)
    plain = _PLAIN_ADDRESS.fullmatch(text)
    if plain:  # nearly all of them: visible ASCII around one @
        written = plain[1]
        if domain_label(written) == written:
            return text, written
    local, at, domain = text.partition("@")
    if not local or not at or not domain or "@" in domain or has_blank(text):
        return None
    label = domain_label(domain)
    if label is None:
        return None
    return f"{local}@{label}", label


@lru_cache(maxsize=65536)
def domain_label(domain: str) -> str | None:
    """Return a domain as lower-case A-labels, non-transitional; None if it has no such form."""
    text = lower(trimmed(unicodedata.normalize("NFC", domain)))
    if len(text) <= _LONGEST_DOMAIN and "--" not in text and _PLAIN_DOMAIN.fullmatch(text):
        return text
    return _encoded(text)


def _encoded(domain: str) -> str | None:
    if not domain or len(domain) > _LONGEST_TO_TRY:
        return None
    try:
        return idna.encode(domain, uts46=True, transitional=False).decode("ascii")
    except (idna.IDNAError, UnicodeError, ValueError, IndexError):
        return None
