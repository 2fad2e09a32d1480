"""Files for download: always an attachment, never cached, and tables that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NEGATIVE = re.compile(r"-[0-9]+(\.[0-9]+)?")


class _Echo:
    """What a csv writer writes to: hands each line on."""

    def write(self, value: str) -> str:
        """The line itself."""
        return value


def guarded(value: Any) -> str:
    """A cell that begins like a formula gets an apostrophe (security rule 36); a plain negative number stays."""
    text = "" if value is None else str(value)
    if text.startswith(_FORMULA) and not _NEGATIVE.fullmatch(text):
        return f"'{text}"
    return text


def table(name: str, header: list[str], rows: Iterable[list[Any]]) -> StreamingHttpResponse:
    """A CSV file, UTF-8 with BOM so that every spreadsheet reads it."""

    def lines() -> Iterator[str]:
        writer = csv.writer(_Echo())
        yield "\ufeff" + str(writer.writerow(header))
        for row in rows:
            yield str(writer.writerow([guarded(cell) for cell in row]))

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def text_file(name: str, text: str) -> HttpResponse:
    """A JSON file, byte for byte."""
    response = HttpResponse(text.encode(), content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
