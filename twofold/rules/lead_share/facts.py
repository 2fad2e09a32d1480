"""What may be known about a lead, and the one form in which every engine sees it.

A lead comes as cells of a file (all text) or as JSON values (from the API); both become the
same facts, or a bad row with its reason. Absent facts are left out, so that a condition sees
null. Source: lead-share format version 1, "Facts".
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import orjson

from twofold.rules.canonical import canonical_hash, sha256_hex
from twofold.rules.lead_share.address import address_key
from twofold.rules.lead_share.normal_text import ANSWERS, answer_key, is_answer_key, normal_text
from twofold.rules.lead_share.times import utc_text
from twofold.rules.strict_json import whole_or_double

Facts = dict[str, Any]
"""Fact name to text, number or boolean; always with `answers`, an object of text."""


class FactType(StrEnum):
    """The four types that conditions know."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    TIME = "time"


FACT_TYPES: dict[str, FactType] = {
    "email_domain": FactType.TEXT,
    "country": FactType.TEXT,
    "employees": FactType.NUMBER,
    "minutes": FactType.NUMBER,
    "attended": FactType.BOOLEAN,
    "registered_at": FactType.TIME,
    "industry": FactType.TEXT,
    "job_title": FactType.TEXT,
    "source": FactType.TEXT,
    "medium": FactType.TEXT,
    "campaign": FactType.TEXT,
    "existing_customer_of": FactType.TEXT,
}
SIDES_OF_A_CUSTOMER = ("host", "partner", "both")

_COUNTRY = re.compile("[a-z]{2}")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_NO_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class BadRow:
    """A lead that cannot be read; `reason` is half a sentence and never repeats a cell."""

    reason: str


@dataclass(frozen=True, slots=True)
class Person:
    """The facts of one readable lead and the key by which its person is known again."""

    facts: Facts
    key: str


def fact_type(name: str) -> FactType | None:
    """Return the type of a fact that rules may name, `answers.<key>` included; else None."""
    if name.startswith(ANSWERS):
        return FactType.TEXT if is_answer_key(name[len(ANSWERS) :]) else None
    return FACT_TYPES.get(name)


def person_of(email: str, facts: Iterable[tuple[str, str]], answers: Iterable[tuple[str, str]]) -> Person | BadRow:
    """Read the cells of one row: the e-mail, (fact name, cell) pairs and (answer key, cell) pairs."""
    address = address_key(email)
    if address is None:
        return BadRow("its e-mail address is missing or is not one")
    found: Facts = {"email_domain": address[1]}
    for name, cell in facts:
        text = normal_text(cell)
        if not text:
            continue
        value = fact_from_text(name, text)
        if value is None:
            return BadRow(f"{name} must be {EXPECTED[name]}")
        found[name] = value
    found["answers"] = {key: text for key, cell in answers if (text := normal_text(cell))}
    return Person(found, address[0])


def person_from_cells(cells: Mapping[str, str]) -> Person | BadRow:
    """Read the cells of one row, by column name; columns that are no facts are passed over."""
    facts: list[tuple[str, str]] = []
    answers: dict[str, str] = {}
    for name, cell in cells.items():
        if name in FACT_TYPES:
            if name != "email_domain":
                facts.append((name, cell))
        elif key := answer_key(name):
            if key in answers:
                return BadRow(f"two answers have the key {key}")
            answers[key] = cell
    return person_of(cells.get("email", ""), facts, answers.items())


def person_from_values(values: Mapping[str, object]) -> Person | BadRow:
    """Read JSON values, `email` among them; numbers and booleans may come as themselves.

    Answers come nested under `answers` or as `answers.<key>`. The same facts come out as
    from cells that say the same.
    """
    cells: dict[str, str] = {}
    nested = values.get("answers")
    if nested is not None and not isinstance(nested, Mapping):
        return BadRow("answers must be an object of texts")
    flat = {name: one for name, one in values.items() if name != "answers"}
    for name, one in (nested or {}).items():
        if f"{ANSWERS}{name}" in flat:
            return BadRow(f"the answer {name} is given twice")
        flat[f"{ANSWERS}{name}"] = one
    for name, value in flat.items():
        if name not in FACT_TYPES and name != "email" and answer_key(name) is None:
            continue
        cell = _cell(value)
        if cell is None:
            return BadRow(f"{name} must be {EXPECTED.get(name, 'text')}")
        cells[name] = cell
    return person_from_cells(cells)


EXPECTED = {
    "email": "an e-mail address",
    "country": "the two letters of a country, such as DE",
    "employees": "a number such as 450 or 12.5",
    "minutes": "a number such as 45 or 12.5",
    "attended": "true or false",
    "registered_at": "a time such as 2026-03-01T12:00:00Z",
    "existing_customer_of": "host, partner or both",
}


def fact_from_text(name: str, text: str) -> Any:
    """Return the value of a fact from normal text that is not empty; None if it does not fit."""
    convert = _CONVERT.get(name)
    return text if convert is None else convert(text)


def input_hash(facts: Facts) -> str:
    """Return the lower-case hex SHA-256 over RFC 8785 of the facts, answers nested."""
    for name in ("employees", "minutes"):
        if isinstance(facts.get(name), float):
            return canonical_hash(facts)
    # Without fractions sorted compact JSON is RFC 8785 too: all names are ASCII.
    return sha256_hex(orjson.dumps(facts, option=orjson.OPT_SORT_KEYS))


def _country(text: str) -> str | None:
    return text.upper() if _COUNTRY.fullmatch(text) else None


def _number(text: str) -> int | float | None:
    if _NUMBER.fullmatch(text) is None:
        return None
    double = float(text)
    return whole_or_double(double) if math.isfinite(double) else None


def _customer(text: str) -> str | None:
    return text if text in SIDES_OF_A_CUSTOMER else None


# A text fact that is not named here takes any text.
_CONVERT: dict[str, Callable[[str], Any]] = {
    "country": _country,
    "employees": _number,
    "minutes": _number,
    "attended": {"true": True, "false": False}.get,
    "registered_at": utc_text,
    "existing_customer_of": _customer,
}


def _cell(value: object) -> str | None:
    """Write a JSON value as the cell that says the same; None where no cell can."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return None if _NO_SURROGATE.search(value) else value
    if isinstance(value, int | float):
        try:
            return _plain_digits(float(value))
        except OverflowError:
            return None
    return None


def _plain_digits(double: float) -> str | None:
    """Write a double without an exponent, exactly enough digits to read it back."""
    if not math.isfinite(double):
        return None
    if double.is_integer():
        return format(double, ".0f")
    text = repr(double)
    return text if "e" not in text else format(double, ".400f").rstrip("0")
