"""A table that begins with a lead instead of its headings: noticed, so that no lead is taken for a heading."""

from __future__ import annotations

import re

from twofold.rules.csv_files.header_names import ALIASES, plain_name
from twofold.rules.csv_files.refusal import FileRefused
from twofold.rules.lead_files.consent import is_consent_question
from twofold.rules.lead_files.fields import is_field

_ADDRESS = re.compile(r"(?:[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+|[^@<>]*<[^@\s<>]+@[^@\s<>]+>)")
_VALUES = (
    (re.compile(r"\d{4}-\d\d-\d\d.*|\d{1,2}[./]\d{1,2}[./]\d{4}.*"), "a date"),
    (re.compile(r"[+-]?\d[\d.,]*"), "a number"),
    (re.compile(r"\+[\d ()/.-]{6,}"), "a telephone number"),
    (re.compile(r"https?://\S+", re.IGNORECASE), "an address on the web"),
    (re.compile(r"true|false|yes|no", re.IGNORECASE), "an answer"),
)
_HEADINGS = 2
"""So many known names beside an address, and the row does have headings: a list may be called by its address."""


def refuse_missing_headings(header: list[str], line: int) -> None:
    """Raise `FileRefused` if the row that should name the columns is a lead; says which cell, and quotes nothing.

    A row with an e-mail address in it is one, unless it names columns all the same; so is a row that names no column
    we know and holds a number, a date or the like.
    """
    names = [cell.strip() for cell in header]
    known = sum(map(_names_a_column, names))
    if known < _HEADINGS:
        for column, name in enumerate(names, start=1):
            if _ADDRESS.fullmatch(name):
                raise _refused(line, column, "an e-mail address")
    if known:
        return
    for column, name in enumerate(names, start=1):
        for shape, what in _VALUES:
            if shape.fullmatch(name):
                raise _refused(line, column, what)


def _names_a_column(name: str) -> bool:
    plain = plain_name(name)
    return plain in ALIASES or is_field(name) or plain.startswith("answers ") or is_consent_question(name)


def _refused(line: int, column: int, what: str) -> FileRefused:
    return FileRefused(
        f"Line {line}, column {column}: the first row looks like a lead, not like headings: it holds {what} here. "
        "Put a row above it that names the columns, such as email, first name, company, and upload the file again.",
        line=line,
        column=column,
    )
