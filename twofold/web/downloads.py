"""Files for download: always an attachment, never cached, and tables that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from twofold.rules.csv_files.formula_guard import guarded

LINES_AT_ONCE = 200
R = TypeVar("R", bound=HttpResponseBase)


class _Echo:
    """What a csv writer writes to: hands each line on."""

    def write(self, value: str) -> str:
        """The line itself."""
        return value


def cell_text(value: Any) -> str:
    """A value as a cell of a CSV file."""
    return guarded("" if value is None else str(value))


def csv_lines(header: list[str], rows: Iterable[list[Any]]) -> Iterator[str]:
    """The text of a CSV file, some lines at a time; with a BOM, so that every spreadsheet reads it as UTF-8."""
    writer = csv.writer(_Echo())
    ready = ["\ufeff" + str(writer.writerow([cell_text(cell) for cell in header]))]
    for row in rows:
        ready.append(str(writer.writerow([cell_text(cell) for cell in row])))
        if len(ready) == LINES_AT_ONCE:
            yield "".join(ready)
            ready.clear()
    yield "".join(ready)


def table(name: str, header: list[str], rows: Iterable[list[Any]]) -> StreamingHttpResponse:
    """A CSV file."""
    return attached(StreamingHttpResponse(csv_lines(header, rows), content_type="text/csv; charset=utf-8"), name)


def text_file(name: str, text: str) -> HttpResponse:
    """A JSON file, byte for byte."""
    return attached(HttpResponse(text.encode(), content_type="application/json"), name)


def attached(response: R, name: str) -> R:
    """The response as a file that is saved, not shown."""
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
