"""What one can go to: the entries of the sidebar, and the tabs of a thing's pages. Each app declares its own.

An app has a file `navigation.py`, read when it starts. The order is a number of its own, so that it never depends on
which app was read first; two of the same number are an error.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal, TypeVar

from django.urls import reverse

from twofold.core.actor import Actor

Clock = Literal["reader", "owner"]
_ANY = "any-id"
Declared = TypeVar("Declared", "NavEntry", "Tab")


@dataclass(frozen=True)
class NavEntry:
    """One entry of the sidebar, for who has the capability `needs`.

    It is the active one on every page whose URL name begins with its own or with the word `covers`. `keywords` are other
    words by which people look for it.
    """

    label: str
    url_name: str
    icon: str
    order: int
    needs: str
    covers: str
    keywords: str = ""

    @cached_property
    def url(self) -> str:
        """Where it leads."""
        return reverse(self.url_name)

    def is_active(self, page: str) -> bool:
        """Whether the page of this URL name lies behind the entry."""
        return page.split("-", maxsplit=1)[0] in {self.url_name, self.covers}


@dataclass(frozen=True)
class Tab:
    """One tab of the pages of a thing, and of those that it `covers`; `clock` says whose time zone they show, the reader's or
    the thing's own.
    """

    label: str
    url_name: str
    order: int
    clock: Clock
    covers: tuple[str, ...] = ()

    def is_of(self, page: str) -> bool:
        """Whether the page of this URL name lies behind the tab."""
        return page in (self.url_name, *self.covers)

    def address(self, id: str) -> str:
        """Where the tab of the thing with this id is."""
        return _address(self.url_name).replace(_ANY, id)


NAVIGATION: dict[int, NavEntry] = {}
TABS: dict[str, dict[int, Tab]] = {}


def nav_entry(
    label: str, url_name: str, *, icon: str, order: int, needs: str = "", covers: str = "", keywords: str = ""
) -> None:
    """Declare an entry of the sidebar."""
    _put(NAVIGATION, order, NavEntry(label, url_name, icon, order, needs, covers, keywords))


def tab(
    label: str, url_name: str, *, of: str, order: int, clock: Clock = "reader", covers: tuple[str, ...] = ()
) -> None:
    """Declare a tab on the pages of a kind of thing: `tab("Leads", "campaign-leads", of="campaign", order=30)`."""
    _put(TABS.setdefault(of, {}), order, Tab(label, url_name, order, clock, covers))


def entries(actor: Actor) -> Iterable[NavEntry]:
    """The entries this actor may use, in order."""
    return [each for _, each in sorted(NAVIGATION.items()) if not each.needs or actor.may(each.needs)]


def with_keys(nav: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The sidebar's entries, each with the `key` that follows `g`: its first letter that none before it took."""
    taken: set[str] = set()
    keyed = []
    for entry in nav:
        key = next((letter for letter in entry["label"].lower() if letter.isalpha() and letter not in taken), "")
        taken.add(key)
        keyed.append({**entry, "key": key})
    return keyed


def tabs_of(kind: str) -> list[Tab]:
    """The tabs on the pages of a kind of thing, in order."""
    return [each for _, each in sorted(TABS.get(kind, {}).items())]


def _put(into: dict[int, Declared], order: int, each: Declared) -> None:
    if into.get(order, each) != each:
        raise ValueError(f"{each.label} and {into[order].label} want the same place: {order}")
    into[order] = each


@cache
def _address(url_name: str) -> str:
    return reverse(url_name, kwargs={"id": _ANY})
