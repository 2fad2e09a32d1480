"""Where the pages of an entity are."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse

from twofold.core.entities import Entity

from .cells import title_of
from .declaration import PAGES, Pages


def list_url(entity: Entity) -> str:
    """The list of all items; empty for an entity without one."""
    try:
        return reverse(PAGES[entity.noun].name) if entity.noun in PAGES else ""
    except NoReverseMatch:
        return ""


def item_url(entity: Entity, item: dict[str, Any]) -> str:
    """The page of one item, or of what it belongs to; empty where it has none."""
    page = entity.page or (entity.noun if entity.noun in PAGES else "")
    return reverse(page, args=[item[entity.page_of]]) if page and item.get(entity.page_of) else ""


def crumbs_to(pages: Pages, item: dict[str, Any] | None = None) -> list[tuple[str, str]]:
    """The way back: the list, and from below an item also the item."""
    way = [(pages.title, list_url(pages.entity))]
    if item is not None:
        way.append((str(item[title_of(pages.entity.noun)]), item_url(pages.entity, item)))
    return [each for each in way if each[1]]
