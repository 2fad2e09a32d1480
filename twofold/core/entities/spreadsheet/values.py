"""What the cells of a column mean for a field: understood for the whole column, where one cell alone could mislead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from twofold.core.entities.field import Field
from twofold.core.json_text import as_json
from twofold.rules.csv_files.refusal import CellProblem
from twofold.rules.csv_files.times import moment

from .cells import Cell, list_in
from .side_names import side_of

Read = Callable[[Cell], Any]
"""From a cell that isn't empty to what the input of an operation takes. Errors: CellProblem with a sentence."""
YES = frozenset({"yes", "y", "true", "1", "x", "ja", "j", "oui", "o", "wahr", "vrai"})
NO = frozenset({"no", "n", "false", "0", "nein", "non", "falsch", "faux"})
_SLASHED = re.compile(r"\s*(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)(.*)", re.DOTALL)
_LAST_MONTH = 12
_CURRENCY = re.compile(r"^[A-Z]{3}(?=[-+\d\s])|(?<=[\d\s])[A-Z]{3}$|[€$£¥]")
_SPACES = re.compile(r"[\s\u00a0\u202f'’]+")
_PLAIN = re.compile(r"[-+]?\d+(\.\d+)?([eE][-+]?\d+)?", re.ASCII)
_DIGITS = r"[-+]?\d{1,3}"
_COMMA_GROUPS = re.compile(rf"{_DIGITS}(,\d{{3}})+(\.\d+)?", re.ASCII)
_DOT_GROUPS = re.compile(rf"{_DIGITS}(\.\d{{3}})+(,\d+)?", re.ASCII)
_COMMA_DECIMAL = re.compile(r"[-+]?\d+,\d+", re.ASCII)


def reader_of(field: Field, cells: Iterable[Cell], zone: ZoneInfo, references: dict[str, str]) -> Read:
    """How this column's cells are read. `references` has the id for each text that names what the field refers to; for a
    side, the company that stands there.
    """
    texts = [cell for cell in cells if isinstance(cell, str)]
    if field.choices:
        choice = cache(lambda text: side_of(field, text, references) if field.side else _choice(field, text))
        return lambda cell: choice(_text(cell))
    if field.to:
        several = field.type == "array"
        refer = [lambda cell: _reference(_text(cell), references), lambda cell: _references(_text(cell), references)]
        return refer[several]
    if field.type in {"integer", "number"}:
        comma = _is_comma_decimal(texts)
        return lambda cell: _number(cell, comma=comma, whole=field.type == "integer")
    if field.type == "boolean":
        return _boolean
    if field.type in {"date", "day", "datetime"}:
        order = _day_first(texts)
        read = {"date": _date, "day": _day, "datetime": _datetime}[field.type]
        return lambda cell: read(cell, zone, order)
    return (lambda cell: list_in(_text(cell))) if field.type == "array" else _text


