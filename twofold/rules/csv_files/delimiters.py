"""How a file says what separates its cells: Excel's `sep=` line, or the characters of its first line."""

from __future__ import annotations

import re

BOM = b"\xef\xbb\xbf"
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_SEPARATOR_LINE = re.compile(rb'"?sep=([,;\t])"?(\r\n|\n|\r)', re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


def start_of(head: bytes) -> tuple[int, int, str]:
    """Where the table begins behind mark and `sep=` line: byte, line; and the delimiter that this line names, if any."""
    offset = len(BOM) if head.startswith(BOM) else 0
    chosen = _SEPARATOR_LINE.match(head, offset)
    return (chosen.end(), 2, chosen.group(1).decode()) if chosen else (offset, 1, "")


def delimiters_in(text: str) -> tuple[str, list[str]]:
    """The first line with something on it, and which delimiters stand in it outside of quotes."""
    header = next(row for row in re.split("[\r\n]", text) if row.strip())
    bare = _QUOTED.sub("", header)
    return header, [delimiter for delimiter in DELIMITERS if delimiter in bare]
