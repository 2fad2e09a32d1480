"""Verbs of an app's own on an item: a button that does it, or a dialog that asks for what it needs; undone where it can be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from twofold.core.actor import Actor
from twofold.core.entities import Entity
from twofold.core.errors import Conflict
from twofold.core.operations.query import ask
from twofold.core.operations.registry import OPERATIONS
from twofold.core.operations.runner import Outcome, run
from twofold.ui.request import Request

from .addresses import address_in, crumbs_to, item_url, list_url
from .cells import title_of
from .declaration import Pages, Verb
from .field_meta import meta_of
from .form import ItemForm
from .form_controls import same_parent
from .items import item_of
from .page import page, way_back
from .undo import way_to_undo

FINAL = "This can't be undone."


class Offer(NamedTuple):
    """A verb that an item takes now, and where."""

    verb: Verb
    url: str
    question: str = ""


def offers_of(pages: Pages, actor: Actor, item: Mapping[str, Any]) -> list[Offer]:
    """The verbs that whoever looks may do on an item as it stands."""
    return offered(pages, actor, item, permitted(pages, actor, pages.verbs))


def permitted(pages: Pages, actor: Actor, verbs: tuple[Verb, ...]) -> tuple[Verb, ...]:
    """Those of these verbs that whoever looks may do at all: a list asks once for all its rows."""
    return tuple(verb for verb in verbs if actor.may(OPERATIONS[pages.operation_of(verb)].needs))


def offered(pages: Pages, actor: Actor, item: Mapping[str, Any], verbs: tuple[Verb, ...]) -> list[Offer]:
    """Those of these permitted verbs that an item takes as it stands."""
    noun, at = pages.entity.noun, (item["id"],)
    return [
        Offer(
            verb,
            address_in(f"{noun}-{verb.name}", at),
            verb.question(str(item.get(title_of(noun)) or "")) if verb.warns else "",
        )
        for verb in verbs
        if verb.fits(item, actor)
    ]


def buttons_of(request: Request, pages: Pages, item: Mapping[str, Any]) -> SafeString:
    """The buttons of these verbs, small, for an item that an app draws itself."""
    offers = offers_of(pages, request.actor, item)
    if not offers:
        return SafeString()
    title = item.get(title_of(pages.entity.noun)) or ""
    told = {"request": request, "csrf_token": get_token(request), "offers": offers, "title": title, "look": "btn-sm"}
    return render_to_string("web/parts/offers.html", told)


@dataclass(frozen=True)
class ManyOffer:
    """A verb for all that are selected: the word for what was done, what its editors need, by name, and whether it is
    `final`: there is no undo.
    """

    verb: Verb
    past: str
    asks: dict[str, dict[str, Any]]
    final: bool

    @property
    def warns(self) -> str:
        """What is read before one says yes."""
        return " ".join(filter(None, (self.verb.warns, FINAL if self.final else "")))

    @property
    def box(self) -> str:
        """The id of its dialog."""
        return f"bulk-{self.verb.name}"


def offers_for_many(pages: Pages, actor: Actor, named: Mapping[str, str]) -> list[ManyOffer]:
    """The verbs that work on many, for who may. One that asks for something of the same parent needs a list of one."""
    entity = pages.entity
    found = []
    for verb in (*pages.verbs, *pages.many_verbs):
        operation = OPERATIONS.get(f"{pages.operation_of(verb)}_many")
        spread = any(field.to and same_parent(entity, field.to) for field in verb.asks) and not pages.narrowed(named)
        if operation is None or spread or verb.asks_of or not actor.may(operation.needs):
            continue
        past = verb.past or operation.fact.partition(".")[2].removesuffix("_many").replace("_", " ").capitalize()
        asks = {field.name: meta_of(entity, field) for field in verb.asks}
        found.append(ManyOffer(verb, past, asks, final=not entity.undoes(pages.operation_of(verb))))
    return found


def verb_urls(pages: Pages) -> list[URLPattern]:
    """`tasks/<id>/finish`: does the verb; `tasks/<id>/assign` asks first."""
    entity = pages.entity
    return [
        path(
            f"{entity.path}/<str:id>/{verb.name.replace('_', '-')}",
            _verb(pages, verb),
            name=f"{entity.noun}-{verb.name}",
        )
        for verb in pages.verbs
    ]


def _verb(pages: Pages, verb: Verb) -> Callable[..., HttpResponse]:
    operation = pages.operation_of(verb)

    @require_http_methods(["GET", "POST"] if verb.is_asked else ["POST"])
    @page(needs=OPERATIONS[operation].needs)
    def done(request: Request, id: str, **named: str) -> HttpResponse:
        item = item_of(request.actor, pages.entity, id)
        data = request.POST if request.method == "POST" else None
        begins = {**item, **verb.start(request.actor, item)}
        fields = (*verb.asks, *(verb.asks_of(request.actor, item) if verb.asks_of else ()))
        asked = [field for field in fields if field.name not in verb.skips(item)]
        form = ItemForm(request.actor, pages.entity, data, asked=asked, item=begins)
        status = 200
        if request.method == "POST" and not verb.is_asked:
            return _said(request, pages, verb, item, run(request.actor, operation, {}, id))
        if request.method == "POST":
            try:
                may_be_empty = {field.name for field in asked if not field.required}
                emptied = {name: "" for name, value in form.changes().items() if value is None and name in may_be_empty}
                outcome = form.submit(operation, verb.sends({**form.filled(), **emptied}), id)
            except Conflict as moved:
                outcome, form, status = None, form.rebased(moved), moved.status
            if outcome is not None:
                return _said(request, pages, verb, item, outcome)
            status = 422 if form.errors else status
        return _asked(request, pages, verb, item, form, status=status)

    return done


def _asked(
    request: Request, pages: Pages, verb: Verb, item: dict[str, Any], form: ItemForm, *, status: int
) -> HttpResponse:
    entity = pages.entity
    around = pages.surrounding(request, pages.list_args(item))
    context = {
        **around,
        "form": form,
        "wide": [form[field.snake] for field in form.asked],
        "item": item,
        "title": f"{verb.act}: {item[title_of(entity.noun)]}",
        "verb": verb.act,
        "url": request.path,
        "back": way_back(request),
        "cancel": item_url(entity, item) or list_url(entity, item),
        "crumbs": crumbs_to(pages, around, item=item),
    }
    template = "web/parts/move_dialog.html" if request.headers.get("HX-Request") else "web/move.html"
    return render(request, template, context, status=status)


def _said(request: Request, pages: Pages, verb: Verb, before: dict[str, Any], outcome: Outcome) -> HttpResponse:
    """Say what was done, with a way back where there is one."""
    entity = pages.entity
    opposite = entity.opposites.get(verb.name, "")
    undo = address_in(f"{entity.noun}-{opposite}", (before["id"],)) if opposite and outcome.entry_id else ""
    undo = undo or _way_to_undo(request.actor, entity, pages.operation_of(verb), before, outcome)
    says = verb.says.format(title=before[title_of(entity.noun)]) if outcome.entry_id else "Nothing was changed."
    if request.headers.get("HX-Request"):
        return render(request, "web/parts/announced.html", {"says": says, "undo": undo, "back": way_back(request)})
    messages.success(request, says, extra_tags=undo)
    return HttpResponseRedirect(way_back(request) or item_url(entity, before) or list_url(entity, before) or "/")


def _way_to_undo(actor: Actor, entity: Entity, operation: str, before: dict[str, Any], outcome: Outcome) -> str:
    if not entity.undoes(operation):
        return ""
    after = ask(actor, f"{entity.noun}.get", {"id": before["id"]})
    return way_to_undo(entity, operation, before, after, outcome.entry_id)
