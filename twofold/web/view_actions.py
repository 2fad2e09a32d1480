"""What one does with views of a list: save, save as another, rename, open first, remove and bring back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_POST

from twofold.core.errors import NotFound
from twofold.core.operations.runner import run
from twofold.ui.request import Request

from .addresses import crumbs_to
from .declaration import Pages
from .page import page
from .saved_views import state_in, state_of, views_menu, views_of

View = Callable[..., HttpResponse]


def view_urls(pages: Pages) -> list[URLPattern]:
    """`partners/views`: all of them with what one can do; a post does it. `partners/views/<view>/restore` undoes a removal."""
    at = pages.at
    return [
        path(f"{at}/views", _views(pages), name=pages.url_name("views")),
        path(f"{at}/views/<str:view>/restore", _restore(pages), name=pages.url_name("view-restore")),
    ]


def _views(pages: Pages) -> View:
    @require_http_methods(["GET", "POST"])
    @page(needs=pages.entity.needs)
    def views(request: Request, **named: str) -> HttpResponse:
        """The views of this list."""
        if request.method == "POST":
            return _done(request, pages, named)
        state = state_of(request, pages, named)
        around = {**pages.surrounding(request, named), "state": state}
        context = {
            **around,
            "views_menu": views_menu(request, pages, state),
            "views_url": request.path,
            "list_url": reverse(pages.name, kwargs=named),
            "crumbs": crumbs_to(pages, around, named),
        }
        return render(request, "web/views.html", context)

    return views


def _restore(pages: Pages) -> View:
    @require_POST
    @page(needs="views.work")
    def restore(request: Request, view: str, **named: str) -> HttpResponse:
        """Undo a removal."""
        run(request.actor, "view.restore", {}, view)
        messages.success(request, "The view is back.")
        return _open(pages, named, view)

    return restore


def _done(request: Request, pages: Pages, named: dict[str, str]) -> HttpResponse:
    action = _ACTIONS.get(request.POST.get("action", ""))
    if action is None:
        raise NotFound
    return action(request, pages, named)


def _save(request: Request, pages: Pages, named: dict[str, str]) -> HttpResponse:
    """What the list looks like now becomes what the open view says."""
    view = request.POST.get("view", "")
    version = request.POST.get("version", "")
    seen = int(version) if version.isascii() and version.isdigit() else None
    run(request.actor, "view.update", {"state": _held(request, pages, named)}, view, if_version=seen)
    messages.success(request, "The view is saved.")
    return _open(pages, named, view)


def _save_as(request: Request, pages: Pages, named: dict[str, str]) -> HttpResponse:
    """Another view of what the list looks like now."""
    given = {
        "entity": pages.entity.noun,
        "name": request.POST.get("name", ""),
        "own": request.POST.get("whose") != "company",
        "isDefault": request.POST.get("default") == "on",
        "position": len(views_of(request.actor, pages)),
        "state": _held(request, pages, named),
    }
    made = run(request.actor, "view.create", given).result
    messages.success(request, f"“{made.name}” is saved.")
    return _open(pages, named, made.pk)


def _rename(request: Request, pages: Pages, named: dict[str, str]) -> HttpResponse:
    view = request.POST.get("view", "")
    run(request.actor, "view.update", {"name": request.POST.get("name", "")}, view)
    messages.success(request, "The view has a new name.")
    return _open(pages, named, view)


def _open_first(request: Request, pages: Pages, named: dict[str, str]) -> HttpResponse:
    view, first = request.POST.get("view", ""), request.POST.get("default") == "on"
    run(request.actor, "view.update", {"isDefault": first}, view)
    messages.success(request, "This list opens with this view." if first else "This view no longer opens first.")
    return _open(pages, named, view)


def _delete(request: Request, pages: Pages, named: dict[str, str]) -> HttpResponse:
    view = request.POST.get("view", "")
    gone = run(request.actor, "view.delete", {}, view).result
    undo = reverse(pages.url_name("view-restore"), kwargs={**named, "view": view})
    messages.success(request, f"“{gone.name}” is removed.", extra_tags=undo)
    return HttpResponseRedirect(reverse(pages.name, kwargs=named))


_ACTIONS: dict[str, Callable[[Request, Pages, dict[str, str]], HttpResponse]] = {
    "save": _save,
    "save_as": _save_as,
    "rename": _rename,
    "open_first": _open_first,
    "delete": _delete,
}


def _held(request: Request, pages: Pages, named: dict[str, str]) -> dict[str, Any]:
    """All that holds in the list whose address came with the form."""
    query = QueryDict(request.POST.get("state", "").removeprefix("?"))
    return dict(state_in(request.actor, pages, query, named).held)


def _open(pages: Pages, named: dict[str, str], view: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse(pages.name, kwargs=named)}?view={view}")
