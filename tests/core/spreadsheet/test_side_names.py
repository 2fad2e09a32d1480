"""A side in a file: written by its company as a page does, read by company or side, never guessed."""

import pytest

from twofold.core.entities import Field
from twofold.core.entities.sides import SIDES
from twofold.core.entities.spreadsheet.side_names import side_of, side_text
from twofold.rules.csv_files.refusal import CellProblem

FIELD = Field("side", choices=SIDES)
TWO = {"host": "Northwind", "partner": "Elmfield Software"}


@pytest.mark.parametrize(
    "companies",
    [
        TWO,
        {"host": "Northwind"},
        {},
        {"host": "Elm", "partner": "ELM"},
        {"host": "Partner", "partner": "Elm"},
        {"host": "Partner", "partner": "Host"},
    ],
)
def test_what_is_written_comes_back(companies: dict[str, str]) -> None:
    for side in ("host", "partner"):
        assert side_of(FIELD, side_text(FIELD, side, companies), companies) == side


def test_a_company_is_written_where_it_says_which_side() -> None:
    assert [side_text(FIELD, side, TWO) for side in ("host", "partner")] == ["Northwind", "Elmfield Software"]
    assert side_text(FIELD, "partner", {"host": "Northwind"}) == "Partner"
    assert side_text(FIELD, "partner", {"host": "Elm", "partner": "ELM"}) == "Partner"


@pytest.mark.parametrize("text", ["Elmfield Software", " elmfield software", "Partner", "PARTNER", "partner"])
def test_either_word_is_read(text: str) -> None:
    assert side_of(FIELD, text, TWO) == "partner"


@pytest.mark.parametrize(
    ("text", "companies", "says"),
    [
        ("Elm", {"host": "Elm", "partner": "elm"}, "“Elm” can be either company here. Write host or partner."),
        ("Host", {"host": "Ash", "partner": "Host"}, "“Host” can be either company here. Write host or partner."),
        ("Oak", TWO, "“Oak” is none of Northwind, Elmfield Software, Host, Partner."),
    ],
)
def test_what_could_be_both_or_is_neither_is_refused(text: str, companies: dict[str, str], says: str) -> None:
    with pytest.raises(CellProblem) as wrong:
        side_of(FIELD, text, companies)
    assert str(wrong.value) == says
