"""From a file to what is to happen with each of its rows, and everything that is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.errors import Invalid, Problem
from twofold.core.models import SpaceRow
from twofold.core.operations.context import OperationContext
from twofold.core.operations.parsing import parse
from twofold.core.operations.progress import progressed
from twofold.core.operations.registry import OPERATIONS, Input
from twofold.rules.csv_files.refusal import CellProblem, FileRefused

from . import lists
from .entity import Entity
from .field import Field
from .inputs import columns_of
from .side_companies import companies_in, sides_in
from .spreadsheet.cells import Cell, cell_of, cell_text, in_workbook, names_of
from .spreadsheet.mapping import ID, checked_mapping, import_fields, is_known, is_set_once, suggested_mapping
from .spreadsheet.reading import Row, Table, read_table
from .spreadsheet.references import references_of
from .spreadsheet.values import Read, reader_of
from .undo import is_kept

PART = 500


@dataclass(frozen=True)
class RowProblem:
    """What is wrong in a row, in which column of the file and for which field."""

    row: int
    line: int
    column: str
    field: str
    message: str

    def sentence(self) -> str:
        """For people."""
        place = f"Row {self.row}, line {self.line}"
        return f"{place}, {self.column}: {self.message}" if self.column else f"{place}: {self.message}"

    def as_json(self) -> dict[str, Any]:
        """For the answer of a dry run."""
        return {"row": self.row, "line": self.line, "column": self.column, "field": self.field, "message": self.message}


@dataclass(frozen=True)
class RowToWrite:
    """The input of an operation: of creating, or of changing the `item` with this id."""

    number: int
    line: int
    given: Input
    item: str | None


@dataclass(frozen=True)
class Present:
    """An item that is there, and how an export would write its fields now."""

    row: Any
    cells: dict[str, Cell]


@dataclass
class Plan:
    """What an import does. `same` rows change nothing; `lost` are the fields, by name, of which it replaces what is kept
    nowhere, so that it cannot be undone.
    """

    table: Table
    mapping: dict[str, str]
    rows: list[RowToWrite] = field(default_factory=list)
    same: int = 0
    problems: list[RowProblem] = field(default_factory=list)
    lost: dict[str, Field] = field(default_factory=dict)

    def samples(self, column: str, most: int) -> list[str]:
        """The first values of a column."""
        shown = dict.fromkeys(cell_text(row.cells.get(column)) for row in self.table.rows)
        return [text for text in shown if text][:most]


def planned(
    entity: Entity, actor: Actor, file: BinaryIO, mapping: dict[str, str] | None, parent: SpaceRow | None = None
) -> Plan:
    """Read the whole file, whose new items come below the parent. Errors: Invalid at `file` or `mapping.<column>`."""
    try:
        table = read_table(file, lambda header: is_known(entity, header))
    except FileRefused as wrong:
        raise Invalid.field("file", wrong.message) from None
    if mapping is None:
        chosen = suggested_mapping(entity, table.columns)
    else:
        chosen = checked_mapping(entity, table.columns, mapping)
    plan = Plan(table, chosen)
    _Planning(entity, actor, plan, parent).rows()
    return plan


class _Planning:
    """One file on its way to a plan."""

    def __init__(self, entity: Entity, actor: Actor, plan: Plan, parent: SpaceRow | None) -> None:
        self.entity, self.actor, self.plan, self.parent = entity, actor, plan, parent
        self.zone = ZoneInfo(actor.person.time_zone if actor.person else "UTC")
        self.columns = {name: column for column, name in plan.mapping.items() if name}
        self.fields = [each for each in import_fields(entity) if each.name in self.columns]
        self.shown = [(each.name, self._shown(each)) for each in self.fields]
        self.readers = {each.name: self._reader(each) for each in self.fields}
        self.creating, self.changing = (OPERATIONS[f"{entity.noun}.{verb}"].takes for verb in (entity.makes, "update"))
        self.trial = _trial(entity, actor)

    def _shown(self, field: Field) -> Field:
        """The field in which an item shows it: what only adding one asks is shown by its reference."""
        return self.entity.field(f"{field.name}Id") or field if field in self.entity.asks else field

    def _reader(self, field: Field) -> Read:
        cells = [row.cells.get(self.columns[field.name]) for row in self.plan.table.rows]
        known = references_of(self.entity, field, cells, self.actor, self.parent) if field.to else {}
        if field.side and self.parent is not None:
            known = sides_in(companies_in([self.parent.space_id]), self.parent.space_id)
        return reader_of(field, cells, self.zone, known)

    def rows(self) -> None:
        """Plan every row, some hundred at a time."""
        rows, seen = self.plan.table.rows, dict[str, int]()
        for start in range(0, len(rows), PART):
            progressed(start, len(rows), "reading")
            part = rows[start : start + PART]
            present = self._present([pk for row in part if (pk := self._id(row))])
            for row in part:
                self._row(row, present, seen)

    def _id(self, row: Row) -> str:
        cell = row.cells.get(self.columns[ID]) if ID in self.columns else None
        return str(cell).strip() if cell is not None else ""

    def _present(self, ids: list[str]) -> dict[str, Present]:
        """The visible items with these ids."""
        if not ids:
            return {}
        entity = self.entity
        values = entity.rows(self.actor).filter(**{f"{entity.id_path}__in": ids}).values_list(*entity.paths)
        items = lists.items(entity, self.actor, values)
        rows: Any = entity.model.rows  # type: ignore[attr-defined]
        stored = {row.pk: row for row in rows.visible_to(self.actor).filter(pk__in=[item["id"] for item in items])}
        names = names_of(entity, [field for _, field in self.shown], items, self.actor)
        return {
            item["id"]: Present(
                stored[item["id"]],
                {
                    name: cell_of(field, item[field.name], names, self.zone, item.get("spaceId", ""))
                    for name, field in self.shown
                },
            )
            for item in items
        }

    def _row(self, row: Row, present: dict[str, Present], seen: dict[str, int]) -> None:
        pk = self._id(row)
        item = present.get(pk)
        if pk and item is None:
            self._wrong(row, ID, f"There is no {self.entity.words[0]} with this id. Leave it empty for a new one.")
            return
        if pk and seen.setdefault(pk, row.number) != row.number:
            self._wrong(row, ID, f"Row {seen[pk]} has the same id.")
            return
        given, unread = self._given(row, item.cells if item else None)
        if item is not None and not given and not unread:
            self.plan.same += 1
            return
        try:
            made = parse(self.changing if item else self.creating, given)
            if unread:
                return
            self._try(made, item)
        except Invalid as refused:
            for error in refused.errors or [{"field": "", "message": refused.detail}]:
                name = error["field"].partition(".")[0]
                if name not in unread:
                    self._wrong(row, name, error["message"])
        except Problem as problem:
            self._wrong(row, "", problem.detail)
        else:
            self.plan.rows.append(RowToWrite(row.number, row.line, made, pk or None))
            self._note_lost(item, given)

    def _note_lost(self, item: Present | None, given: dict[str, Any]) -> None:
        """Which fields of an item are replaced that the log doesn't keep."""
        held = [each for each in self.fields if item and each.name in given and item.cells[each.name] is not None]
        self.plan.lost |= {each.name: each for each in held if not is_kept(self.entity, each)}

    def _try(self, made: Input, item: Present | None) -> None:
        """What the entity itself has to say of this. Errors: those of its operation."""
        if item is not None and self.entity.guard:
            self.entity.guard(self.trial, item.row)
        if self.entity.check:
            columns = columns_of(self.entity, made, sent=item is not None)
            if item is None and self.parent is not None:
                columns[self.entity.parent_field] = self.parent
            self.entity.check(self.trial, item.row if item else None, columns)

    def _given(self, row: Row, before: dict[str, Any] | None) -> tuple[dict[str, Any], set[str]]:
        """What the row says of each field, less what stands there already; and the fields that can't be read."""
        given: dict[str, Any] = {}
        unread: set[str] = set()
        for each in self.fields:
            cell = row.cells.get(self.columns[each.name])
            blank = cell is None or (isinstance(cell, str) and not cell.strip())
            if (before is None and blank) or (before is not None and _same(cell, before[each.name])):
                continue
            if before is not None and is_set_once(self.entity, each):
                if blank:
                    continue
                self._wrong(row, each.name, "This can't be changed later.")
                unread.add(each.name)
                continue
            try:
                given[each.name] = "" if blank else self.readers[each.name](cell)
            except CellProblem as problem:
                self._wrong(row, each.name, str(problem))
                unread.add(each.name)
        return given, unread

    def _wrong(self, row: Row, name: str, message: str) -> None:
        column = self.columns.get(name, "")
        if not column and name:
            known = self.entity.field(name)
            message = f"{known.label if known else name}: {message}"
        self.plan.problems.append(RowProblem(row.number, row.line, column, name, message))


def _trial(entity: Entity, actor: Actor) -> OperationContext:
    """A context in which nothing is written, for checks that look at what would be."""
    from twofold.core.operations.runner import UnitOfWork

    operation = OPERATIONS[f"{entity.noun}.import"]
    return OperationContext(actor, operation, now(), UnitOfWork(now()))


def _same(cell: Cell, before: Cell) -> bool:
    """Whether a cell of the file says what an export of the item would say now."""
    if isinstance(cell, str):
        return _lines(cell) == _lines(cell_text(before))
    if cell is None:
        return before is None
    if isinstance(cell, bool) or isinstance(before, bool):
        return cell is before
    return _at_midnight(cell) == _at_midnight(in_workbook(before))


def _at_midnight(cell: Cell) -> Cell:
    """A workbook doesn't tell a day from its midnight."""
    return datetime.combine(cell, time.min) if isinstance(cell, date) and not isinstance(cell, datetime) else cell


def _lines(text: str) -> str:
    """Spreadsheets have their own line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
