"""Why one record of the file cannot be read, and exactly where: only ever run once something is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass

from twofold.rules.csv_files.limits import Limits
from twofold.rules.csv_files.refusal import FileRefused


@dataclass
class Reading:
    """One record's text from its first character, read cell by cell as the csv module reads it.

    `line` is the line of the file at `position`; `bare_return`: CR alone ends a line in this file.
    """

    text: str
    line: int
    delimiter: str
    limits: Limits
    bare_return: bool
    at_end: bool
    position: int = 0
    column: int = 0
    opened_at: int = 0

    def trouble(self) -> FileRefused | None:
        """The first thing wrong with the record, or `None` if all of it that is there can be read."""
        bare = re.compile(f"[{self.delimiter}\r\n]")
        while True:
            self.column += 1
            if self.column > self.limits.columns:
                return self._refused(
                    f"has more than {self.limits.columns} cells: is the right delimiter used, and is a line end missing?",
                    cell=False,
                )
            quoted = self.text.startswith('"', self.position)
            wrong = self._quoted() if quoted else self._bare(bare)
            if wrong:
                return wrong
            rest = self.text[self.position : self.position + 2]
            if not rest.startswith(self.delimiter):
                return self._after_cell(rest, quoted=quoted)
            self.position += 1

    def _bare(self, end: re.Pattern[str]) -> FileRefused | None:
        match = end.search(self.text, self.position)
        stop = match.start() if match else len(self.text)
        if stop - self.position > self.limits.cell:
            return self._too_long()
        self.position = stop
        return None

    def _quoted(self) -> FileRefused | None:
        opened, start, length = self.position, self.position + 1, 0
        while True:
            quote = self.text.find('"', start)
            stop = quote if quote >= 0 else len(self.text)
            length += stop - start
            if length > self.limits.cell:
                several_lines = bool(re.search("[\r\n]", self.text[opened : opened + self.limits.cell]))
                return self._unclosed(f"within {self.limits.cell:,} characters") if several_lines else self._too_long()
            if quote < 0:
                if self.at_end:
                    return self._unclosed("before the file ends")
                self.position = stop
                return None
            if not self.text.startswith('"', quote + 1):
                self.opened_at, self.position = opened, quote + 1
                return None
            length += 1
            start = quote + 2

    def _after_cell(self, rest: str, *, quoted: bool) -> FileRefused | None:
        if (
            not rest
            or rest.startswith("\n")
            or rest == "\r\n"
            or (rest[0] == "\r" and (self.bare_return or len(rest) == 1))
        ):
            return None
        if not quoted or rest[0] == "\r":
            return self._refused("has a carriage return in the middle of a cell: put the cell in quotes or delete it.")
        closed = self.line + self._lines(0, self.position)
        self.position = self.opened_at
        return self._refused(
            f"has a quoted cell that opens here, and text follows its closing quote on line {closed}: "
            "a quote mark is missing or too many; inside a quoted cell, write it twice."
        )

    def _lines(self, start: int, stop: int) -> int:
        return self.text.count("\r" if self.bare_return else "\n", start, stop)

    def _unclosed(self, until: str) -> FileRefused:
        return self._refused(
            f"opens a quoted cell here that is not closed {until}: add the missing quote mark, or delete the one that opens it."
        )

    def _too_long(self) -> FileRefused:
        return self._refused(
            f"has a cell that is longer than {self.limits.cell:,} characters: shorten it, or leave that column out of the file."
        )

    def _refused(self, says: str, *, cell: bool = True) -> FileRefused:
        line = self.line + self._lines(0, self.position)
        place = f"Line {line}, column {self.column}" if cell else f"Line {line}"
        return FileRefused(f"{place} {says}", line=line, column=self.column if cell else None)
