"""Where the pages of an entity are: the list, an item's page, and the place on it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import quote

from django.urls import NoReverseMatch, reverse

from twofold.core.entities import Entity
from twofold.ui.links import anchor_on

from .cells import title_of
from .declaration import PAGES, Pages

_ANY = "any-id-"
_PLAIN = re.compile(r"[\w-]+", re.ASCII).fullmatch


def address(entity: Entity, id: str, places: Sequence[str]) -> str:
    """The address of an item, from the values of the fields that its entity's `page_of` names; empty without a page."""
    page = entity.page or (entity.noun if entity.noun in PAGES else "")
    if not page or not all(places):
        return ""
    found = address_in(page, tuple(places))
    if not found:
        return ""
    anchor = anchor_on(entity.noun, page, id)
    return f"{found}#{anchor}" if anchor else found


def address_in(name: str, places: tuple[str, ...]) -> str:
    """The address that a URL name has for these ids; empty without one. Rows ask for hundreds of them."""
    found, *rest = _parts(name, len(places))
    for place, part in zip(places, rest, strict=False):
        found += (place if _PLAIN(place) else quote(place, safe="")) + part
    return found


@cache
def _parts(name: str, places: int) -> list[str]:
    """What stands in the address around its ids."""
    try:
        return reverse(name, args=[_ANY] * places).split(_ANY)
    except NoReverseMatch:
        return [""]


def item_url(entity: Entity, item: Mapping[str, Any]) -> str:
    """The page of one item, or of what it belongs to; empty where it has none."""
    return address(entity, item["id"], [item.get(name) or "" for name in entity.places])


def list_url(entity: Entity, item: Mapping[str, Any] | None = None) -> str:
    """The page that lists these items, within a larger page the one that `item` stands on; empty where there is none."""
    pages = PAGES.get(entity.noun)
    try:
        return reverse(pages.name, kwargs=pages.list_args(item or {})) if pages else reverse(entity.path)
    except (NoReverseMatch, KeyError):
        return ""


def crumbs_to(
    pages: Pages,
    around: Mapping[str, Any],
    list_args: Mapping[str, str] | None = None,
    *,
    item: Mapping[str, Any] | None = None,
) -> list[tuple[str, str]]:
    """The way back: the larger page, the list, and from below an item also the item."""
    args = pages.list_args(item) if item is not None else list_args or {}
    way = [*around["way"], (pages.title, reverse(pages.name, kwargs=args))]
    if item is not None:
        way.append((str(item[title_of(pages.entity.noun)]), item_url(pages.entity, item)))
    return [each for each in way if each[1]]
