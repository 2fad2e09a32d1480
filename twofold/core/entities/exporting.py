"""What a list shows as a table for a file: the columns in order, all items that match, and the id of each at the end.
An amount has its currency behind it.

The ids make a file that was changed elsewhere come back as changes of the same items (`importing.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from twofold.core.actor import Actor
from twofold.core.operations.query import PART, ask

from .entity import Entity
from .field import Field
from .spreadsheet.cells import Cell, cell_of, header_of, names_of, reference_behind


def export_header(entity: Entity, columns: tuple[Field, ...]) -> list[str]:
    """The headings: labels, which an import understands."""
    return [header_of(entity, field) for field in _completed(entity, columns)]


def export_rows(
    entity: Entity, actor: Actor, columns: tuple[Field, ...], asked: dict[str, Any]
) -> Iterator[list[Cell]]:
    """The rows, a part of the list at a time. `asked` is what `<noun>.list` takes. Errors: as that query, at the first row."""
    fields = _completed(entity, columns)
    zone = ZoneInfo(actor.person.time_zone if actor.person else "UTC")
    space = ["spaceId"] if any(field.side for field in fields) and entity.field("spaceId") else []
    given = {**asked, "fields": ",".join([*(field.name for field in fields), *space]), "limit": PART}
    cursor: str | None = ""
    while cursor is not None:
        found = ask(actor, f"{entity.noun}.list", {**given, "cursor": cursor})
        items, cursor = found["items"], found["nextCursor"]
        names = names_of(entity, fields, items, actor)
        for item in items:
            yield [cell_of(field, item[field.name], names, zone, item.get("spaceId", "")) for field in fields]


def _completed(entity: Entity, columns: tuple[Field, ...]) -> list[Field]:
    """The columns, behind an amount its currency, and the id behind them all, where these are not among them."""
    own, fields = entity.columns[0], list[Field]()
    for field in dict.fromkeys(reference_behind(entity, each) for each in columns):
        currency = entity.field(field.currency)
        more = [currency] if currency is not None and currency not in (*columns, *fields) else []
        fields += [each for each in (field, *more) if each is not own]
    return [*fields, own]
