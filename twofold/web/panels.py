"""A panel on an app's own page that follows from a list: its first items, and what some of their fields say."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from twofold.core.actor import Actor
from twofold.core.entities import Field
from twofold.core.operations.query import ask
from twofold.ui.panels import Row, RowPanel

from .addresses import item_url
from .cells import names_of, shown, title_of
from .declaration import Pages


def list_panel(
    actor: Actor,
    pages: Pages,
    title: str,
    asked: Mapping[str, Any],
    *,
    note: str = "",
    mark: str = "",
    nothing: str = "",
    count: int = 0,
) -> RowPanel:
    """The items that a list gives for what is `asked`: its filters, order and limit.

    `note` says below each what its fields hold, in parts with commas between them: `"{partner}, launch {launchDate}"`; a
    part whose field is empty is left out. The field `mark` stands behind. `count` is how many there are in all: where
    there are more than are listed, the heading has the way to them.
    """
    entity = pages.entity
    items = ask(actor, f"{entity.noun}.list", dict(asked))["items"]
    fields = [field for name in (*_names_in(note), mark) if (field := entity.field(name))]
    names = names_of(actor, fields, items)
    rows = []
    for item in items:
        said = {field.name: shown(field, item, names, entity) for field in fields if _is_filled(field, item)}
        rows.append(
            Row(str(item[title_of(entity.noun)]), item_url(entity, item), _note(note, said), said.get(mark, ""))
        )
    url = reverse(pages.name) if count > len(items) else ""
    return RowPanel(title, rows, nothing, url=url, link=f"All {count}")


def _is_filled(field: Field, item: Mapping[str, Any]) -> bool:
    return item[field.name] not in (None, "", [])


def _note(note: str, said: Mapping[str, SafeString]) -> SafeString:
    parts = [part for part in note.split(", ") if set(_names_in(part)) <= said.keys()]
    return format_html(", ".join(parts), **said) if parts and said else SafeString(", ".join(parts))


def _names_in(note: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(note) if name]
