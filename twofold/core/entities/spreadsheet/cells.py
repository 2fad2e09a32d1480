"""A field's value as one cell of a file: typed, as a workbook keeps it, and as text, as CSV does."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from twofold.core.entities.entity import ENTITIES, Entity
from twofold.core.entities.field import Field
from twofold.core.entities.side_companies import SIDE_NAMES, companies_in, sides_in
from twofold.core.ids import is_id
from twofold.rules.strict_json import whole_or_double

from .side_names import side_text

if TYPE_CHECKING:
    from twofold.core.actor import Actor

Cell = str | int | float | bool | date | datetime | None
Names = dict[str, dict[str, str]]
"""Noun → id → how a reference to it is written."""
YES, NO = "yes", "no"
LIST_BREAK = "; "
FIRST_YEAR = 1900
"""What lies before it is no date for a workbook."""
MILLISECOND = 1000
_NOT_KEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def header_of(entity: Entity, field: Field) -> str:
    """The heading of a field's column: its label, with its name where two share one and the label is not that name."""
    field = reference_behind(entity, field)
    said = {reference_behind(entity, each) for each in (*entity.columns, *entity.extra)}
    twice = sum(each.label.casefold() == field.label.casefold() for each in said) > 1
    is_name = field.label.casefold() == field.name.casefold()
    return f"{field.label} ({field.name})" if twice and not is_name else field.label


def reference_behind(entity: Entity, field: Field) -> Field:
    """The reference whose name a field shows, where both belong to one thing (a task's role, in one campaign); else the
    field itself. Files have the reference: it comes back as it went out.
    """
    for each in entity.written:
        target = ENTITIES.get(each.to) if each.type != "array" else None
        title = target.field(target.title) if target and target.field(entity.parent_name) else None
        if title and field.path == f"{each.path.removesuffix('_id')}__{title.path}":
            return each
    return field


def cell_of(field: Field, value: Any, names: Names, zone: ZoneInfo, space: str = "") -> Cell:
    """What stands in the cell: the word for a choice, the company on a side in a space, the name of what is referred to,
    a time in the reader's zone.
    """
    if value is None or value in ("", []):
        return None
    if field.side:
        return side_text(field, value, sides_in(names.get(SIDE_NAMES, {}), space))
    if field.choices:
        return _word(field, value)
    if field.to:
        known = names.get(field.to, {})
        return (
            _list([known.get(each, each) for each in value])
            if isinstance(value, list)
            else known.get(value, str(value))
        )
    if field.type == "day":
        return _day(str(value))
    return _typed(value, zone)


def _typed(value: Any, zone: ZoneInfo) -> Cell:
    if isinstance(value, datetime):
        return value.astimezone(zone)
    if isinstance(value, (bool, int, date)):
        return value
    if isinstance(value, float):
        return whole_or_double(value)
    if isinstance(value, (list, tuple)):
        return _list(list(value))
    text = json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict) else str(value)
    return _NOT_KEPT.sub("", text)


def cell_text(cell: Cell) -> str:
    """The cell in CSV, not yet guarded against formulas."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return YES if cell else NO
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def in_workbook(cell: Cell) -> Cell:
    """The cell in XLSX, where a time has no zone and no time is before 1900: what does not fit stays a text."""
    if isinstance(cell, datetime):
        plain = cell.replace(tzinfo=None)
        exact = not cell.microsecond % MILLISECOND and plain.replace(tzinfo=cell.tzinfo, fold=0) == cell
        return plain if exact and cell.year >= FIRST_YEAR and not _twice(cell) else cell.isoformat()
    if isinstance(cell, date):
        return cell if cell.year >= FIRST_YEAR else cell.isoformat()
    return cell


def names_of(entity: Entity, fields: list[Field], items: list[dict[str, Any]], actor: Actor) -> Names:
    """How the references of some items are written: by title, where it leads back to one item; else by id. Beside them the
    companies on the sides of their spaces.
    """
    wanted: dict[str, set[str]] = {}
    for field in fields:
        if field.to:
            values = [item.get(field.name) or [] for item in items]
            ids = (each for value in values for each in ([value] if isinstance(value, str) else value))
            wanted.setdefault(field.to, set()).update(ids)
    spaces = (
        {item["spaceId"] for item in items if item.get("spaceId")} if any(field.side for field in fields) else set()
    )
    titles = {noun: titles_of(entity, ENTITIES[noun], ids, actor) for noun, ids in wanted.items() if ids}
    return {**titles, SIDE_NAMES: companies_in(spaces)} if spaces else titles


def titles_of(entity: Entity, target: Entity, ids: set[str], actor: Actor) -> dict[str, str]:
    """What some items are called in the cells of an entity: by a title that no other item has which the actor sees and
    which belongs to the same; else with what tells it apart, where no other is called so either.
    """
    field = target.field(target.title) if target.title else None
    if field is None or field not in target.columns:
        return {}
    rows = target.rows(actor)
    titles = set(rows.filter(**{f"{target.id_path}__in": ids}).values_list(field.path, flat=True))
    called = names_among(entity, target, rows.filter(**{f"{field.path}__in": titles}))
    times = Counter((parent, name) for _, parent, names in called for name in set(names))
    found = {
        pk: next((name for name in names if times[parent, name] == 1 and _is_plain(name)), "")
        for pk, parent, names in called
        if pk in ids
    }
    return {pk: name for pk, name in found.items() if name}


def names_among(entity: Entity, target: Entity, rows: QuerySet[Any]) -> list[tuple[str, str, list[str]]]:
    """Of each row its id, what it belongs to where an item of the entity belongs to the same, and what it is called: its
    title, then the title with ever more of what tells it apart.
    """
    parent = target.field(entity.parent_name)
    fields = [target.field(name) for name in (target.title, *target.told_apart)]
    paths = [field.path for field in fields if field is not None]
    found = []
    for pk, below, title, *more in rows.values_list(target.id_path, parent.path if parent else target.id_path, *paths):
        told = [str(each) for each in (title, *more) if each]
        names = [", ".join(told[:end]) for end in range(1, len(told) + 1)]
        found.append((pk, below if parent else "", names or [title]))
    return found


def _is_plain(title: str) -> bool:
    """Whether a title comes back as it is written."""
    return not is_id(title) and title == _NOT_KEPT.sub("", title).strip()


def _word(field: Field, value: Any) -> str:
    choice = field.choice(value)
    if choice is None:
        return str(value)
    others = {text.casefold() for each in field.choices if each is not choice for text in (each.value, each.label)}
    return choice.label if choice.label and choice.label.casefold() not in others else str(value)


def _list(values: list[Any]) -> str:
    """Values with semicolons between; as JSON where that would not be read as the same list."""
    plain = LIST_BREAK.join(map(str, values))
    return plain if list_in(plain) == values else json.dumps(values, ensure_ascii=False)


def list_in(text: str) -> list[str]:
    """The list that a text tells."""
    if text.startswith("["):
        try:
            told = json.loads(text)
        except ValueError:
            told = None
        if isinstance(told, list) and all(isinstance(each, str) for each in told):
            return told
    return [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]


def _day(text: str) -> Cell:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return _NOT_KEPT.sub("", text)
    return day if day.isoformat() == text else text


def _twice(moment: datetime) -> bool:
    """Whether this time is on the clock twice, as in autumn."""
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()
