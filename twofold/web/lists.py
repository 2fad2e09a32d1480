"""The list page of an entity: the whole page, the rows that follow, one row anew, the totals, bringing back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from twofold.core.errors import Invalid, NotFound
from twofold.core.operations.query import ask
from twofold.core.operations.registry import OPERATIONS
from twofold.core.operations.runner import run
from twofold.ui.jinja import render_jinja
from twofold.ui.request import Request

from . import list_page, table
from .declaration import Pages
from .list_state import ListState
from .page import page, way_back
from .saved_views import state_of

MOST_ROWS = 200
View = Callable[..., HttpResponse]
Shown = Callable[[Request, Pages, ListState], dict[str, Any]]
LAYOUTS: dict[str, tuple[str, Shown]] = {}
"""Each way to lay a list out: the template that the page includes, and what that needs."""


def layout(name: str, template: str, context: Shown) -> None:
    """Declare a way to lay a list out. `context` gives `part` or something else that the template needs, and `shown`: how many items stand there."""
    LAYOUTS[name] = (template, context)
    list_page.OFFERED.add(name)


def _table(request: Request, pages: Pages, state: ListState) -> dict[str, Any]:
    asked = request.GET
    found = table.part(pages, state, request.actor, asked.get("cursor", ""), rows_asked(request), asked.get("after"))
    return {"part": found, "shown": len(found.lines)}


layout("table", "web/table.html", _table)
layout("cards", "web/table.html", _table)


def list_urls(pages: Pages) -> list[URLPattern]:
    """The addresses of an entity's list."""
    at = pages.at
    found = [
        path(at, _list(pages), name=pages.name),
        path(f"{at}/totals", _totals(pages), name=pages.url_name("totals")),
        path(f"{at}/<str:item>/row", _row(pages), name=pages.url_name("row")),
    ]
    if f"{pages.entity.noun}.restore" in OPERATIONS:
        found.append(path(f"{at}/bring-back", _bring_back(pages), name=pages.url_name("bring-back")))
    return found


def rows_asked(request: Request) -> int:
    """How many rows the page asks for: as many as stand there already, when it fetches itself again."""
    text = request.GET.get("limit", "")
    return min(max(int(text), 1), MOST_ROWS) if text.isascii() and text.isdigit() else table.PAGE


def _list(pages: Pages) -> View:
    @require_GET
    @page(needs=pages.entity.needs)
    def shown(request: Request, **named: str) -> HttpResponse:
        """The list; for a page that scrolls on, the rows alone."""
        return show_list(request, pages, named)

    return shown


def show_list(
    request: Request,
    pages: Pages,
    named: dict[str, str],
    *,
    above: dict[str, Any] | None = None,
    status: int = 200,
    with_totals: bool = False,
) -> HttpResponse:
    """The list. `above` is put over the rows in place of what would be fetched: a form with what was wrong in it."""
    over_rows = pages.above_context(request, named) if pages.above or pages.below else {}
    around = {**pages.surrounding(request, named), **over_rows, **(above or {})}
    around["crumbs"] = around["way"]
    state = state_of(request, pages, named)
    if request.GET.get("part") == "menu":
        menu = {"entity": pages.entity, "state": state, **list_page.menus(request, state)}
        return HttpResponse(render_jinja("web/list/menu.html", menu))
    state, drawn, template = _drawn(request, pages, state, around.get("zone"))
    around |= {**list_page.around_rows(request, pages, state, named), **drawn}
    if with_totals:
        around |= list_page.totals(request.actor, state)
    if request.GET.get("part") == "rows":
        return render(request, "web/table_more.html", around)
    around |= list_page.context(request, pages, state, named, shown=around["shown"])
    return render(request, "web/list.html", {**around, "layout_template": template}, status=status)


def _drawn(request: Request, pages: Pages, state: ListState, zone: str | None) -> tuple[ListState, dict[str, Any], str]:
    """The rows of a list, without what of its state nothing can be asked for; and the template that shows them.
    Errors: Invalid for what is no part of the state.
    """
    template, context = LAYOUTS.get(state.layout, LAYOUTS["table"])
    try:
        with timezone.override(zone or _zone_of(request)):
            return state, context(request, pages, state), template
    except Invalid as wrong:
        return _drawn(request, pages, _without(request, state, wrong), zone)


def _without(request: Request, state: ListState, wrong: Invalid) -> ListState:
    """The list without what was wrong. A page that was to go on from a place that there is not begins anew. Errors:
    Invalid.
    """
    is_page = not {"part", "column"} & set(request.GET)
    if not is_page or {each["field"] for each in wrong.errors} != {"cursor"}:
        return state.without(wrong)
    query = request.GET.copy()
    del query["cursor"]
    request.GET = query  # type: ignore[assignment]
    return replace(state, left_out=(*state.left_out, "The list has changed since this link was made: it begins anew."))


def _zone_of(request: Request) -> str:
    return request.actor.person.time_zone if request.actor.person else "UTC"


def _totals(pages: Pages) -> View:
    @require_GET
    @page(needs=pages.entity.needs)
    def totals(request: Request, **named: str) -> HttpResponse:
        """How many items match, and the sums of their numbers; without htmx the list with these in it."""
        if not request.headers.get("HX-Request"):
            return show_list(request, pages, named, with_totals=True)
        state = state_of(request, pages, named)
        context = {**list_page.around_rows(request, pages, state, named), **list_page.totals(request.actor, state)}
        return render(request, "web/table_totals.html", {**context, "alone": True})

    return totals


def _row(pages: Pages) -> View:
    @require_GET
    @page(needs=pages.entity.needs)
    def row(request: Request, item: str, **named: str) -> HttpResponse:
        """One row as it is now, whether or not it still matches what the list is narrowed to."""
        state = state_of(request, pages, named)
        around = list_page.around_rows(request, pages, state, named)
        heads = around["columns"]
        asked = {**state.fixed, "id": [item], "fields": table.needed(pages, state, heads), "limit": 1}
        items = ask(request.actor, f"{pages.entity.noun}.list", asked)["items"]
        if not items:
            raise NotFound
        rows = table.rows_of(pages, state, request.actor, items, heads)
        return render(request, "web/table_more.html", {**around, "part": table.Part(rows, "", 1)})

    return row


def _bring_back(pages: Pages) -> View:
    noun = pages.entity.noun

    @require_POST
    @page(needs=pages.entity.works)
    def bring_back(request: Request, **named: str) -> HttpResponse:
        """Restore a deleted item."""
        outcome = run(request.actor, f"{noun}.restore", {}, request.POST.get("id", ""))
        messages.success(request, f"{outcome.result} is back on the list.")
        return HttpResponseRedirect(way_back(request) or reverse(pages.name, kwargs=named))

    return bring_back
