"""The page of one item: its fields in sections, what hangs on it, what happened, and what one can do next."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from twofold.core.entities import Entity, Field
from twofold.core.entities.verbs import operation_of
from twofold.core.json_text import as_json, encode
from twofold.core.operations.query import ask
from twofold.ui.request import Request

from .addresses import crumbs_to
from .cells import names_of, shown, title_of
from .declaration import Pages
from .field_meta import editable, field_meta
from .items import item_of
from .moves import moves_of, state_of
from .page import page
from .related import related_to
from .verbs import offers_of

_PAST = 8
_REST = "More"


def record_urls(pages: Pages) -> list[URLPattern]:
    """`partners/<id>`, where the entity has a page of its own."""
    entity = pages.entity
    if entity.page not in {"", entity.noun}:
        return []
    return [path(f"{entity.path}/<str:id>", _record(pages), name=entity.noun)]


def _record(pages: Pages) -> Callable[..., HttpResponse]:
    @require_safe
    @page(needs=pages.entity.needs)
    def record(request: Request, id: str, **named: str) -> HttpResponse:
        return record_page(request, pages, {**named, "id": id})

    return record


def record_page(
    request: Request, pages: Pages, named: dict[str, str], *, panels: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """One item. `panels` is put into the panels in place of what they would fetch: a form with what was wrong in it."""
    entity, actor = pages.entity, request.actor
    item = item_of(actor, entity, named["id"])
    related = related_to(actor, entity, item["id"])
    may_work = bool(entity.works) and actor.may(entity.works) and entity.own.may_change(item, actor)
    around = pages.surrounding(request, pages.list_args(item))
    context = {
        **around,
        **_panels(request, pages, item, panels or {}),
        "entity": entity,
        "item": item,
        "title": str(item[title_of(entity.noun)]),
        "state": state_of(entity, item),
        "moves": [] if _moves_by_verbs(pages) else moves_of(entity, actor, item),
        "offers": offers_of(pages, actor, item),
        "move_field": entity.moves.field if entity.moves else "",
        "move_url": _url(entity, "move", item) if entity.moves and may_work else "",
        "edit_url": _url(entity, "edit", item) if may_work and operation_of(entity, "update") else "",
        "delete_url": _url(entity, "delete", item) if may_work and operation_of(entity, "delete") else "",
        "crumbs": crumbs_to(pages, around, pages.list_args(item)),
        "sections": _sections(request, pages, item),
        "fields": as_json(field_meta(entity, actor)),
        "fields_id": f"fields-{entity.noun}",
        "parent": item.get(entity.parent_name) or "",
        "related": related,
        "past": past_of(request, targetId=item["id"]) if pages.activity else None,
        "watched": " ".join([f"{entity.noun}:{item['id']}", *(each.noun for each in related)]),
        "company": actor.company,
    }
    return render(request, "web/record.html", context, status=status)


def _moves_by_verbs(pages: Pages) -> bool:
    """Whether each step is a verb that has a button of its own."""
    moves = pages.entity.moves
    return bool(moves and moves.verbs) and {*moves.verbs.values()} <= {verb.name for verb in pages.verbs}


def _url(entity: Entity, what: str, item: dict[str, Any]) -> str:
    return reverse(f"{entity.noun}-{what}", args=[item["id"]])


def _sections(request: Request, pages: Pages, item: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields under the headings that the app declares; what it does not place comes last, but for the hidden."""
    entity = pages.entity
    fields = [
        field for field in (*entity.fields, *entity.extra) if field.column != "never" and field.name not in pages.hides
    ]
    left = {field.name: field for field in fields if field.name != title_of(entity.noun) or not pages.sections}
    placed = [[field for name in each.fields if (field := entity.field(name))] for each in pages.sections]
    for field in chain(*placed):
        left.pop(field.name, None)
    names = names_of(request.actor, {*chain(*placed), *left.values()}, [item])
    edited = set(editable(entity, request.actor)) if entity.own.may_change(item, request.actor) else set()
    found = []
    for section, its_fields in zip(pages.sections, placed, strict=True):
        rows = [_row(entity, field, item, names, edited) for field in its_fields]
        found.append({"title": section.title, "private": section.private, "place": section.place, "rows": rows})
    if left:
        rows = [_row(entity, field, item, names, edited) for field in left.values()]
        found.append({"title": _REST if found else "Details", "private": False, "place": "main", "rows": rows})
    return found


def _row(entity: Entity, field: Field, item: dict[str, Any], names: Any, edited: set[Field]) -> dict[str, Any]:
    return {
        "field": field,
        "shown": shown(field, item, names, entity),
        "value": encode(item[field.name]).decode() if field in edited else None,
        "is_text": field.type == "text",
    }


def _panels(request: Request, pages: Pages, item: dict[str, Any], instead: dict[str, Any]) -> dict[str, Any]:
    """What the panels need, in one; and by where they stand their templates, or what is said in Python."""
    told: dict[str, Any] = {}
    places: dict[str, list[Any]] = {"main": [], "aside": []}
    for panel in pages.panels:
        told |= panel.context(request, item)
        places[panel.place].append(panel.draw(request, item) if panel.draw else panel.template)
    return {**told, **instead, "panels": places}


def past_of(request: Request, limit: int = _PAST, **about: str) -> dict[str, Any]:
    """The newest entries of the log about an item (`targetId`) or a space (`spaceId`), or those behind `?before=`: what
    `web/parts/past.html` shows.
    """
    if not request.actor.may("activity.see"):
        return {"items": [], "nextCursor": None}
    given = {**about, "limit": limit, "before": request.GET.get("before", "")}
    found: dict[str, Any] = ask(request.actor, "activity.list", given)
    return found