def _text(cell: Cell) -> str:
    """As it stands; a number that a workbook made of a text without its `.0`."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time.min:
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


_MANY = 30
"""So many choices are named in a sentence."""


def _choice(field: Field, text: str) -> str:
    folded = text.strip().casefold()
    for fits in (
        [each.value for each in field.choices if text.strip() == each.value],
        [each.value for each in field.choices if text.strip() == each.label],
        [each.value for each in field.choices if folded in {each.value.casefold(), each.label.casefold()}],
    ):
        if len(fits) == 1:
            return fits[0]
    labels = [each.label or each.value for each in field.choices]
    possible = f"none of {', '.join(labels)}" if len(labels) <= _MANY else f"not a {field.label.lower()} we know"
    raise CellProblem(f"“{_short(text)}” is {possible}.")


def _reference(text: str, references: dict[str, str]) -> str:
    found = references.get(text.strip())
    if not found:
        raise CellProblem(
            f"“{_short(text)}” is not one that you can see, or there are several. Say which as the export does "
            "(“Designer, Halden Software”), or use its id."
        )
    return found


def _references(text: str, references: dict[str, str]) -> list[str]:
    return [_reference(each, references) for each in list_in(text)]


def _boolean(cell: Cell) -> bool:
    if isinstance(cell, bool):
        return cell
    text = _text(cell).strip().casefold()
    if text in YES or text in NO:
        return text in YES
    raise CellProblem(f"“{_short(text)}” is neither yes nor no.")


def _is_comma_decimal(texts: list[str]) -> bool | None:
    """Whether a comma begins the decimals in this column, as its cells tell; None where they contradict each other."""
    shown = [_bare(text) for text in texts]
    comma = any(
        (_COMMA_DECIMAL.fullmatch(text) and not _COMMA_GROUPS.fullmatch(text))
        or (_DOT_GROUPS.fullmatch(text) and ("," in text or text.count(".") > 1))
        for text in shown
    )
    dot = any(
        (_PLAIN.fullmatch(text) and "." in text and not _DOT_GROUPS.fullmatch(text))
        or (_COMMA_GROUPS.fullmatch(text) and ("." in text or text.count(",") > 1))
        for text in shown
    )
    return None if comma and dot else comma


def _bare(text: str) -> str:
    return _SPACES.sub("", _CURRENCY.sub("", text.strip()))


def _number(cell: Cell, *, comma: bool | None, whole: bool) -> int | float:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
    text = _bare(_text(cell))
    if comma is None and not text.lstrip("+-").isdigit():
        raise CellProblem(
            f"“{_short(text)}”: in some rows a comma begins the decimals, in others a point. Write 1234.5 everywhere."
        )
    groups = _DOT_GROUPS if comma or (whole and _DOT_GROUPS.fullmatch(text)) else _COMMA_GROUPS
    if groups.fullmatch(text):
        text = text.replace("." if groups is _DOT_GROUPS else ",", "")
    if comma:
        text = text.replace(",", ".")
    if not _PLAIN.fullmatch(text):
        raise CellProblem(f"“{_short(text)}” is not a number. Write 1234.5.")
    number = float(text)
    if abs(number) < 2**53 and number.is_integer():
        return int(number)
    return int(text) if text.lstrip("+-").isdigit() else number


def _day_first(texts: list[str]) -> bool | None:
    """Whether 03/04/2026 is in April, as the whole column tells; None where it doesn't, or says both."""
    pairs = [(int(found[1]), int(found[2])) for text in texts if (found := _SLASHED.match(text))]
    day_first = any(first > _LAST_MONTH for first, _ in pairs)
    month_first = any(second > _LAST_MONTH for _, second in pairs)
    return None if day_first == month_first else day_first


def _instant(text: str, zone: Any, day_first: bool | None) -> str:  # noqa: FBT001 - what the column says
    """As `moment`, slashes only where it is clear which is the day. Errors: CellProblem."""
    found = _SLASHED.fullmatch(text)
    if found and found[1] != found[2] and day_first is None:
        raise CellProblem(f"“{_short(text)}”: it is not clear which is the day and which the month. Write 2026-03-15.")
    if found:
        text = f"{found[1]}/{found[2]}/{found[3]}{found[4]}"
    try:
        return moment(text.strip(), zone, day_first=bool(day_first))
    except CellProblem:
        raise CellProblem(f"“{_short(text)}” is not a date we can read. Write 2026-03-15.") from None


def _date(cell: Cell, zone: ZoneInfo, day_first: bool | None) -> str:  # noqa: FBT001 - what the column says
    if isinstance(cell, date):
        text = _text(cell)
        if isinstance(cell, datetime) and cell.time() != time.min:
            raise CellProblem(f"“{text}” has a time of day. Only the date is kept here.")
        return text
    told = _instant(_text(cell), UTC, day_first)
    if not told.endswith("T00:00:00Z"):
        raise CellProblem(f"“{_short(_text(cell))}” has a time of day. Only the date is kept here.")
    return told[:10]


def _day(cell: Cell, zone: ZoneInfo, day_first: bool | None) -> str:  # noqa: FBT001 - what the column says
    """ISO where it is a date; any other text as it stands, for that is what such a field takes."""
    text = _text(cell)
    if not isinstance(cell, str) or not re.search(r"\d{4}", text):
        return text
    if _SLASHED.fullmatch(text):
        return _date(cell, zone, day_first)
    try:
        return _date(cell, zone, day_first)
    except CellProblem:
        return text


def _datetime(cell: Cell, zone: ZoneInfo, day_first: bool | None) -> str:  # noqa: FBT001 - what the column says
    if isinstance(cell, date):
        at = cell if isinstance(cell, datetime) else datetime.combine(cell, time.min)
        return _in_utc(at.replace(tzinfo=zone))
    text = _text(cell).strip()
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        return _instant(text, zone, day_first)
    return _in_utc(told if told.tzinfo else told.replace(tzinfo=zone))


def _in_utc(at: datetime) -> str:
    try:
        return str(as_json(at.astimezone(UTC)))
    except OverflowError:
        raise CellProblem(f"“{at.isoformat()}” is not on the calendar.") from None


def _short(text: str) -> str:
    return text[:60]
