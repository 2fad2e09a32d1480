"""A file as a table: CSV in any usual spelling, or XLSX; what is wrong with it is one sentence that names the line."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from twofold.rules.csv_files.blocks import Layout, Origin
from twofold.rules.csv_files.delimiters import DELIMITERS, delimiters_in, start_of
from twofold.rules.csv_files.file_type import WIDE_MARKS, is_wide, refuse_disguised
from twofold.rules.csv_files.formula_guard import unguarded
from twofold.rules.csv_files.limits import Limits
from twofold.rules.csv_files.records import Records
from twofold.rules.csv_files.refusal import FileRefused

from . import workbook
from .cells import Cell

MOST_BYTES = 20_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200
HEAD = 65_536
_GHOSTS = 16_384
"""The empty columns that a spreadsheet leaves behind a table are no columns."""


@dataclass(frozen=True)
class Row:
    """One row below the header: its number from 1, the line of the file it begins on, its cells by header."""

    number: int
    line: int
    cells: dict[str, Cell]


@dataclass(frozen=True)
class Table:
    """The columns of a file, by header in their order, and its rows without the empty ones."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(file: BinaryIO, is_known: Callable[[str], bool]) -> Table:
    """The whole file. `is_known` tells whether a header means something, where commas and semicolons compete.

    Errors: FileRefused, with the line where there is one.
    """
    file.seek(0, io.SEEK_END)
    if file.tell() > MOST_BYTES:
        raise FileRefused(f"The file has more than {MOST_BYTES // 1_000_000} MB. Split it and import the parts.")
    file.seek(0)
    if file.read(len(workbook.MAGIC)) == workbook.MAGIC:
        file.seek(0)
        return _table((line, cells) for line, cells in enumerate(workbook.read(file, MOST_COLUMNS + 1), start=1))
    file.seek(0)
    return _table(_csv(file.read(), is_known))


def _table(lines: Iterator[tuple[int, list[Cell]]]) -> Table:
    filled = ((line, cells) for line, cells in lines if any(not _is_blank(cell) for cell in cells))
    line, header = next(filled, (1, []))
    columns = _columns(header, line)
    first = next(filled, None)
    if first is None:
        raise FileRefused("The file needs a line of column names and at least one row below it.", line=line)
    rows = []
    for number, (at, cells) in enumerate(chain([first], filled), start=1):
        if number > MOST_ROWS:
            raise FileRefused(f"The file has more than {MOST_ROWS:,} rows. Split it and import the parts.", line=at)
        beyond = next((cell for cell in cells[len(columns) :] if not _is_blank(cell)), None)
        if beyond is not None:
            raise FileRefused(
                f"Line {at} has more cells than there are columns: is a quote mark missing around a text with the separator in it?",
                line=at,
            )
        rows.append(Row(number, at, {name: cell for name, cell in zip(columns, cells, strict=False) if name}))
    return Table(tuple(name for name in columns if name), tuple(rows))


def _columns(header: list[Cell], line: int) -> list[str]:
    """The names, without empty ones at the end. Errors: FileRefused for too many, and for a name that is there twice."""
    names = ["" if cell is None else str(cell).strip() for cell in header]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        raise FileRefused(f"The file has more than {MOST_COLUMNS} columns. Leave out those you don't need.", line=line)
    names = [name or f"Column {at}" for at, name in enumerate(names, start=1)]
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            raise FileRefused(f"Line {line}: two columns are called “{name[:80]}”. Rename or delete one.", line=line)
        seen.add(name.casefold())
    return names


def _is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _csv(data: bytes, is_known: Callable[[str], bool]) -> Iterator[tuple[int, list[Cell]]]:
    data = _as_utf8(data)
    head = data[:HEAD]
    refuse_disguised(head)
    offset, line, delimiter = start_of(head)
    text = head[offset:].decode("utf-8", errors="replace")
    if not text.strip():
        raise FileRefused("The file is empty.", line=line)
    body = data[offset:]
    layout = Layout(
        Origin(offset, line, 0),
        delimiter or _delimiter(text, is_known),
        bare_return=b"\n" not in body and b"\r" in body[:-1],
    )
    for _, at, _, cells in Records(io.BytesIO(data), layout, Limits(columns=_GHOSTS)).read(layout.start):
        yield at, [unguarded(cell) for cell in cells]


def _as_utf8(data: bytes) -> bytes:
    """The same text in UTF-8: from UTF-16, or from Windows-1252 where nothing in it is UTF-8.

    A file that is UTF-8 but for a few bytes is damaged; it stays as it is, and reading it names the line.
    """
    sample = data[:4096]
    try:
        if sample.startswith(WIDE_MARKS):
            return data.decode("utf-16").encode()
        if is_wide(sample):
            return data.decode("utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be").encode()
    except UnicodeDecodeError:
        return data
    try:
        data.decode()
    except UnicodeDecodeError:
        return _from_windows(data) if data.decode(errors="ignore").isascii() else data
    return data


def _from_windows(data: bytes) -> bytes:
    try:
        return data.decode("cp1252").encode()
    except UnicodeDecodeError:
        return data


def _delimiter(text: str, is_known: Callable[[str], bool]) -> str:
    """The separator that makes the most known headers; of equals the one that stands in the first line most often."""
    header, present = delimiters_in(text)

    def worth(delimiter: str) -> tuple[int, int]:
        return sum(is_known(part.strip(' "')) for part in header.split(delimiter)), header.count(delimiter)

    return max(present, key=worth) if present else next(iter(DELIMITERS))
