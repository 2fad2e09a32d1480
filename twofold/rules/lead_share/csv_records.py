"""Records of a CSV file as RFC 4180 writes them: comma, LF or CRLF, quotes doubled.

A quote that is never closed must not swallow the file, so a file that is not such a CSV is
refused with the line where it goes wrong.
"""

import re
from collections.abc import Iterable, Iterator

_CELL = re.compile(r'(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|$)')
_LONGEST = 1_000_000


class FileRefusedError(ValueError):
    """A file cannot be used at all; the message is one sentence for people."""


def csv_records(lines: Iterable[str]) -> Iterator[list[str]]:
    r"""Give the cells of each record; empty lines are passed over.

    `lines` is text cut after each LF, as `open(..., newline="\n")` gives it; a byte order
    mark before the first line is taken off. Raises FileRefusedError.
    """
    numbered = enumerate(lines, 1)
    for number, raw in numbered:
        line = raw.removeprefix("\ufeff") if number == 1 else raw
        if '"' in line:
            yield _quoted(_whole_record(line, number, numbered), number)
            continue
        line = line.removesuffix("\n").removesuffix("\r")
        if not line:
            continue
        if "\r" in line:
            raise FileRefusedError(f"Line {number} holds a carriage return that is no line end: use LF or CRLF.")
        yield line.split(",")


def _whole_record(line: str, number: int, more: Iterator[tuple[int, str]]) -> str:
    """Add lines until each quote has its partner."""
    pieces = [line]
    quotes = line.count('"')
    length = len(line)
    while quotes % 2:
        _, following = next(more, (0, None))
        if following is None or length > _LONGEST:
            raise FileRefusedError(f'The quote (") that opens in line {number} is never closed.')
        pieces.append(following)
        quotes += following.count('"')
        length += len(following)
    return "".join(pieces).removesuffix("\n").removesuffix("\r")


def _quoted(record: str, number: int) -> list[str]:
    cells: list[str] = []
    place = 0
    while True:
        found = _CELL.match(record, place)
        if found is None or (found.group(3) == "" and found.end() != len(record)):
            raise FileRefusedError(
                f'In line {number}, cell {len(cells) + 1}, a quote (") stands where none may: '
                "quote the whole cell and double the quotes inside."
            )
        quoted, bare, end = found.groups()
        cells.append(bare if quoted is None else quoted.replace('""', '"'))
        if not end:
            return cells
        place = found.end()
