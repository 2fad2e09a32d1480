"""Removing an item, bringing it back, and undoing a change: each is one click, and can be taken back from its announcement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from twofold.core.entities import Entity
from twofold.core.entities.undo import is_kept
from twofold.core.entities.verbs import operation_of
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.ui.request import Request

from .addresses import item_url, list_url
from .cells import title_of
from .declaration import Pages
from .page import page, way_back


def undo_urls(pages: Pages) -> list[URLPattern]:
    """`partners/<id>/delete`, `/restore` and `/undo/<change>`, where the entity has these verbs."""
    entity = pages.entity
    if not entity.works:
        return []
    made = {"delete": _delete, "restore": _restore}
    found = [
        path(f"{entity.path}/<str:id>/{verb}", view(pages), name=f"{entity.noun}-{verb}")
        for verb, view in made.items()
        if operation_of(entity, verb)
    ]
    if operation_of(entity, "undo"):
        found.append(path(f"{entity.path}/<str:id>/undo/<str:change>", _undo(pages), name=f"{entity.noun}-undo"))
    return found


def undo_url(entity: Entity, id: str, change: str) -> str:
    """Where a change is undone; empty where it cannot be."""
    return reverse(f"{entity.noun}-undo", args=[id, change]) if operation_of(entity, "undo") and change else ""


def way_to_undo(entity: Entity, operation: str, before: dict[str, Any], after: dict[str, Any], change: str) -> str:
    """Where a verb that was done to an item is undone; empty where it cannot be."""
    can = can_undo(entity, before, after) if operation in entity.reverted else entity.undoes(operation)
    return undo_url(entity, before["id"], change) if can else ""


def can_undo(entity: Entity, before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether the log knows what each field held that has changed: it never has the text of a sealed one."""
    changed = [each for each in entity.fields if before.get(each.name) != after.get(each.name)]
    held = [each for each in changed if before.get(each.name) not in (None, "", [])]
    return bool(changed) and all(is_kept(entity, each) for each in held)


def _delete(pages: Pages) -> Callable[..., HttpResponse]:
    entity = pages.entity

    @require_POST
    @page(needs=entity.works)
    def delete(request: Request, id: str, **named: str) -> HttpResponse:
        item = ask(request.actor, f"{entity.noun}.get", {"id": id})
        run(request.actor, operation_of(entity, "delete"), {}, id)
        undo = reverse(f"{entity.noun}-restore", args=[id]) if operation_of(entity, "restore") else ""
        messages.success(request, f"{item[title_of(entity.noun)]} has been removed.", extra_tags=undo)
        return HttpResponseRedirect(list_url(entity, item) or item_url(entity, item) or "/")

    return delete


def _restore(pages: Pages) -> Callable[..., HttpResponse]:
    entity = pages.entity

    @require_POST
    @page(needs=entity.works)
    def restore(request: Request, id: str, **named: str) -> HttpResponse:
        outcome = run(request.actor, operation_of(entity, "restore"), {}, id)
        messages.success(request, f"{outcome.result} is back.")
        item = ask(request.actor, f"{entity.noun}.get", {"id": id})
        return HttpResponseRedirect(item_url(entity, item) or list_url(entity, item) or "/")

    return restore


def _undo(pages: Pages) -> Callable[..., HttpResponse]:
    entity = pages.entity

    @require_POST
    @page(needs=entity.works)
    def undo(request: Request, id: str, change: str, **named: str) -> HttpResponse:
        item = ask(request.actor, f"{entity.noun}.get", {"id": id})
        run(request.actor, operation_of(entity, "undo"), {"changeId": change})
        messages.success(request, "Undone.")
        return HttpResponseRedirect(way_back(request) or item_url(entity, item) or list_url(entity, item) or "/")

    return undo
