"""Moving an item to its next state: what the step needs is asked, then both are done in one operation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from twofold.core.entities.moves import states_of, why_not
from twofold.core.errors import Conflict
from twofold.core.operations.runner import Outcome
from twofold.ui.request import Request

from .addresses import crumbs_to, item_url, list_url
from .cells import title_of
from .declaration import Pages
from .form import ItemForm
from .items import item_of
from .moves import asked_fields, state_of
from .page import page, way_back
from .undo import way_to_undo

_TRIES = 3


def move_urls(pages: Pages) -> list[URLPattern]:
    """`partners/<id>/move`: asks for what a step needs, and takes it. Where the entity has states to move through."""
    entity = pages.entity
    return [path(f"{entity.path}/<str:id>/move", _move(pages), name=f"{entity.noun}-move")] if entity.moves else []


def _move(pages: Pages) -> Callable[..., HttpResponse]:
    @require_http_methods(["GET", "POST"])
    @page(needs=pages.entity.works)
    def move(request: Request, id: str, **named: str) -> HttpResponse:
        for attempt in range(_TRIES):
            try:
                return _moved(request, pages, {**named, "id": id})
            except Conflict as moved:
                # Another field was changed at the same moment: the step is looked at again on the item as it is now.
                if "current" not in moved.extra or attempt + 1 == _TRIES:
                    raise
        raise AssertionError

    return move


def _moved(request: Request, pages: Pages, named: dict[str, str]) -> HttpResponse:
    entity, sent = pages.entity, request.POST if request.method == "POST" else request.GET
    assert entity.moves is not None
    item = item_of(request.actor, entity, named["id"])
    to = sent.get("to", "")
    _check(pages, item, sent.get("from", ""), to)
    asked = asked_fields(entity, item, to)
    data = request.POST if request.method == "POST" else None
    around = pages.surrounding(request, pages.list_args(item))
    form = ItemForm(request.actor, entity, data, asked=asked, item=item, required=True, zone=around.get("zone"))
    form.version = item["version"]
    if request.method == "POST":
        state = {} if to in entity.moves.verbs else {entity.moves.field: to}
        outcome = form.submit(entity.mover(to), {**state, **form.filled()}, item["id"])
        if outcome is not None:
            return _done(request, pages, item, to, outcome)
    label = next(each.label for each in states_of(entity) if each.value == to)
    context = {
        **around,
        "form": form,
        "wide": [form[field.snake] for field in asked],
        "item": item,
        "to": to,
        "from": item[entity.moves.field],
        "title": f"Move {item[title_of(entity.noun)]} to {label}",
        "verb": f"Move to {label}",
        "url": request.path,
        "back": way_back(request),
        "cancel": item_url(entity, item) or list_url(entity, item),
        "crumbs": crumbs_to(pages, around, item=item),
    }
    template = "web/parts/move_dialog.html" if request.headers.get("HX-Request") else "web/move.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _check(pages: Pages, item: dict[str, Any], seen: str, to: str) -> None:
    """Refuse a step that is not possible from where the item stands. Errors: Conflict."""
    entity = pages.entity
    assert entity.moves is not None
    now = item[entity.moves.field]
    state = state_of(entity, item)
    if seen and seen != now:
        label = state.label if state else now
        raise Conflict(f"{item[title_of(entity.noun)]} is {label} by now. Refresh, then try again.")
    wrong = why_not(entity, now, to)
    if wrong:
        raise Conflict(wrong)


def _done(request: Request, pages: Pages, before: dict[str, Any], to: str, outcome: Outcome) -> HttpResponse:
    """Say where it is now, with a way back."""
    entity = pages.entity
    after = item_of(request.actor, entity, before["id"])
    state = state_of(entity, after)
    undo = way_to_undo(entity, entity.mover(to), before, after, outcome.entry_id)
    says = f"{after[title_of(entity.noun)]} is now {state.label if state else ''}."
    if request.headers.get("HX-Request"):
        return render(request, "web/parts/announced.html", {"says": says, "undo": undo, "back": way_back(request)})
    messages.success(request, says, extra_tags=undo)
    return HttpResponseRedirect(way_back(request) or item_url(entity, after) or list_url(entity, after))
