"""Leads on their way in, from a file's rows or from one registration, in the one form that routing takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from twofold.rules.lead_files import LeadRow
from twofold.rules.lead_share import BadRow, Consent, Person
from twofold.rules.lead_share.facts import FACT_TYPES, person_of
from twofold.rules.lead_share.normal_text import answer_key

_REF = re.compile(r"[^@\x00-\x1f]{1,64}")
_MISFIT = BadRow("a cell of it does not fit its column")


class IncomingLead(NamedTuple):
    """One lead before routing: its name in verdicts, its place in the file, the facts and key, and the card."""

    ref: str
    row: int | None
    person: Person | BadRow
    consent: Consent
    card: dict[str, str]


class Origin(NamedTuple):
    """Where a batch comes from: what stands in each lead's `source`, its import, and the evidence of consent by side."""

    source: str
    import_id: str | None
    wording: dict[str, str]
    evidence: str
    captured_at: dict[str, str] = {}


def from_rows(rows: Iterable[LeadRow]) -> Iterator[IncomingLead]:
    """The leads of a file, in its order. What is wrong with a row is said to its uploader; here only that it is."""
    for row in rows:
        cells = row.cells
        ref = cells.get("id", "")
        if not _REF.fullmatch(ref):
            ref = str(row.number)
        person = _person(cells)
        if row.problem and not isinstance(person, BadRow):
            person = _MISFIT
        consent = Consent(cells.get("consent.host") or "unknown", cells.get("consent.partner") or "unknown")
        card = row.person
        card["email"] = cells.get("email", "")
        yield IncomingLead(ref, row.number, person, consent, card)


def _person(cells: dict[str, str]) -> Person | BadRow:
    """As `person_from_cells`; what each column is, is found out once."""
    facts: list[tuple[str, str]] = []
    answers: list[tuple[str, str]] = []
    for name, cell in cells.items():
        key = _column(name)
        if key is None:
            continue
        if key:
            answers.append((key, cell))
        else:
            facts.append((name, cell))
    return person_of(cells.get("email", ""), facts, answers)


@lru_cache(maxsize=4096)
def _column(name: str) -> str | None:
    """The answer key of a column, an empty text for a fact, None for what is neither."""
    if name in FACT_TYPES:
        return "" if name != "email_domain" else None
    return answer_key(name)


def wording_of(mapping: dict[str, str]) -> dict[str, str]:
    """Side → the header of the column that asked for its consent."""
    asked: dict[str, str] = {}
    for column, field in mapping.items():
        for side in ("host", "partner"):
            if field in (f"consent.{side}", "consent.both"):
                asked[side] = column[:1000]
    return asked


def whole_name(card: dict[str, Any]) -> str:
    """A person's name as one text: first and last name where both are there, else what they call themselves."""
    first, last = card.get("firstName"), card.get("lastName")
    if first and last:
        return f"{first} {last}"
    return card.get("name") or first or last or ""


def second(moment: datetime) -> datetime:
    """A moment in UTC, in whole seconds: the precision of the rules' times."""
    return moment.astimezone(UTC).replace(microsecond=0)
