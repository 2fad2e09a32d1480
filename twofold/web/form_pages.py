"""The pages to add an item and to change one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from twofold.core.entities import Entity, Field
from twofold.core.entities.verbs import operation_of
from twofold.core.errors import Conflict
from twofold.core.operations.query import ask
from twofold.core.operations.registry import OPERATIONS
from twofold.core.operations.runner import Outcome
from twofold.ui.request import Request

from .addresses import crumbs_to, item_url, list_url
from .cells import title_of
from .declaration import Pages
from .form import ItemForm
from .page import page
from .undo import can_undo, undo_url

_REST = "More"


def form_urls(pages: Pages) -> list[URLPattern]:
    """`partners/new` and `partners/<id>/edit`, where the entity has these verbs."""
    entity, found = pages.entity, []
    making = OPERATIONS.get(operation_of(entity, "create"))
    if making is not None and making.on is None:
        found.append(path(f"{entity.path}/new", _new(pages), name=f"{entity.noun}-new"))
    if operation_of(entity, "update"):
        found.append(path(f"{entity.path}/<str:id>/edit", _edit(pages), name=f"{entity.noun}-edit"))
    return found


def _new(pages: Pages) -> Callable[..., HttpResponse]:
    @require_http_methods(["GET", "POST"])
    @page(needs=pages.entity.creates or pages.entity.works)
    def new(request: Request, **named: str) -> HttpResponse:
        return new_page(request, pages, named)

    return new


def new_page(
    request: Request,
    pages: Pages,
    named: dict[str, str],
    *,
    given: dict[str, Any] | None = None,
    asked: list[Field] | None = None,
    start: dict[str, Any] | None = None,
    added: str = "",
    says: dict[str, Any] | None = None,
) -> HttpResponse:
    """Add an item. `given` is known already and not asked, `start` is what the form begins with, `added` the sentence
    afterwards. `says` replaces words of the page: title, lead_in, verb, cancel, crumbs.
    """
    entity = pages.entity
    start = {**{name: value for name, value in request.GET.items() if entity.field(name)}, **(start or {})}
    form = ItemForm(request.actor, entity, request.POST if request.method == "POST" else None, asked=asked, start=start)
    if request.method == "POST":
        outcome = form.submit(operation_of(entity, "create"), {**form.filled(), **(given or {})})
        if outcome is not None:
            messages.success(request, added or f"{outcome.result} has been added.")
            return HttpResponseRedirect(_page_of(request, pages, outcome))
    one = entity.words[0]
    texts = {"title": f"Add a {one}", "verb": f"Add the {one}", "cancel": list_url(entity), "crumbs": crumbs_to(pages)}
    return _drawn(request, pages, form, named, {**texts, **(says or {})}, status=422 if form.errors else 200)


def _edit(pages: Pages) -> Callable[..., HttpResponse]:
    @require_http_methods(["GET", "POST"])
    @page(needs=pages.entity.works)
    def edit(request: Request, id: str, **named: str) -> HttpResponse:
        return edit_page(request, pages, {**named, "id": id})

    return edit


def edit_page(
    request: Request,
    pages: Pages,
    named: dict[str, str],
    *,
    asked: list[Field] | None = None,
    says: dict[str, Any] | None = None,
    template: str = "web/form.html",
) -> HttpResponse:
    """Change an item: only what was changed is sent, and what others saved meanwhile is told beside its field.

    `asked` are the fields of the form, `says` replaces words of the page, `template` extends the usual one.
    """
    entity = pages.entity
    item = ask(request.actor, f"{entity.noun}.get", {"id": named["id"]})
    form = ItemForm(request.actor, entity, request.POST if request.method == "POST" else None, asked=asked, item=item)
    status = 200
    if request.method == "POST":
        try:
            outcome = form.submit(operation_of(entity, "update"), form.changes(), item["id"])
        except Conflict as moved:
            outcome, form, status = None, form.rebased(moved), moved.status
        if outcome is not None:
            tell(request, entity, item, outcome)
            return HttpResponseRedirect(item_url(entity, item) or list_url(entity))
        status = 422 if form.errors else status
    title = str(item[title_of(entity.noun)])
    texts = {
        "title": f"Change {title}",
        "verb": "Save",
        "cancel": item_url(entity, item),
        "crumbs": crumbs_to(pages, item),
    }
    return _drawn(request, pages, form, named, {**texts, "item": item, **(says or {})}, template, status=status)


def tell(request: Request, entity: Entity, before: dict[str, Any], outcome: Outcome) -> None:
    """Say that it is saved, with a way back where the log knows what the fields held before."""
    after = ask(request.actor, f"{entity.noun}.get", {"id": before["id"]})
    if after["version"] == before["version"]:
        messages.success(request, "Nothing was changed.")
        return
    undo = undo_url(entity, before["id"], outcome.entry_id) if can_undo(entity, before, after) else ""
    messages.success(request, "Saved.", extra_tags=undo)


def _page_of(request: Request, pages: Pages, outcome: Outcome) -> str:
    made = ask(request.actor, f"{pages.entity.noun}.get", {"id": outcome.result.pk})
    return item_url(pages.entity, made) or list_url(pages.entity)


def _drawn(
    request: Request,
    pages: Pages,
    form: ItemForm,
    named: dict[str, str],
    texts: dict[str, Any],
    template: str = "web/form.html",
    *,
    status: int,
) -> HttpResponse:
    context = {
        **pages.around(request, named),
        "lead_in": "",
        **texts,
        "frame": pages.frame,
        "form": form,
        "sections": sections_of(pages, form),
        "company": request.actor.company,
    }
    return render(request, template, context, status=status)


def sections_of(pages: Pages, form: ItemForm) -> list[dict[str, Any]]:
    """The form's fields under the headings that the app declares; the rest comes last."""
    left = {field.name: field for field in form.asked}
    found: list[dict[str, Any]] = []
    for section in pages.sections:
        fields = [left.pop(name) for name in section.fields if name in left]
        if fields:
            found.append({"title": section.title, "private": section.private, "fields": _bound(form, fields)})
    if left:
        title = _REST if found else ""
        found.append({"title": title, "private": False, "fields": _bound(form, list(left.values()))})
    return found


def _bound(form: ItemForm, fields: list[Field]) -> list[tuple[BoundField, bool]]:
    """Each with whether it is wide."""
    return [(form[field.snake], field.type in {"text", "array", "url"}) for field in fields]
