"""Where a thing is shown: from its kind and id to an address. Each app declares its own kinds in its `navigation.py`."""

from dataclasses import dataclass
from functools import cache

from django.urls import reverse

_ANY = "any-id"


@dataclass(frozen=True)
class Place:
    """A page, and where on it.

    `anchor` ends with a dash where the id of the thing follows; `to_do` is the anchor at which something that is still
    missing is done; `query` narrows a list and may name the `{side}`. `own_page` says that the id in the address is
    that of the thing itself, not of what it belongs to.
    """

    url_name: str
    anchor: str = ""
    to_do: str = ""
    query: str = ""
    own_page: bool = False


PLACES: dict[str, Place] = {}


def shown_at(
    kind: str, url_name: str, anchor: str = "", *, to_do: str = "", query: str = "", own_page: bool = False
) -> None:
    """Declare where things of a kind are shown: `shown_at("role", "campaign-roles", "role-")`."""
    place = Place(url_name, anchor, to_do, query, own_page)
    if PLACES.get(kind, place) != place:
        raise ValueError(f"{kind} is shown in two places: {PLACES[kind].url_name} and {url_name}")
    PLACES[kind] = place


def link_to(kind: str, within: str, id: str = "", *, side: str = "", to_do: bool = False) -> str:
    """The address of a thing that belongs to `within`; empty for a kind that nobody has declared, and for one with a page of its own without an id."""
    place = PLACES.get(kind)
    if place is None or (place.own_page and not id):
        return ""
    page = _address(place.url_name).replace(_ANY, id if place.own_page else within)
    query = f"?{place.query.format(side=side)}" if place.query else ""
    anchor = place.to_do if to_do and place.to_do else _anchor(place.anchor, id)
    return f"{page}{query}#{anchor}" if anchor else f"{page}{query}"


def anchor_on(kind: str, url_name: str, id: str) -> str:
    """The anchor of a thing on a page; empty where it is shown elsewhere, or as the whole page."""
    place = PLACES.get(kind)
    return _anchor(place.anchor, id) if place is not None and place.url_name == url_name else ""


def _anchor(anchor: str, id: str) -> str:
    if not anchor.endswith("-"):
        return anchor
    return f"{anchor}{id}" if id else ""


@cache
def _address(url_name: str) -> str:
    return reverse(url_name, kwargs={"id": _ANY})
