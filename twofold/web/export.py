"""A list as a file: exactly what is shown, on all its pages, as CSV or XLSX; sent with `ids`, those of it alone."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from itertools import chain, islice
from typing import BinaryIO

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from twofold.core.clock import now
from twofold.core.entities.exporting import export_header, export_rows
from twofold.core.entities.many import MOST
from twofold.core.entities.spreadsheet import workbook
from twofold.core.entities.spreadsheet.cells import Cell, cell_text
from twofold.core.errors import Invalid
from twofold.core.operations.progress import progressed
from twofold.core.operations.query import ask
from twofold.ui.request import Request

from .declaration import Pages
from .downloads import attached, csv_lines
from .list_state import ListState
from .page import page
from .progress import with_progress
from .saved_views import state_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BLOCK = 65_536
OWN = ("format", "export")
"""What the address says beside the state of the list."""


def export_urls(pages: Pages) -> list[URLPattern]:
    """`partners/export?format=csv&…`, with the state of the list behind it."""
    return [path(f"{pages.at}/export", _export(pages), name=pages.url_name("export"))]


def _export(pages: Pages) -> Callable[..., HttpResponseBase]:
    @require_http_methods(["GET", "POST"])
    @with_progress
    @page(needs=pages.entity.needs)
    def export(request: Request, **named: str) -> HttpResponseBase:
        """The list as a file."""
        kind = request.GET.get("format", "csv")
        if kind not in {"csv", "xlsx"}:
            raise Invalid.field("format", "Lists can be exported as csv or xlsx.")
        query = request.GET.copy()
        for name in OWN:
            query.pop(name, None)
        request.GET = query  # type: ignore[assignment]
        state = state_of(request, pages, named)
        if state.left_out:
            raise Invalid(" ".join(state.left_out))
        chosen = _chosen(request)
        count = ask(request.actor, f"{pages.entity.noun}.count", {**state.counted(), **chosen})["count"]
        rows = _said(
            _begun(export_rows(pages.entity, request.actor, state.columns, {**state.asked(), **chosen})), count
        )
        name = f"{pages.entity.path}-{now():%Y-%m-%d}.{kind}"
        response = _csv(request, state, rows) if kind == "csv" else _workbook(request, state, rows, pages)
        response.headers["X-Rows"] = str(count)
        return attached(response, name)

    return export


def _chosen(request: Request) -> dict[str, str]:
    """The filter for the items that were selected; none where all that match are. Errors: Invalid."""
    if request.method == "GET":
        return {}
    ids = [each for each in request.POST.get("ids", "").split(",") if each]
    if not ids or len(ids) > MOST:
        raise Invalid.field("ids", f"Select one to {MOST:,} rows.")
    return {"id": ",".join(ids)}


def _begun(rows: Iterator[list[Cell]]) -> Iterator[list[Cell]]:
    """The rows, of which the first was asked for: what is wrong with the question is said before the answer begins."""
    return chain(list(islice(rows, 1)), rows)


def _said(rows: Iterator[list[Cell]], count: int) -> Iterator[list[Cell]]:
    """The rows; how many there were is said to whoever waits for the file."""
    for at, row in enumerate(rows, 1):
        progressed(min(at, count), count)
        yield row


def _csv(request: Request, state: ListState, rows: Iterator[list[Cell]]) -> StreamingHttpResponse:
    texts = ([cell_text(cell) for cell in row] for row in rows)
    lines = csv_lines(export_header(state.entity, state.columns), texts)
    return _streamed(request, (line.encode() for line in lines), "text/csv; charset=utf-8")


def _workbook(request: Request, state: ListState, rows: Iterator[list[Cell]], pages: Pages) -> StreamingHttpResponse:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it has been sent
    workbook.write(file, pages.title, export_header(state.entity, state.columns), rows)
    file.seek(0)
    return _streamed(request, _blocks(file), XLSX)


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while block := file.read(BLOCK):
            yield block


def _streamed(request: Request, parts: Iterator[bytes], content_type: str) -> StreamingHttpResponse:
    """Sent part by part. On the real server a part is made when the one before it has gone: a long list is never in
    memory as a whole.
    """
    is_async = isinstance(request, ASGIRequest)
    return StreamingHttpResponse(_one_by_one(parts) if is_async else parts, content_type=content_type)


async def _one_by_one(parts: Iterator[bytes]) -> AsyncIterator[bytes]:
    while (part := await sync_to_async(next)(parts, None)) is not None:
        yield part
