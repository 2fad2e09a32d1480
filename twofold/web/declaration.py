"""What an app says of the pages of its entity; everything else follows from the entity itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from twofold.core.entities import ENTITIES, Entity
from twofold.ui.links import PLACES, shown_at
from twofold.ui.request import Request


@dataclass(frozen=True)
class Section:
    """Some fields under a heading on an item's page and in its form. What only one's own company sees is `private`."""

    title: str
    fields: tuple[str, ...]
    private: bool = False


@dataclass(frozen=True)
class Panel:
    """A part of an item's page that an app draws itself: a template, and what it needs beside `item` and `request`."""

    template: str
    context: Callable[[Request, dict[str, Any]], dict[str, Any]] = lambda request, item: {}  # noqa: ARG005
    place: Literal["main", "aside"] = "aside"


@dataclass(frozen=True)
class Pages:
    """The pages of an entity: a list as table and board, one page an item, a form to add one.

    `title` and `lead_in` head the list, `empty` is the sentence where there is nothing yet. `columns` are those shown
    first (else all whose declaration says so), `card` what stands on the card of a board and of a phone beside the
    title. `narrowed` are the filters that an address of a larger page (a campaign's) adds, from the arguments of its
    URL; `frame` is the template around it, and `around` what that needs.

    `at` is the address of the list and `name` its URL name, both the entity's path unless told otherwise. `view` is the
    key of the shipped view a list begins with. The button that adds an item says `add_label` and leads to `add_url` (a
    URL name), `<noun>-new` unless told otherwise. `actions` is a template with the buttons in the heading of an item's
    page. `own` are the URL names of pages that the app draws itself and says in its own `urls.py`.
    """

    entity: Entity
    title: str
    lead_in: str = ""
    empty: str = ""
    columns: tuple[str, ...] = ()
    card: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    panels: tuple[Panel, ...] = ()
    actions: str = ""
    own: frozenset[str] = frozenset()
    at: str = ""
    name: str = ""
    view: str = ""
    add_label: str = ""
    add_url: str = ""
    frame: str = "ui/base.html"
    narrowed: Callable[[dict[str, str]], dict[str, str]] = lambda named: {}  # noqa: ARG005
    around: Callable[[Request, dict[str, str]], dict[str, Any]] = lambda request, named: {}  # noqa: ARG005

    def __post_init__(self) -> None:
        """Fill in what follows from the entity."""
        object.__setattr__(self, "name", self.name or self.entity.path)


PAGES: dict[str, Pages] = {}
"""By the noun of the entity."""


def pages(declared: Pages) -> Pages:
    """Register the pages of an entity; an item is shown on its own page, unless the app says elsewhere."""
    noun = declared.entity.noun
    assert noun in ENTITIES
    PAGES[noun] = declared
    if declared.entity.page == noun and noun not in PLACES:
        shown_at(noun, noun, own_page=True)
    return declared
