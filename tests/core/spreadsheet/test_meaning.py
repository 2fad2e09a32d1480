"""What cells mean: numbers and dates in any usual spelling, as the whole column tells, and never by a guess."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from twofold.core.entities import Field, choices
from twofold.core.entities.spreadsheet.values import reader_of
from twofold.rules.csv_files.refusal import CellProblem

BERLIN = ZoneInfo("Europe/Berlin")


def column(field: Field, *cells: Any) -> list[Any]:
    read = reader_of(field, cells, BERLIN, {"Known": "x" * 21})
    told = []
    for cell in cells:
        try:
            told.append(read(cell))
        except CellProblem:
            told.append(CellProblem)
    return told


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (["1234.5", "0", "-7"], [1234.5, 0, -7]),
        (["1,234,567", "1,234"], [1234567, 1234]),
        (["1.234,50", "1.234"], [1234.5, 1234]),
        (["3,5", "1.234"], [3.5, 1234]),
        (["1,234.5", "1,234"], [1234.5, 1234]),
        (["1'234.50", "€ 12", "12 €", "EUR 12", "1 234", "1\u202f234"], [1234.5, 12, 12, 12, 1234, 1234]),
        (["1.234"], [1.234]),
        (["1e3"], [1000]),
        (["1,5", "1.5"], [CellProblem, CellProblem]),
        (["twelve", "", "1-2", "0x10", "٣", "nan", "inf"], [CellProblem] * 7),
        ([12.0, 12.5, 3], [12, 12.5, 3]),
    ],
)
def test_numbers(cells: list[Any], numbers: list[Any]) -> None:
    assert column(Field("budget", "number"), *cells) == numbers


def test_a_whole_number_with_points_has_thousands() -> None:
    assert column(Field("seats", "integer"), "1.234", "12") == [1234, 12]


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["2026-03-04", "4.3.2026", "March 4, 2026", "4 Mar 2026"], ["2026-03-04"] * 4),
        (["03/04/2026", "25/04/2026"], ["2026-04-03", "2026-04-25"]),
        (["03/04/2026", "04/25/2026"], ["2026-03-04", "2026-04-25"]),
        (["03-04-2026", "25-04-2026"], ["2026-04-03", "2026-04-25"]),
        (["03/04/2026", "05/06/2026"], [CellProblem, CellProblem]),
        (["04/04/2026"], ["2026-04-04"]),
        (["25/04/2026", "04/25/2026", "01/02/2026"], [CellProblem] * 3),
        (["2026-02-30", "soon", "2026-03-04 10:00"], [CellProblem] * 3),
    ],
)
def test_dates_are_read_only_where_the_column_tells_which_is_the_day(cells: list[str], days: list[Any]) -> None:
    assert column(Field("due", "date"), *cells) == days


def test_a_text_in_which_days_are_kept_takes_other_texts_as_they_are() -> None:
    cells = ["25/04/2026", "Q3", "in 2027, perhaps", "01/02/2026"]
    assert column(Field("review", "day"), *cells) == ["2026-04-25", "Q3", "in 2027, perhaps", "2026-02-01"]
    assert column(Field("review", "day"), "01/02/2026") == [CellProblem]


def test_times_without_a_zone_are_the_readers() -> None:
    told = column(Field("at", "datetime"), "2026-07-01 12:00", "2026-07-01T12:00:00+00:00", "1.7.2026 12:00")
    assert told == ["2026-07-01T10:00:00Z", "2026-07-01T12:00:00Z", "2026-07-01T10:00:00Z"]


def test_choices_booleans_lists_and_references() -> None:
    field = Field("type", choices=choices({"co_marketing": "Co-marketing", "referral": "Referral"}))
    assert column(field, "referral", "REFERRAL", " Co-Marketing ", "x") == [
        "referral", "referral", "co_marketing", CellProblem,
    ]  # fmt: skip
    assert column(Field("ok", "boolean"), "Yes", "nein", "1", "maybe") == [True, False, True, CellProblem]
    assert column(Field("list", "array"), "a; b", '["a;b"]', "a\nb") == [["a", "b"], ["a;b"], ["a", "b"]]
    assert column(Field("ownerId", to="person"), "Known", "Unknown") == ["x" * 21, CellProblem]


def test_a_text_that_a_workbook_took_for_a_number_or_a_day_is_a_text_again() -> None:

    assert column(Field("phone"), 4930.0, 49, datetime.combine(date(2026, 7, 1), time.min)) == [
        "4930",
        "49",
        "2026-07-01",
    ]
