"""The page of the search, and the part of it that the dialog shows while somebody types."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from twofold.core.entities.search import Hits
from twofold.core.operations.parsing import parse
from twofold.ui.request import Request
from twofold.web.addresses import address, list_url
from twofold.web.page import page

from .commands import actions_to, here, pages_for
from .everything import LONGEST, MOST, SearchEverything, hits, is_more

IN_DIALOG = 5
ON_PAGE = 10


@require_GET
@page(needs="company.see")
def search(request: Request) -> HttpResponse:
    """All that fits what was typed: what one sees, where one can go, what one can do."""
    q, kind = request.GET.get("q", ""), request.GET.get("kind", "")
    in_dialog = bool(request.headers.get("HX-Request"))
    limit = IN_DIALOG if in_dialog else MOST if kind else ON_PAGE
    given = parse(SearchEverything, {"q": q, "kind": kind, "limit": limit})
    words = given.q.split()
    at = here(request.actor, request.htmx.current_url_abs_path or "") if in_dialog else None
    groups = [_group(each, given.q) for each in hits(request.actor, given.q, given.kind, limit) if each.entity.page]
    context = {
        "q": q.strip(),
        "kind": kind,
        "groups": groups,
        "pages": [] if kind else pages_for(request.actor, words, at),
        "actions": [] if kind else actions_to(request.actor, words, at, without_script=not in_dialog),
        "longest": LONGEST,
    }
    return render(request, f"web/search/{'options' if in_dialog else 'page'}.html", context)


def _group(found: Hits, q: str) -> dict[str, Any]:
    """The matches of one kind as the templates show them, with the list that shows all."""
    several = found.entity.words[1]
    label = several[:1].upper() + several[1:]
    listed = list_url(found.entity)
    return {
        "kind": found.entity.noun,
        "label": label,
        "icon": found.entity.icon,
        "items": [
            {"title": hit.title, "subtitle": hit.subtitle, "url": address(found.entity, hit.id, hit.places)}
            for hit in found.items
        ],
        "total": found.total,
        "more": is_more(found),
        "several": several,
        "list": listed,
        "list_name": label if listed else "",
        "all": f"{listed or reverse('search')}?{urlencode({'q': q} if listed else {'q': q, 'kind': found.entity.noun})}",
    }
