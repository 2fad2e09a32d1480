"""Bytes that have no place in a UTF-8 table: other encodings, NUL, control characters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from twofold.rules.csv_files.file_type import SAVE_AS

CONTROLS = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
CONTROL = re.compile(b"[" + re.escape(CONTROLS) + b"]")
ESCAPED_C1 = re.compile(rb"[\x80-\x9f]")
FILLED_UP = 8  # so many NUL bytes in a row are no slip but what a broken write leaves
AROUND = 64  # bytes from a bad one on that are enough to guess its encoding
WORD = re.compile(rb"[\w\x80-\xff'.-]{1,30}")


@dataclass(frozen=True)
class BadByte:
    """The first byte of a block that cannot be read: its position and the sentence that follows "Line N "."""

    position: int
    says: str


def first_bad_byte(data: bytes, *, at_end: bool = False) -> BadByte | None:
    """The first byte that is no UTF-8 or a control character other than tab and line ends, if any.

    `at_end`: nothing follows these bytes, so a character cut in half means a file cut in half.
    """
    found: BadByte | None = None
    if len(data.translate(None, CONTROLS)) != len(data):
        match = CONTROL.search(data)
        if match:
            found = BadByte(match.start(), _control(data[match.start() : match.start() + FILLED_UP]))
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if found is None or error.start < found.position:
            cut = at_end and error.reason == "unexpected end of data"
            found = BadByte(error.start, CUT if cut else _encoding(data, error.start))
    return found


CUT = "ends in the middle of a character, so the file seems to be only half here: export or upload it again."


def _control(found: bytes) -> str:
    """What is said about a control character, the first of these bytes."""
    if found == b"\0" * FILLED_UP:
        return "is filled up with NUL bytes, so the file seems to be damaged or only half written: export or download it again."
    if found[0] == 0:
        return f"contains a NUL byte, which no text has: open the file in a spreadsheet, {SAVE_AS}"
    return f"contains an invisible control character (code {found[0]:02X}): delete it, or open the file in a spreadsheet, {SAVE_AS}"


def _encoding(data: bytes, position: int) -> str:
    """Name the encoding the byte most probably has, and show the word as it would then read."""
    line_start = max(data.rfind(b"\n", 0, position), data.rfind(b"\r", 0, position)) + 1
    line = re.split(rb"[\r\n]", data[line_start : position + AROUND])[0]
    word = next((m.group() for m in WORD.finditer(line) if m.start() <= position - line_start < m.end()), b"")
    name = "Windows-1252" if ESCAPED_C1.search(line) else "Latin-1 (ISO 8859-1)"
    reads = word.decode("cp1252", errors="replace")
    return f"is not UTF-8; it looks like {name}, where it reads “{reads}”: open the file in a spreadsheet, {SAVE_AS}"
