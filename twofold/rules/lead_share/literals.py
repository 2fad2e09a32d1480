"""Literals in conditions: their type, and whether a fact could ever equal them."""

import re
from typing import Any

from twofold.rules.lead_share.address import domain_label
from twofold.rules.lead_share.condition import Fact, Literal
from twofold.rules.lead_share.facts import EXPECTED, FactType, fact_from_text
from twofold.rules.lead_share.normal_text import is_normal, normal_text
from twofold.rules.lead_share.times import utc_text

_IN_A_DOMAIN = re.compile("[a-z0-9.-]+")


def type_of(value: Any) -> FactType | None:
    """Return the type of a literal (text where it could also be a time); None for no literal."""
    if isinstance(value, bool):
        return FactType.BOOLEAN
    if isinstance(value, int | float):
        return FactType.NUMBER
    return FactType.TEXT if isinstance(value, str) else None


def is_time(value: Any) -> bool:
    """Tell whether a literal is a time in its normal form."""
    return isinstance(value, str) and utc_text(value) == value


def misfit(value: Any, fact: Fact) -> str | None:
    """Say why a literal cannot stand against a fact; None if it can.

    It must be of the fact's type and in the fact's normal form: anything else could never
    be equal to what the fact holds.
    """
    wanted = fact.type
    found = type_of(value)
    if wanted is FactType.TIME:
        fits = is_time(value)
    elif wanted is not FactType.TEXT or found is not FactType.TEXT:
        fits = found is wanted
    else:
        return _text_misfit(value, fact.name)
    return None if fits else f"{fact.name} is {_ARTICLES[wanted]}: write {_EXAMPLES[wanted]}."


def piece_misfit(value: str, fact: Fact) -> str | None:
    """Say why a text cannot be looked for inside a text fact; None if it can."""
    if not value:
        return "An empty text is in every text: write what must stand in the fact."
    if fact.name == "email_domain":
        return None if _IN_A_DOMAIN.fullmatch(value) else "email_domain holds only a-z, 0-9, dots and hyphens."
    return _text_misfit(value, fact.name)


_ARTICLES = {
    FactType.TEXT: "text",
    FactType.NUMBER: "a number",
    FactType.BOOLEAN: "true or false",
    FactType.TIME: "a time",
}
_EXAMPLES = {
    FactType.TEXT: "a text in quotes",
    FactType.NUMBER: "a number without quotes",
    FactType.BOOLEAN: "true or false without quotes",
    FactType.TIME: 'a time in UTC such as "2026-03-01T12:00:00Z"',
}


def _text_misfit(value: str, name: str) -> str | None:
    text = normal_text(value)
    normal: Literal | None
    if not text:
        return f"{name} is never an empty text: compare with null instead."
    if name not in EXPECTED and name != "email_domain" and is_normal(value):
        return None
    normal = domain_label(text) if name == "email_domain" else fact_from_text(name, text)
    if normal == value:
        return None
    if normal is None:
        return f"{name} can never be this: it is {EXPECTED.get(name, 'the domain of an e-mail address')}."
    return f"{name} is compared in its normal form: write {normal}."
