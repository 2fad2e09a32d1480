"""What the bar of a list does with the selected items: the same change to all, their deletion, a verb of the app's own, and
undoing any of these.

The operations are those of the API (`POST /api/v1/partners/change-many`); here they say how far they are (`progress.py`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from twofold.core.entities.undo import not_kept
from twofold.core.errors import Invalid, NotFound, Problem
from twofold.core.operations.registry import OPERATIONS
from twofold.core.operations.runner import run
from twofold.ui.request import Request

from .declaration import Pages
from .page import page
from .progress import with_progress

VERBS = {"change": "change_many", "delete": "delete_many", "restore": "restore_many", "undo": "undo"}


def many_urls(pages: Pages) -> list[URLPattern]:
    """`partners/many`, where many can be changed, deleted, or have a verb of the app's own done to them."""
    has_any = any(name in OPERATIONS for name in _verbs(pages).values())
    return [path(f"{pages.at}/many", _many(pages), name=pages.url_name("many"))] if has_any else []


def _verbs(pages: Pages) -> dict[str, str]:
    """The operations by the names that the bar calls them by."""
    own = {verb.name: f"{pages.operation_of(verb)}_many" for verb in (*pages.verbs, *pages.many_verbs)}
    return {**{name: f"{pages.entity.noun}.{verb}" for name, verb in VERBS.items()}, **own}


def _many(pages: Pages) -> Callable[..., HttpResponseBase]:
    @require_POST
    @with_progress
    @page(needs=pages.entity.works or pages.entity.needs)
    def many(request: Request, **named: str) -> HttpResponse:
        """JSON in and out, as the API's: `{"verb": "change", "ids": […], "set": {…}}`. What it can't be done to is left out,
        and `left` says why; `undo` says why it can't be undone.
        """
        try:
            given = _given(request)
            verb = given.pop("verb", "")
            name = _verbs(pages).get(verb, "")
            if name not in OPERATIONS:
                raise NotFound
            if verb == "restore" and isinstance(given.get("where"), dict):
                given["where"].pop("deleted", None)
            done = run(request.actor, name, given if verb == "undo" else {**given, "leaveOut": True}).result
        except Problem as problem:
            return JsonResponse(problem.as_json(), status=problem.status)
        return JsonResponse({**done, "left": done.reasons, "undo": _undo(pages, request, verb, name, done["changeId"])})

    return many


def _undo(pages: Pages, request: Request, verb: str, name: str, change: str) -> str | None:
    """Why it cannot be undone, empty where it can; nothing where there is no way back at all."""
    entity = pages.entity
    if verb == "change":
        return sentence_of(not_kept(entity, request.actor, change))
    return "" if verb in VERBS or entity.undoes(name.removesuffix("_many")) else None


def sentence_of(lost: Collection[str]) -> str:
    """Why a change cannot be undone: what it replaced in which fields; empty where it can be."""
    fields = " and ".join(f"“{label}”" for label in lost)
    return f"This can't be undone: what was in {fields} before has not been kept." if lost else ""


def _given(request: Request) -> dict[str, Any]:
    """What was sent. Errors: Invalid."""
    try:
        given = json.loads(request.body)
    except ValueError:
        given = None
    if not isinstance(given, dict) or b"\\u0000" in request.body:
        raise Invalid("Send the change as JSON.")
    return given
