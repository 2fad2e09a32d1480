"""Where the pages of an entity are: the list, an item's page, and the place on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import NoReverseMatch, reverse

from twofold.core.entities import Entity
from twofold.ui.links import anchor_on

from .cells import title_of
from .declaration import PAGES, Pages


def address(entity: Entity, id: str, places: Sequence[str]) -> str:
    """The address of an item, from the values of the fields that its entity's `page_of` names; empty without a page."""
    page = entity.page or (entity.noun if entity.noun in PAGES else "")
    if not page or not all(places):
        return ""
    try:
        found = reverse(page, args=places)
    except NoReverseMatch:
        return ""
    anchor = anchor_on(entity.noun, page, id)
    return f"{found}#{anchor}" if anchor else found


def item_url(entity: Entity, item: Mapping[str, Any]) -> str:
    """The page of one item, or of what it belongs to; empty where it has none."""
    return address(entity, item["id"], [item.get(name) or "" for name in entity.places])


def list_url(entity: Entity) -> str:
    """The page that lists these items; empty where there is none."""
    try:
        return reverse(PAGES[entity.noun].name if entity.noun in PAGES else entity.path)
    except NoReverseMatch:
        return ""


def crumbs_to(pages: Pages, item: Mapping[str, Any] | None = None) -> list[tuple[str, str]]:
    """The way back: the list, and from below an item also the item."""
    way = [(pages.title, list_url(pages.entity))]
    if item is not None:
        way.append((str(item[title_of(pages.entity.noun)]), item_url(pages.entity, item)))
    return [each for each in way if each[1]]
