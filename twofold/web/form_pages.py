"""The pages to add an item and to change one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from twofold.core.entities import ENTITIES, Entity, Field
from twofold.core.entities.verbs import operation_of
from twofold.core.errors import Conflict
from twofold.core.operations.query import ask
from twofold.core.operations.registry import OPERATIONS
from twofold.core.operations.runner import Outcome
from twofold.ui.request import Request

from .addresses import crumbs_to, item_url, list_url
from .cells import title_of
from .declaration import PAGES, Pages
from .form import ItemForm, writable
from .page import page
from .undo import can_undo, undo_url

_REST = "More"


def new_urls(pages: Pages) -> list[URLPattern]:
    """`partners/new`, where items are made by a verb that the form fits: in the company's space, or below a parent."""
    making = OPERATIONS.get(operation_of(pages.entity, pages.entity.makes))
    if making is None or making.on not in (None, pages.entity.parent):
        return []
    return [path(f"{pages.at}/new", _new(pages), name=pages.url_name("new"))]


def edit_urls(pages: Pages) -> list[URLPattern]:
    """`partners/<id>/edit`, where the entity can be changed."""
    entity = pages.entity
    if not operation_of(entity, "update"):
        return []
    return [path(f"{entity.path}/<str:id>/edit", _edit(pages), name=f"{entity.noun}-edit")]


def _new(pages: Pages) -> Callable[..., HttpResponse]:
    @require_http_methods(["GET", "POST"])
    @page(needs=pages.entity.creates or pages.entity.works)
    def new(request: Request, **named: str) -> HttpResponse:
        if pages.entity.parent and not pages.frame:
            return choose_parent(request, pages, named)
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
    done: Callable[[Outcome, dict[str, Any]], HttpResponse] | None = None,
    says: dict[str, Any] | None = None,
) -> HttpResponse:
    """Add an item, below what the address names. `given` is known already and not asked, `start` is what the form
    begins with, `added` the sentence afterwards; or `done` answers, with what stands around the page, where adding one
    gives more than a new item. `says` replaces words of the page: title, lead_in, verb, cancel, crumbs.
    """
    entity, around = pages.entity, pages.surrounding(request, named)
    below = named.get("id", "") if entity.parent else None
    start = {**{name: value for name, value in request.GET.items() if entity.field(name)}, **(start or {})}
    data = request.POST if request.method == "POST" else None
    asked = pages.asked(request, [*entity.asks, *writable(entity, new=True)], around) if asked is None else asked
    form = ItemForm(request.actor, entity, data, asked=asked, start=start, below=below or "", zone=around.get("zone"))
    if request.method == "POST":
        values = {**form.filled(), **(given or {})}
        outcome = form.submit(operation_of(entity, entity.makes), values, below)
        if outcome is not None and done is not None:
            return done(outcome, around)
        if outcome is not None:
            messages.success(request, added or pages.added or f"{outcome.result} has been added.")
            once_more = "another" in request.POST
            return HttpResponseRedirect(request.get_full_path() if once_more else _page_of(request, pages, outcome))
    texts = {
        "title": pages.add_label or _add(entity),
        "verb": pages.add_label or f"Add the {entity.words[0]}",
        "another": not given and not done and not pages.add_label,
        "cancel": reverse(pages.name, kwargs=named),
        "crumbs": crumbs_to(pages, around, named),
    }
    return form_page(request, pages, form, {**around, **texts, **(says or {})}, status=422 if form.errors else 200)


