"""The file in blocks of whole lines, decoded; bytes that cannot be read stop the stream at their line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from twofold.rules.csv_files.bad_bytes import AROUND, CONTROLS, CUT, BadByte, first_bad_byte
from twofold.rules.csv_files.limits import Limits
from twofold.rules.csv_files.refusal import FileRefused


@dataclass(frozen=True, slots=True)
class Origin:
    """A place where reading can begin: byte offset, the line there, and how many records came before."""

    offset: int
    line: int
    records: int


@dataclass(frozen=True)
class Layout:
    """How the file writes its table: delimiter, whether CR alone ends a line, whether NUL bytes are skipped."""

    start: Origin
    delimiter: str
    bare_return: bool = False
    drop_nul: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines from byte `offset` and `line` on.

    `partial`: only the beginning of a very long line, for inspection. `tail`: the last line, without line end.
    `long_lines`: some line may be longer than a cell may be.
    """

    offset: int
    line: int
    text: str
    line_end: str
    partial: bool = False
    tail: bool = False
    long_lines: bool = False


class BadLine(Exception):  # it says where, it is no error of ours
    """A line with a byte that cannot be read; `before` is what stands in front of it on the line."""

    def __init__(self, line: int, before: bytes, says: str) -> None:
        super().__init__(says)
        self.line = line
        self.before = before
        self.says = says

    def refused(self, delimiter: str, *, begins_record: bool) -> FileRefused:
        """The refusal for people; the column is known where the line begins a record."""
        column = None
        if begins_record:
            try:
                cells = next(
                    csv.reader([self.before.decode("utf-8", errors="replace").replace("\0", "")], delimiter=delimiter),
                    [],
                )
                column = max(len(cells), 1)
            except csv.Error:
                column = None
        place = f"Line {self.line}, column {column}," if column else f"Line {self.line}"
        return FileRefused(f"{place} {self.says}", line=self.line, column=column)


def blocks_of(stream: BinaryIO, offset: int, line: int, layout: Layout, limits: Limits) -> Iterator[Block]:
    """Yield the file from `offset` on; raises `BadLine` after the last line that can be read."""
    line_end = "\r" if layout.bare_return else "\n"
    end = line_end.encode()
    position, rest, at_end = offset, b"", False
    while not at_end:
        new = _filled(stream, position, limits.block)
        position += len(new)
        at_end = len(new) < limits.block
        data = rest + (new.replace(b"\0", b"") if layout.drop_nul else new)
        cut = data.rfind(end) + 1
        whole, rest = data[:cut], data[cut:]
        if whole:
            yield from _decoded(
                whole, Block(offset, line, "", line_end, long_lines=_has_long_line(whole, end, limits.cell))
            )
            offset += len(whole)
            line += whole.count(end)
        if at_end and rest:
            yield from _decoded(rest, Block(offset, line, "", line_end, tail=True, long_lines=True))
        elif len(rest) > limits.cell:
            bad = _bad_in_part(rest)
            yield Block(offset, line, rest[: bad.position].decode("utf-8", errors="ignore"), line_end, partial=True)
            if bad.says and len(rest) >= bad.position + AROUND:
                raise BadLine(line, rest[: bad.position], bad.says)


def _bad_in_part(part: bytes) -> BadByte:
    """The first bad byte of a line that is not all here yet; a character cut by the block is none."""
    bad = first_bad_byte(part, at_end=True)
    if bad is None:
        return BadByte(len(part), "")
    return BadByte(bad.position, "") if bad.says == CUT else bad


def _filled(stream: BinaryIO, position: int, size: int) -> bytes:
    """Exactly `size` bytes from `position`, fewer only at the end, however little the stream gives at a time."""
    stream.seek(position)
    parts: list[bytes] = []
    missing = size
    while missing:
        part = stream.read(missing)
        if not part:
            break
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def _has_long_line(data: bytes, end: bytes, cell: int) -> bool:
    """Whether some line may be longer than `cell` bytes: such a line fills at least one window of half that size."""
    window = max(cell // 2, 1)
    return any(data.find(end, start, start + window) < 0 for start in range(0, len(data) - window + 1, window))


def _decoded(data: bytes, block: Block) -> Iterator[Block]:
    """The block with its text, or the lines before the first bad byte and then `BadLine`."""
    bad: BadByte | None = None
    text = ""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        bad = first_bad_byte(data, at_end=block.tail)
    if bad is None and len(data.translate(None, CONTROLS)) != len(data):
        bad = first_bad_byte(data)
    if bad is None:
        yield Block(block.offset, block.line, text, block.line_end, tail=block.tail, long_lines=block.long_lines)
        return
    end = block.line_end.encode()
    start = data.rfind(end, 0, bad.position) + 1
    if start:
        yield Block(
            block.offset,
            block.line,
            data[:start].decode("utf-8"),
            block.line_end,
            long_lines=block.long_lines,
        )
    raise BadLine(block.line + data.count(end, 0, start), data[start : bad.position], bad.says)
