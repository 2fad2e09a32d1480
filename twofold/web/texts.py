"""Items that are read as one text, section by section, and written in a dialog of theirs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from twofold.core.operations.query import ask_all
from twofold.ui.links import anchor_on
from twofold.ui.request import Request

from .cells import title_of
from .declaration import Pages, Texts
from .page import page
from .verbs import buttons_of


def text_urls(pages: Pages) -> list[URLPattern]:
    """`campaigns/<id>/brief`, where the items are texts."""
    return [path(pages.at, _text(pages, pages.texts), name=pages.name)] if pages.texts else []


def _text(pages: Pages, texts: Texts) -> Callable[..., HttpResponse]:
    entity = pages.entity

    @require_safe
    @page(needs=entity.needs)
    def text(request: Request, **named: str) -> HttpResponse:
        items = ask_all(request.actor, f"{entity.noun}.list", pages.narrowed(named))
        context = {
            **pages.surrounding(request, named),
            "sections": [_section(request, pages, texts, item) for item in items],
            "written": sum(bool(item[texts.text]) for item in items),
            "counted": texts.counted,
            "watched": entity.noun,
        }
        return render(request, "web/texts.html", context)

    return text


def _section(request: Request, pages: Pages, texts: Texts, item: dict[str, Any]) -> dict[str, Any]:
    noun = pages.entity.noun
    return {
        "title": item[title_of(noun)],
        "ident": anchor_on(noun, pages.name, item["id"]),
        "note": "" if item[texts.required] else "optional",
        "buttons": buttons_of(request, pages, item),
        "text": item[texts.text],
        "prompt": item[texts.prompt],
        "by": item[texts.by],
        "at": item[texts.at],
    }
