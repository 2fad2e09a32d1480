"""Where an item is shown: the address of its page, and the place on it."""

from collections.abc import Sequence

from django.urls import NoReverseMatch, reverse

from twofold.core.entities import Entity
from twofold.ui.links import anchor_on


def address(entity: Entity, id: str, places: Sequence[str]) -> str:
    """The address of an item, from the values of the fields that its entity's `page_of` names; empty without a page."""
    if not entity.page:
        return ""
    anchor = anchor_on(entity.noun, entity.page, id)
    page = reverse(entity.page, args=places)
    return f"{page}#{anchor}" if anchor else page


def list_address(entity: Entity) -> str:
    """The address of the page that lists these items, called as they are; empty where there is none."""
    try:
        return reverse(entity.path)
    except NoReverseMatch:
        return ""
