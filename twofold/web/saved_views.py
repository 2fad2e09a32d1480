"""The views of a list: those shipped with its entity, those of the company, and one's own; and which one is open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from django.http import QueryDict

from twofold.core.actor import Actor
from twofold.core.operations.query import ask_all
from twofold.ui.request import Request

from .addresses import address_in
from .declaration import Pages
from .list_choices import Params
from .list_state import OF_REQUEST, ListState, params_of, read

Whose = Literal["shipped", "company", "own"]
GONE = "This view is gone, or it is somebody else's own. Choose another one."


@dataclass(frozen=True)
class ListView:
    """One view. `key` stands in the address: that of a shipped view, or the id of a saved one."""

    key: str
    name: str
    whose: Whose
    params: Params
    is_default: bool = False
    version: int = 0

    @property
    def address(self) -> str:
        """The query string that opens it."""
        return f"?view={self.key}"


@dataclass(frozen=True)
class ViewsMenu:
    """What the menu of views shows. `is_changed`: the list looks otherwise than the open view says."""

    views: list[ListView]
    open_view: ListView | None
    is_changed: bool
    can_save: bool
    list_url: str

    def of(self, whose: Whose) -> list[ListView]:
        """Those of one kind."""
        return [each for each in self.views if each.whose == whose]

    @property
    def groups(self) -> list[tuple[str, list[ListView]]]:
        """All of them, each kind below its heading."""
        return [("", self.shipped), ("Your company's", self.company), ("Only yours", self.own)]

    @property
    def shipped(self) -> list[ListView]:
        """Those shipped with the entity."""
        return self.of("shipped")

    @property
    def company(self) -> list[ListView]:
        """Those everybody in the company has."""
        return self.of("company")

    @property
    def own(self) -> list[ListView]:
        """Those that only this person has."""
        return self.of("own")

    @property
    def reset(self) -> str:
        """The address of the open view as it was saved."""
        return self.list_url + (self.open_view.address if self.open_view else "?")

    @property
    def is_saved(self) -> bool:
        """Whether the open view is one that can be changed."""
        return self.open_view is not None and self.open_view.whose != "shipped" and self.can_save


def views_of(actor: Actor, pages: Pages) -> list[ListView]:
    """All views of this list that the actor has: shipped ones, the company's, their own. A guest has the shipped ones."""
    entity = pages.entity
    shipped = [ListView(each.key, each.label, "shipped", params_of(entity, each)) for each in entity.views]
    if not actor.may("views.see") or not actor.company_space_id():
        return shipped
    saved = ask_all(actor, "view.list", {"entity": entity.noun})
    return [*shipped, *(_saved(pages, each) for each in saved)]


def _saved(pages: Pages, item: dict[str, Any]) -> ListView:
    whose: Whose = "own" if item["own"] else "company"
    params = _still_there(pages, item["state"])
    return ListView(item["id"], item["name"], whose, params, item["isDefault"], item["version"])


def _still_there(pages: Pages, stored: dict[str, Any]) -> Params:
    """What of a stored state the list still has: a field that is gone takes only its own part of the view along."""
    texts = {name: value for name, value in stored.items() if isinstance(value, (str, list)) and value}
    query = QueryDict(mutable=True)
    for name, value in texts.items():
        query.setlist(name, [str(each) for each in value] if isinstance(value, list) else [value])
    return read(pages.entity, query, {}).held


def default_of(pages: Pages, views: list[ListView]) -> ListView | None:
    """The view that opens first: the person's default, the company's, or the one these pages name."""
    for whose in ("own", "company"):
        found = next((each for each in views if each.whose == whose and each.is_default), None)
        if found is not None:
            return found
    return next((each for each in views if each.key == pages.view), None)


def opened(pages: Pages, views: list[ListView], query: QueryDict) -> ListView | None:
    """The view that an address starts from. One that says nothing opens the default; one that says something but names
    no view, or one that is gone, starts from the one these pages name, so that it looks the same for everybody.
    """
    says_something = bool(query.get("view")) or bool(set(query) - OF_REQUEST)
    if not says_something:
        return default_of(pages, views)
    known = {each.key: each for each in views}
    return known.get(query.get("view", "")) or known.get(pages.view)


def state_in(
    actor: Actor, pages: Pages, query: QueryDict, named: dict[str, str], views: list[ListView] | None = None
) -> ListState:
    """What an address says, on top of the view it starts from."""
    known = views_of(actor, pages) if views is None else views
    view, default = opened(pages, known, query), default_of(pages, known)
    state = read(pages.entity, query, view.params if view else {}, pages.narrowed(named), pages.usual)
    is_usual = view is None or (view is default and view.key == pages.view)
    wanted = query.get("view", "")
    gone = () if not wanted or (view and view.key == wanted) else (GONE,)
    return replace(state, view="" if is_usual or view is None else view.key, left_out=(*gone, *state.left_out))


def state_of(request: Request, pages: Pages, named: dict[str, str]) -> ListState:
    """The same for a request."""
    return state_in(request.actor, pages, request.GET, named, _asked_once(request, pages))


def views_menu(request: Request, pages: Pages, state: ListState) -> ViewsMenu:
    """What the menu of views shows beside this list."""
    views = _asked_once(request, pages)
    key = state.view or pages.view
    found = next((each for each in views if each.key == key), None)
    may_save = request.actor.may("views.work") and bool(request.actor.company_space_id())
    named = request.resolver_match.kwargs if request.resolver_match else {}
    list_url = address_in(pages.name, tuple(named.values()))
    return ViewsMenu(views, found, state.held != state.base, may_save, list_url)


def _asked_once(request: Request, pages: Pages) -> list[ListView]:
    """The views are asked for once in a request."""
    known: dict[str, list[ListView]] = request.__dict__.setdefault("list_views", {})
    if pages.entity.noun not in known:
        known[pages.entity.noun] = views_of(request.actor, pages)
    return known[pages.entity.noun]
