"""Handing blocks to the csv module line by line, keeping what is needed to say where a record broke."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO

from twofold.rules.csv_files.blocks import Block
from twofold.rules.csv_files.broken_record import Reading
from twofold.rules.csv_files.limits import Limits


class Feed:
    """`line` is where the record that is being read begins; `fresh` the blocks handed over since the last record.

    `long_lines`: the last block may have lines longer than a cell may be, so each record's cells are measured.
    """

    def __init__(self, line: int, delimiter: str, limits: Limits, *, bare_return: bool) -> None:
        self.line = line
        self.delimiter = delimiter
        self.limits = limits
        self.bare_return = bare_return
        self.fresh: list[Block] = []
        self.long_lines = False
        self._held: list[Block] = []  # the blocks since the record that is being read began

    def lines(self, blocks: Iterable[Block]) -> Iterator[StringIO]:
        """The lines of each block; a record that grows over blocks is inspected each time it has doubled."""
        inspect_at = self.limits.cell
        for block in blocks:
            self._let_go(block)
            if self.line >= block.line and not block.partial:
                inspect_at = self.limits.cell
            else:
                text = self._from_record() + block.text
                if len(text) > inspect_at:
                    self._refuse(text, at_end=False)
                    inspect_at = 2 * len(text)
            if not block.partial:
                self._held.append(block)
                self.fresh.append(block)
                yield StringIO(block.text, newline="" if self.bare_return else "\n")

    def taken(self) -> bool:
        """The fresh blocks have been noticed; whether the last of them is the file's last line, without line end."""
        self.long_lines = self.fresh[-1].long_lines
        tail = self.fresh[-1].tail
        self.fresh.clear()
        return tail

    def check_size(self, record: list[str]) -> None:
        """Raise `FileRefused` if the record just read has too many cells or one that is too long."""
        if len(record) > self.limits.columns or max(map(len, record), default=0) > self.limits.cell:
            self._refuse(self._from_record(), at_end=False)

    def refuse_if_broken(self, more: str, *, at_end: bool) -> None:
        """Raise `FileRefused` if what is held of the open record, with `more` after it, cannot be read."""
        self._refuse(self._from_record() + more, at_end=at_end)

    def _refuse(self, text: str, *, at_end: bool) -> None:
        wrong = Reading(text, self.line, self.delimiter, self.limits, self.bare_return, at_end).trouble()
        if wrong:
            raise wrong from None

    def _let_go(self, coming: Block) -> None:
        """Forget the blocks that end before the record that is being read."""
        ends = [block.line for block in self._held[1:]] + [coming.line]
        while self._held and ends[0] <= self.line:
            self._held.pop(0)
            ends.pop(0)

    def _from_record(self) -> str:
        """What is held of the file from the record that is being read on."""
        if not self._held:
            return ""
        text = "".join(block.text for block in self._held)
        start = 0
        for _ in range(self.line - self._held[0].line):
            start = text.index(self._held[0].line_end, start) + 1
        return text[start:]
