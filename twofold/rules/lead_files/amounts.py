"""Numbers as people write them: employee ranges and minutes."""

from __future__ import annotations

import re

from twofold.rules.csv_files.refusal import CellProblem

_SPACE = re.compile(r"[\s\u00a0\u202f']+")
_WHOLE = r"\d{1,3}(?:[.,]\d{3})+|\d{1,12}"
_RANGE = re.compile(rf"({_WHOLE})(?:[-\u2013\u2014]|to|bis|a|à)({_WHOLE})")
_OVER = re.compile(rf"(?:morethan|over|mehrals|über|ueber|plusde|>)({_WHOLE})")
_FROM = re.compile(
    rf"(?:atleast|from|ab|mindestens|àpartirde|>=|≥)({_WHOLE})|({_WHOLE})(?:\+|andmore|ormore|undmehr|oderm[eh]+r|etplus|ouplus)"
)
_UNDER = re.compile(rf"(?:lessthan|under|upto|wenigerals|unter|bis(?:zu)?|moinsde|jusqu.?à|<=?|≤)({_WHOLE})")
_PEOPLE = re.compile(
    r"(?:employees?|people|staff|mitarbeiter(?:innen)?|personen|employés?|employes?|salariés?|salaries?)$"
)
_MINUTES = re.compile(r"(\d{1,9}(?:[.,]\d{1,9})?)(?:m|min|mins|minuten?|minutes?)?\.?")
_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d):([0-5]\d)")


def employees(text: str) -> str:
    """The number of employees, of a range its lower end: "51-100" is 51, "More than 10,000" is 10001, "under 50" is 1."""
    short = _PEOPLE.sub("", _SPACE.sub("", text.lower()))
    if re.fullmatch(_WHOLE, short) or (match := _RANGE.fullmatch(short)):
        return _digits(short if re.fullmatch(_WHOLE, short) else match.group(1))  # type: ignore[union-attr]
    if match := _OVER.fullmatch(short):
        return str(int(_digits(match.group(1))) + 1)
    if match := _FROM.fullmatch(short):
        return _digits(match.group(1) or match.group(2))
    if _UNDER.fullmatch(short):
        return "1"
    raise CellProblem(f"the number of employees “{text[:40]}” is neither a number nor a range: write 250 or 51-100")


def _digits(text: str) -> str:
    return str(int(text.replace(",", "").replace(".", "")))


def minutes(text: str) -> str:
    """Minutes as a decimal number: "45", "45,5", "45 min" or "1:02:30" (62.5)."""
    short = _SPACE.sub("", text.lower())
    if match := _CLOCK.fullmatch(short):
        hours, mins, seconds = (int(part) for part in match.groups())
        return _decimal(hours * 60 + mins + seconds / 60)
    if match := _MINUTES.fullmatch(short):
        return _decimal(float(match.group(1).replace(",", ".")))
    raise CellProblem(f"the minutes “{text[:40]}” are no number: write 45 or 45.5")


def _decimal(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
