"""A list as an agenda: its items under the days on which they are, each with its time of day, in the order of time.

For entities that say which of their fields is the time (`when`). Days and times are those of the zone that the page
shows. What is listed and what stands beside each item is as in the table; an agenda alone has an order of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils import timezone

from twofold.ui.request import Request

from . import table
from .declaration import Pages
from .list_state import ListState
from .lists import layout, rows_asked


@dataclass(frozen=True)
class Entry:
    """An item, and when it is, in the zone of the page."""

    at: datetime | None
    row: table.Row
    cells: list[table.Cell]


def agenda(request: Request, pages: Pages, state: ListState) -> dict[str, Any]:
    """The days that have items, in order, with their entries; items without a time come last."""
    when = state.entity.when
    ordered = state.changed(sort=when, group="", folded="")
    part = table.part(pages, ordered, request.actor, request.GET.get("cursor", ""), rows_asked(request))
    beside = {each.name for each in state.columns} - {state.entity.title, when}
    entries = [(_local(row.item[when]), row) for row in part.lines if isinstance(row, table.Row)]
    days = [
        (
            day,
            [Entry(at, row, [each for each in row.cells if each.column.field.name in beside]) for at, row in found],
        )
        for day, found in groupby(entries, key=lambda each: _day(each[0]))
    ]
    return {"days": days, "part": part, "shown": len(part.lines), "watched": state.entity.noun}


layout("agenda", "web/agenda.html", agenda)


def _local(moment: datetime | None) -> datetime | None:
    return timezone.localtime(moment) if moment else None


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
