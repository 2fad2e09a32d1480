"""Whom a consent question names, and what its answer says. Whatever is not plain is unknown, and unknown holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from twofold.rules.csv_files.header_names import plain_name


@dataclass(frozen=True)
class Recipients:
    """The names of the two companies, as a consent question would write them."""

    host: str
    partner: str


_ASKS = re.compile(
    r"\b(agree\w*|consents?|consenting|accept|permission|opt in|optin|allow|happy for|may contact|contact me|contacted by|share my"
    r"|einwillig\w*|einverstanden|zustimm\w*|stimme|erlaube|kontaktier\w*|d accord|accepte|consen\w*|autorise|contacte\w*)\b"
)
_DENIES = re.compile(
    r"\b(not|don t|dont|no longer|opt out|optout|unsubscribe\w*|decline|disagree|object|nicht|kein\w*|widerspr\w*|refuse|pas)\b"
)
_LEGAL = re.compile(
    r"\b(gmbh|ag|kg|se|inc|llc|ltd|limited|corp|corporation|plc|sarl|sas|sa|bv|co|ug|ohg|mbh|srl|spa|oy|ab)$"
)
_YES_WORDS = "yes y true 1 x checked ticked on ja wahr oui vrai agree agreed accept accepted consent consented granted einverstanden zugestimmt"
_NO_WORDS = "no n false 0 unchecked unticked off nein falsch non faux disagree disagreed declined denied refused"
YES = frozenset(_YES_WORDS.split()) | {"opt in", "opted in", "d accord"}
NO = frozenset(_NO_WORDS.split()) | {"opt out", "opted out"}
_SAYS_YES = re.compile(
    r"(yes|ja|oui|i agree|i consent|i accept|ich stimme|ich willige|ich bin einverstanden|j accepte|je consens)\b"
)


def is_consent_question(header: str) -> bool:
    """Whether the header asks for permission to contact, or to share with, someone."""
    return _ASKS.search(plain_name(header)) is not None


def recipients_named(header: str, recipients: Recipients) -> tuple[str, ...]:
    """Which of `host` and `partner` a consent question names; a question that is put in the negative names nobody.

    The longer name is looked for first and taken out, so that "Acme Labs" does not also name "Acme".
    """
    words = f" {plain_name(header)} "
    if not is_consent_question(header) or _DENIES.search(words):
        return ()
    sides = sorted(
        (("host", _core(recipients.host)), ("partner", _core(recipients.partner))),
        key=lambda side: -len(side[1]),
    )
    named = []
    for side, name in sides:
        if name and f" {name} " in words:
            named.append(side)
            words = words.replace(f" {name} ", " . ")
    return tuple(sorted(named))


def _core(name: str) -> str:
    """The company's name in plain words without its legal form."""
    words = plain_name(name)
    shorter = _LEGAL.sub("", words).strip()
    return shorter or words


def consent_value(text: str) -> str:
    """`yes`, `no`, or an empty text for unknown."""
    words = plain_name(text)
    if words in YES:
        return "yes"
    if words in NO:
        return "no"
    if _DENIES.search(words) or words.startswith(("no ", "nein ", "non ")):
        return (
            "no"
            if words.startswith(
                ("i do not ", "i don t ", "i disagree", "no ", "nein ", "non ", "ich stimme nicht", "je n ")
            )
            else ""
        )
    return "yes" if _SAYS_YES.match(words) else ""
