"""A CSV file as a stream of records in flat memory, each with its line; broken ones are refused with their place.

The csv module reads the cells; this adds what it lacks: places, encodings, caps, resuming, and an open quote
that does not swallow the file. Where blocks are cut never changes what is read.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import chain
from typing import BinaryIO

from twofold.rules.lead_files.blocks import BadLine, Block, blocks_of
from twofold.rules.lead_files.broken_record import Reading
from twofold.rules.lead_files.limits import Limits
from twofold.rules.lead_files.refusal import FileRefused


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


class Records:
    """The records of one file. `unterminated` is true once the last line was read and had no line end."""

    def __init__(self, stream: BinaryIO, layout: Layout, limits: Limits) -> None:
        self.stream = stream
        self.layout = layout
        self.limits = limits
        self.unterminated = False

    def read(self, start: Origin) -> Iterator[tuple[int, int, Origin, list[str]]]:
        """Yield (number from 1, line it begins on, origin to resume from, cells); empty lines are not counted.

        Raises `FileRefused` at the first record that cannot be read, after all records before it.
        """
        self.unterminated = False
        line, number, origin, long_lines = start.line, start.records, start, False
        held: list[Block] = []  # the blocks since the record that is being read began
        fresh: list[Block] = []  # the blocks handed over since the last record
        inspect_at = self.limits.cell

        def handed() -> Iterator[StringIO]:
            nonlocal inspect_at
            for block in blocks_of(self.stream, start.offset, start.line, self.layout, self.limits):
                _let_go(held, line, block)
                if line < block.line or block.partial:
                    text = _text_from(held, line) + block.text
                    if len(text) > inspect_at:
                        self._refuse_if_broken(text, line, at_end=False)
                        inspect_at = 2 * len(text)
                else:
                    inspect_at = self.limits.cell
                if not block.partial:
                    held.append(block)
                    fresh.append(block)
                    self.unterminated = block.tail
                    yield StringIO(block.text, newline="" if self.layout.bare_return else "\n")

        reader = csv.reader(chain.from_iterable(handed()), delimiter=self.layout.delimiter, strict=True)
        try:
            for record in reader:
                after = start.line + reader.line_num
                if fresh:
                    if fresh[0].line == line:
                        origin = Origin(fresh[0].offset, line, number)
                    long_lines = fresh[-1].long_lines
                    fresh.clear()
                if long_lines or after != line + 1 or len(record) > self.limits.columns:
                    self._check_size(record, held, line)
                begun, line = line, after
                if record:
                    number += 1
                    yield number, begun, origin, record
        except csv.Error as error:
            self._refuse_if_broken(_text_from(held, line), line, at_end=True)
            raise FileRefused(f"Line {line} cannot be read as CSV: {error}.", line=line) from None
        except BadLine as bad:
            before = _text_from(held, line) + bad.before.decode("utf-8")
            self._refuse_if_broken(before, line, at_end=False)  # what comes first on the line is told
            raise bad.refused(self.layout.delimiter, begins_record=bad.line == line) from None

    def _check_size(self, record: list[str], held: list[Block], line: int) -> None:
        if len(record) > self.limits.columns or max(map(len, record), default=0) > self.limits.cell:
            self._refuse_if_broken(_text_from(held, line), line, at_end=False)

    def _refuse_if_broken(self, text: str, line: int, *, at_end: bool) -> None:
        reading = Reading(text, line, self.layout.delimiter, self.limits, self.layout.bare_return, at_end)
        wrong = reading.trouble()
        if wrong:
            raise wrong from None


def _let_go(held: list[Block], line: int, coming: Block) -> None:
    """Forget the blocks that end before `line`, where the record being read begins."""
    following = [block.line for block in held[1:]] + [coming.line]
    while held and following and following[0] <= line:
        held.pop(0)
        following.pop(0)


def _text_from(held: list[Block], line: int) -> str:
    """What is held of the file from `line` on."""
    if not held:
        return ""
    text = "".join(block.text for block in held)
    start = 0
    for _ in range(line - held[0].line):
        start = text.index(held[0].line_end, start) + 1
    return text[start:]
