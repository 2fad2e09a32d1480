"""What leaves in a file comes back as it was, whatever it is; and no spreadsheet calculates any of it."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from twofold.core.entities import Field, choices
from twofold.core.entities.spreadsheet import workbook
from twofold.core.entities.spreadsheet.cells import Cell, cell_of, cell_text
from twofold.core.entities.spreadsheet.reading import read_table
from twofold.core.entities.spreadsheet.values import reader_of
from twofold.rules.csv_files.formula_guard import guarded, unguarded
from twofold.web.downloads import csv_lines

BERLIN = ZoneInfo("Europe/Berlin")
EARLY, LATE, DAY = (datetime.combine(date(*at), time.min) for at in ((2, 1, 1), (9998, 1, 1), (2026, 7, 1)))
"""Without a zone, as a workbook has them."""
NASTY = st.lists(
    st.sampled_from([*"=+-@\t\r\n;,\"' ab1＝", "\r\n", "_x000D_", "=1+1", "'=", '";"=', "\x0b", "é", "😀", "\ufffe"]),
    max_size=8,
).map("".join)
TEXTS = st.one_of(NASTY, st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20))
FORMULA = tuple("=+-@＝＋－＠")
KEPT = str.maketrans("", "", "".join(map(chr, [*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF])))
"""Characters that no file of ours holds."""


def through(cells: list[Cell], kind: str) -> list[Cell]:
    """A column of cells as it is read from the file it was written to; the empty ones with a mark beside them."""
    out = io.BytesIO()
    if kind == "xlsx":
        workbook.write(out, "Sheet", ["Value", "Mark"], ([cell, "x"] for cell in cells))
    else:
        rows = [[cell_text(cell), "x"] for cell in cells]
        out.write("".join(csv_lines(["Value", "Mark"], rows)).encode())
    return [row.cells["Value"] for row in read_table(out, lambda header: True).rows]


def back(field: Field, values: list[Any], kind: str) -> list[Any]:
    read = through([cell_of(field, value, {}, BERLIN) for value in values], kind)
    reader = reader_of(field, read, BERLIN, {})
    return [None if cell in (None, "") else reader(cell) for cell in read]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@settings(max_examples=30, deadline=None)
@given(texts=st.lists(TEXTS, min_size=1, max_size=4))
@example(texts=["'=1", "''=1", "-5", "'-5", "a;=1", 'a;"=1', "a\n+1", "\t=1", " =1", "a\r\n=b"])
def test_texts(kind: str, texts: list[str]) -> None:
    wanted = [text.translate(KEPT) or None for text in texts]
    assert back(Field("notes", "text"), texts, kind) == wanted


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@settings(max_examples=30, deadline=None)
@given(
    numbers=st.lists(
        st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.integers(-(2**53), 2**53)),
        min_size=1,
        max_size=4,
    )
)
@example(numbers=[1.234, 1e21, 5e-324, -0.5, 1000000.0])
@example(numbers=[1234.5, 0.001])
def test_numbers(kind: str, numbers: list[float]) -> None:
    assert back(Field("budget", "number"), numbers, kind) == numbers


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@settings(max_examples=30, deadline=None)
@given(moments=st.lists(st.datetimes(EARLY, LATE, timezones=st.just(UTC)), min_size=1, max_size=4))
@example(moments=[datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)])
def test_times(kind: str, moments: list[datetime]) -> None:
    told = back(Field("at", "datetime"), moments, kind)
    assert [datetime.fromisoformat(each) for each in told] == moments


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@settings(max_examples=30, deadline=None)
@given(days=st.lists(st.dates(), min_size=1, max_size=4))
def test_days(kind: str, days: list[date]) -> None:
    told = [day.isoformat() for day in days]
    assert back(Field("due", "date"), days, kind) == told
    assert back(Field("due", "day"), told, kind) == told


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@settings(max_examples=30, deadline=None)
@given(lists=st.lists(st.lists(TEXTS.map(lambda text: text.translate(KEPT)), max_size=3), min_size=1, max_size=3))
@example(lists=[["[1]"], ['["a"]'], ["a; b"], ["a", ""], [" a "]])
def test_lists(kind: str, lists: list[list[str]]) -> None:
    assert back(Field("deliverables", "array"), lists, kind) == [each or None for each in lists]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_choices_are_written_by_their_word_and_booleans_as_yes_and_no(kind: str) -> None:
    field = Field("status", choices=choices({"a": "Open", "b": "a", "c": "open", "d": "=D"}))
    assert [cell_of(field, value, {}, BERLIN) for value in "abcd"] == ["a", "b", "c", "=D"]
    assert back(field, ["a", "b", "c", "d"], kind) == ["a", "b", "c", "d"]
    assert back(Field("ready", "boolean"), [True, False], kind) == [True, False]


def test_a_workbook_has_types_and_texts_that_stay_texts() -> None:
    from openpyxl import load_workbook

    out = io.BytesIO()
    moment = datetime(2026, 7, 1, 12, tzinfo=BERLIN)
    workbook.write(out, "A/B", ["=Head"], [["=1+1", 1.5, True, date(2026, 7, 1), moment, "plain"]])
    sheet = load_workbook(out).worksheets[0]
    cells = next(iter(sheet.iter_rows(min_row=2)))
    assert [cell.data_type for cell in cells] == ["s", "n", "b", "d", "d", "s"]
    assert [cell.value for cell in cells] == [
        "=1+1",
        1.5,
        True,
        DAY,
        DAY + timedelta(hours=12),
        "plain",
    ]
    assert [bool(cell.quotePrefix) for cell in (cells[0], cells[5])] == [True, False]
    assert sheet["A1"].data_type == "s"


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5])
def test_what_does_not_fit_into_a_sheet_goes_on_in_the_next(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from openpyxl import load_workbook

    monkeypatch.setattr(workbook, "ROWS_IN_SHEET", 2)
    out, title = io.BytesIO(), "Partners whose name is far too long for a sheet"
    rows: list[list[Cell]] = [[f"Elm {number}"] for number in range(count)]
    assert workbook.write(out, title, ["Company"], iter(rows)) == count
    sheets = load_workbook(out).worksheets
    assert [sheet.title for sheet in sheets] == [title[:31], title[:29] + " 2", title[:29] + " 3"][
        : max(1, -(-count // 2))
    ]
    written = [list(sheet.iter_rows(values_only=True)) for sheet in sheets]
    assert all(lines[0] == ("Company",) for lines in written)
    assert [list(line) for lines in written for line in lines[1:]] == rows


@settings(max_examples=30, deadline=None)
@given(text=TEXTS)
def test_a_guarded_text_comes_back_and_guarding_twice_is_taken_back_twice(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert unguarded(unguarded(guarded(guarded(text)))) == text


@settings(max_examples=30, deadline=None)
@given(texts=st.lists(TEXTS, min_size=1, max_size=4))
@example(texts=["a", 'b;"=cmd()'])
@example(texts=["a", "b\n=cmd()"])
@example(texts=["\x0b=cmd()"])
def test_no_cell_begins_like_a_formula_whatever_separates_the_cells_for_who_opens_the_file(texts: list[str]) -> None:
    file = "".join(csv_lines(texts, [texts])).removeprefix("\ufeff")
    for delimiter in ",;\t":
        for row in csv.reader(io.StringIO(file, newline=""), delimiter=delimiter):
            assert not [cell for cell in row if cell.lstrip().startswith(FORMULA) and not _begins_with_a_number(cell)]


def _begins_with_a_number(cell: str) -> bool:
    """A plain negative number is no formula, nor is a line of cells that begins with one."""
    return cell.partition(",")[0].removeprefix("-").replace(".", "", 1).isdigit()
