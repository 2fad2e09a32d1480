"""How a file is written: BOM, Excel's `sep=` line, line ends, delimiter. Decided on its first bytes alone."""

from __future__ import annotations

import csv
from io import StringIO

from twofold.rules.csv_files.blocks import Layout, Origin
from twofold.rules.csv_files.delimiters import DELIMITERS, delimiters_in, start_of
from twofold.rules.csv_files.file_type import refuse_disguised
from twofold.rules.csv_files.header_names import ALIASES, plain_name
from twofold.rules.csv_files.refusal import FileRefused
from twofold.rules.lead_files.signatures import Signature, filled, recognise

HEAD = 65_536
RECORDS = 60


def layout_of(head: bytes) -> tuple[Layout, Signature | None]:
    """Layout and signature of the file that begins with `head`; raises `FileRefused` for what is no table."""
    refuse_disguised(head)
    offset, line, chosen = start_of(head)
    body = head[offset:]
    bare_return = b"\n" not in body and b"\r" in body[:-1]
    text = body.replace(b"\0", b"").decode("utf-8", errors="replace")
    if not text.strip():
        raise FileRefused("The file is empty: it needs a header and one row for each lead.", line=line)
    if chosen:
        delimiter = chosen
        signature = recognise(_first_records(text, delimiter))
    else:
        delimiter, signature = _delimiter(text, line)
    drop_nul = signature is not None and signature.format.startswith("zoom")
    return Layout(Origin(offset, line, 0), delimiter, bare_return=bare_return, drop_nul=drop_nul), signature


def _delimiter(text: str, line: int) -> tuple[str, Signature | None]:
    for delimiter in DELIMITERS:
        signature = recognise(_first_records(text, delimiter))
        if signature:
            return delimiter, signature
    header, present = delimiters_in(text)
    if len(present) <= 1:
        return (present or [","])[0], None
    known = {delimiter: _known(header, delimiter) for delimiter in present}
    best = max(known, key=lambda delimiter: known[delimiter])
    if list(known.values()).count(known[best]) > 1:
        names = " and ".join(DELIMITERS[delimiter] for delimiter in present)
        raise FileRefused(
            f"Line {line} has {names}, so it is not clear what separates the columns: save the file as CSV UTF-8 with commas.",
            line=line,
        )
    return best, None


def _known(header: str, delimiter: str) -> int:
    return sum(plain_name(cell) in ALIASES for record in _first_records(header, delimiter) for cell in record)


def _first_records(text: str, delimiter: str) -> list[list[str]]:
    """The first records, as far as they can be read; what is wrong with them is told when they are read in earnest."""
    records: list[list[str]] = []
    try:
        for record in csv.reader(StringIO(text[:HEAD], newline=""), delimiter=delimiter):
            if record:
                records.append(record)
            if len(records) == RECORDS:
                break
    except csv.Error:
        pass
    return records if any(map(filled, records)) else []
