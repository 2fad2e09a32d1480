"""What hangs on an item: the first of every kind of item that refers to it, how many there are, and the way to all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from twofold.core.entities import ENTITIES, Entity, Field
from twofold.core.operations.query import ask

from .addresses import item_url, list_url
from .cells import names_of, shown, title_of
from .declaration import PAGES

if TYPE_CHECKING:
    from twofold.core.actor import Actor

FIRST = 5
_COLUMNS = 5


@dataclass(frozen=True)
class Related:
    """One table on an item's page."""

    noun: str
    heading: str
    title: str
    columns: list[Field]
    rows: list[tuple[str, str, list[tuple[Field, Any]]]]
    """Address, title and the other cells of each."""
    count: int
    all_url: str
    empty: str
    words: str


def related_to(actor: Actor, entity: Entity, id: str) -> list[Related]:
    """A table for each kind of item that declares a reference to this entity with a heading for it."""
    return [
        _related(actor, other, field, id)
        for other in ENTITIES.values()
        for field in other.fields
        if field.to == entity.noun and field.many and actor.may(other.needs)
    ]


def _related(actor: Actor, other: Entity, field: Field, id: str) -> Related:
    found = ask(actor, f"{other.noun}.list", {field.name: id, "limit": FIRST})
    items, count = found["items"], len(found["items"])
    if found["nextCursor"]:
        count = ask(actor, f"{other.noun}.count", {field.name: id})["count"]
    title = title_of(other.noun)
    columns = _columns_of(other, field, title)
    names = names_of(actor, columns, items)
    url, pages = list_url(other), PAGES.get(other.noun)
    return Related(
        noun=other.noun,
        heading=field.many,
        title=named.label if (named := other.field(title)) else "",
        columns=columns,
        rows=[
            (item_url(other, item), str(item[title]), [(each, shown(each, item, names, other)) for each in columns])
            for item in items
        ],
        count=count,
        all_url=f"{url}?{urlencode({**_widened(other, field), field.name: id})}" if url else "",
        empty=pages.empty if pages and pages.empty else f"No {other.words[1]} yet.",
        words=other.words[1],
    )


def _widened(other: Entity, reference: Field) -> dict[str, str]:
    """What takes away the filters that the list begins with, so that it shows all that was counted."""
    pages = PAGES.get(other.noun)
    view = next((each for each in other.views if pages and each.key == pages.view), None)
    return dict.fromkeys((name for name in view.filter if name != reference.name), "") if view else {}


def _columns_of(other: Entity, reference: Field, title: str) -> list[Field]:
    """The columns that the app shows first, without what is the same in every row: what is told of the item itself."""
    pages = PAGES.get(other.noun)
    names = pages.columns if pages and pages.columns else [each.name for each in other.fields if each.column == "shown"]
    same, told = {title, reference.name, reference.name.removesuffix("Id")}, f"{reference.path.removesuffix('_id')}__"
    fields = [other.field(name) for name in names if name not in same]
    return [each for each in fields if each is not None and not each.path.startswith(told)][:_COLUMNS]
