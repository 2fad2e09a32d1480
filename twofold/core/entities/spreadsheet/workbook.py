"""XLSX: sheets written row by row, and the first sheet of any workbook read with limits (security rule 36)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from twofold.core.errors import Invalid
from twofold.rules.csv_files.formula_guard import guarded
from twofold.rules.csv_files.refusal import FileRefused

from .cells import Cell, in_workbook

MAGIC = b"PK\x03\x04"
UNPACKED = 120_000_000
PARTS = 2_000
LONGEST_CELL = 32_767
"""What Excel lets stand in one cell."""
ROWS_IN_SHEET = 1_048_575
"""What Excel lets stand in one sheet below its headings."""
LONGEST_NAME = 31
WIDTHS = (10, 48)
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNREADABLE = "This workbook cannot be read: open it in a spreadsheet, save it as .xlsx again, and choose that file."


def write(to: BinaryIO, title: str, header: list[str], rows: Iterable[list[Cell]]) -> int:
    """A workbook, written row by row; gives how many rows it has. What does not fit into one sheet goes on in the next,
    under the same headings. Errors: Invalid for a text that no cell can hold.
    """
    book = Workbook(write_only=True)
    sheet = _sheet(book, title, header, 1)
    count = 0
    for row in rows:
        if count and not count % ROWS_IN_SHEET:
            sheet = _sheet(book, title, header, count // ROWS_IN_SHEET + 1)
        sheet.append([_cell(sheet, in_workbook(cell)) for cell in row])
        count += 1
    book.save(to)
    return count


def _sheet(book: Workbook, title: str, header: list[str], number: int) -> Any:
    """The next sheet, with its headings; from the second on its name has a number."""
    name = re.sub(r"[\[\]:*?/\\]", " ", title) or "Sheet"
    after = f" {number}" if number > 1 else ""
    sheet = book.create_sheet(name[: LONGEST_NAME - len(after)] + after)
    sheet.freeze_panes = "A2"
    for column, heading in enumerate(header, start=1):
        width = min(max(len(heading) + 4, WIDTHS[0]), WIDTHS[1])
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.append([_bold(sheet, heading) for heading in header])
    return sheet


def _bold(sheet: Any, heading: str) -> Any:
    cell = _text(sheet, heading)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Cell) -> Any:
    if isinstance(value, str):
        return _text(sheet, value)
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "yyyy-mm-dd hh:mm:ss" if isinstance(value, datetime) else "yyyy-mm-dd"
        return cell
    if isinstance(value, float):
        return _number(sheet, value)
    return value


def _number(sheet: Any, value: float) -> Any:
    """A number with all of its digits: the library would write sixteen."""
    cell = WriteOnlyCell(sheet)
    cell._value, cell.data_type = repr(value), "n"  # noqa: SLF001 - its setter takes numbers only
    return cell


def _text(sheet: Any, text: str) -> Any:
    """A text that stays one: never a formula, nor when somebody edits the cell."""
    told = _ESCAPE.sub(r"_x005F_x\1_", text).replace("\r", "_x000D_")
    if len(told) > LONGEST_CELL:
        raise Invalid(
            f"A text here has more than the {LONGEST_CELL:,} characters that fit into a cell of a workbook. Export as CSV."
        )
    cell = WriteOnlyCell(sheet)
    cell._value, cell.data_type = told, "s"  # noqa: SLF001 - its setter would take “=1” for a formula
    if guarded(text) != text:
        cell.quotePrefix = True
    return cell


def read(stream: BinaryIO, most_columns: int) -> Iterator[list[Cell]]:
    """The rows of the first sheet, empty ones too. Errors: FileRefused."""
    _check_parts(stream)
    try:
        book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for row in sheet.iter_rows(max_col=most_columns, values_only=True):
            yield [_value(value) for value in row]
    except FileRefused:
        raise
    except Exception as error:  # whatever a damaged or hostile file makes of the reader
        raise FileRefused(_UNREADABLE) from error


def _check_parts(stream: BinaryIO) -> None:
    try:
        parts = zipfile.ZipFile(stream).infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise FileRefused(_UNREADABLE) from None
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise FileRefused("This workbook is too large to be read. Split it, or save the sheet as CSV.")
    if not any(part.filename.startswith("xl/") for part in parts):
        raise FileRefused("This is a ZIP archive, not a workbook: unpack it and choose the file inside.")


def _value(value: Any) -> Cell:
    if isinstance(value, str):
        return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), value)
    if value is None or isinstance(value, (bool, int, float, date)):
        return value
    return str(value)