def choose_parent(request: Request, pages: Pages, named: dict[str, str]) -> HttpResponse:
    """Ask what a new item is to belong to: the form itself stands within its page."""
    entity, around = pages.entity, pages.surrounding(request, named)
    field = entity.field(entity.parent_name)
    assert field is not None
    form = ItemForm(request.actor, entity, request.POST if request.method == "POST" else None, asked=[field])
    chosen = form.filled().get(field.name) if request.method == "POST" else None
    if chosen:
        return HttpResponseRedirect(reverse(PAGES[entity.noun].url_name("new"), kwargs={"id": chosen}))
    if request.method == "POST":
        form.add_error(field.snake, f"Choose a {ENTITIES[field.to].words[0]} first.")
    crumbs = crumbs_to(pages, around, named)
    texts = {"title": _add(entity), "verb": "Continue", "cancel": reverse(pages.name, kwargs=named), "crumbs": crumbs}
    return form_page(request, pages, form, {**around, **texts}, status=422 if form.errors else 200)


def _add(entity: Entity) -> str:
    one = entity.words[0]
    return f"Add {'an' if one[0] in 'aeiou' else 'a'} {one}"


def _edit(pages: Pages) -> Callable[..., HttpResponse]:
    @require_http_methods(["GET", "POST"])
    @page(needs=pages.entity.works)
    def edit(request: Request, id: str, **named: str) -> HttpResponse:
        return edit_page(request, pages, {**named, "id": id})

    return edit


def edit_page(request: Request, pages: Pages, named: dict[str, str]) -> HttpResponse:
    """Change an item: only what was changed is sent, and what others saved meanwhile is told beside its field."""
    entity = pages.entity
    item = ask(request.actor, f"{entity.noun}.get", {"id": named["id"]})
    around = pages.surrounding(request, pages.list_args(item))
    data = request.POST if request.method == "POST" else None
    asked = [field for field in writable(entity, new=False) if field.name not in pages.unchanged]
    form = ItemForm(request.actor, entity, data, asked=asked, item=item, zone=around.get("zone"))
    status = 200
    if request.method == "POST":
        try:
            outcome = form.submit(operation_of(entity, "update"), form.changes(), item["id"])
        except Conflict as moved:
            outcome, form, status = None, form.rebased(moved), moved.status
        if outcome is not None:
            tell(request, entity, item, outcome)
            return HttpResponseRedirect(item_url(entity, item) or list_url(entity, item))
        status = 422 if form.errors else status
    title = str(item[title_of(entity.noun)])
    texts = {
        "title": f"Change {title}",
        "lead_in": pages.edit_lead_in(item),
        "verb": "Save",
        "cancel": item_url(entity, item),
        "crumbs": crumbs_to(pages, around, item=item),
    }
    return form_page(request, pages, form, {**around, **texts, "item": item}, status=status)


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


def form_page(request: Request, pages: Pages, form: ItemForm, texts: dict[str, Any], *, status: int) -> HttpResponse:
    """The page of a form, under the headings that the pages declare. `texts` are its words: title, lead_in, verb, cancel,
    crumbs; with what stands around it, where that is a larger page. Panels (`ui/panels.py`) may stand above the form, as
    `notices`, and below it, as `cards`.
    """
    context = {
        "lead_in": "",
        **texts,
        "form": form,
        "sections": sections_of(pages, form),
        "company": request.actor.company,
    }
    return render(request, "web/form.html", context, status=status)


def sections_of(pages: Pages, form: ItemForm) -> list[dict[str, Any]]:
    """The form's fields under the headings that the app declares; the rest comes last."""
    left = {field.name: field for field in form.asked}
    found: list[dict[str, Any]] = []
    asked = [field.name for field in pages.entity.asks]
    for at, section in enumerate(pages.sections):
        fields = [left.pop(name) for name in (*section.fields, *([] if at else asked)) if name in left]
        if fields:
            found.append({"title": section.title, "private": section.private, "fields": _bound(form, fields)})
    if left:
        title = _REST if found else ""
        found.append({"title": title, "private": False, "fields": _bound(form, list(left.values()))})
    return found


def _bound(form: ItemForm, fields: list[Field]) -> list[tuple[BoundField, bool]]:
    """Each with whether it is wide."""
    return [(form[field.snake], field.type in {"text", "array", "url"}) for field in fields]
