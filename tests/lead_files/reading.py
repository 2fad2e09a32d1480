"""Short ways to read a file in the tests of lead files."""

from __future__ import annotations

import io
from pathlib import Path

from twofold.rules.lead_files import FileRefused, LeadFile, LeadRow, Limits, Recipients, open_lead_file

FIXTURES = Path(__file__).parents[1] / "fixtures" / "lead_files"
WE = Recipients(host="Host Ltd", partner="Globex Inc.")


def opened(data: bytes | str, **chosen: object) -> LeadFile:
    """The file, from bytes, text, or the name of a fixture."""
    if isinstance(data, str) and "\n" not in data and data:
        data = (FIXTURES / f"{data}.csv").read_bytes()
    raw = data.encode() if isinstance(data, str) else data
    return open_lead_file(io.BytesIO(raw), recipients=WE, **chosen)  # type: ignore[arg-type]


def rows(data: bytes | str, **chosen: object) -> list[LeadRow]:
    return list(opened(data, **chosen).rows())


def refusal(data: bytes | str, limits: Limits | None = None) -> FileRefused:
    """The refusal this file meets, when it is opened or read to its end."""
    try:
        rows(data, limits=limits)
    except FileRefused as refused:
        return refused
    raise AssertionError("the file was read to its end")
