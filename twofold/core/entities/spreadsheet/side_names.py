"""A side in a file is written as on a page: by the name of its company, where that says which of the two is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twofold.core.entities.field import Field
from twofold.rules.csv_files.refusal import CellProblem

if TYPE_CHECKING:
    from collections.abc import Mapping

SHOWN = 60


def side_text(field: Field, value: str, companies: Mapping[str, str]) -> str:
    """The company on a side; the word for the side where nobody has joined or where the name says something else too.
    `companies` has the name for each side that has one.
    """
    label = next((each.label for each in field.choices if each.value == value), value)
    said = (companies.get(value, ""), label)
    return next((text for text in said if text and _meant(field, text, companies) == {value}), value)


def side_of(field: Field, text: str, companies: Mapping[str, str]) -> str:
    """The side that a cell says, by company or by side. Errors: CellProblem for neither, and for what could be both."""
    values = [each.value for each in field.choices]
    if text.strip() in values:
        return text.strip()
    meant = _meant(field, text, companies)
    if len(meant) == 1:
        return meant.pop()
    words = " or ".join(values)
    if meant:
        raise CellProblem(f"“{text[:SHOWN]}” can be either company here. Write {words}.")
    known = ", ".join([*companies.values(), *(each.label for each in field.choices)])
    raise CellProblem(f"“{text[:SHOWN]}” is none of {known}.")


def _meant(field: Field, text: str, companies: Mapping[str, str]) -> set[str]:
    """The values that a text can mean: those whose company, or whose word, it is."""
    folded = text.strip().casefold()
    named = {side for side, company in companies.items() if company.strip().casefold() == folded}
    return named | {each.value for each in field.choices if folded in {each.value.casefold(), each.label.casefold()}}
