"""The verb `import`: a file of items comes in, whole or not at all.

First a dry run, which changes nothing and says what would happen and what is wrong in which row; then the import, which
echoes the hash of that dry run, so that file and mapping are those that were seen. A row with the `id` of a visible item
changes that item, where it differs; every other row makes a new one. Each does so by the entity's own operations.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from pydantic import Field as Declared
from pydantic import PrivateAttr

from twofold.core.actor import Actor
from twofold.core.errors import Conflict, Invalid, NotFound, Problem
from twofold.core.models import SpaceRow
from twofold.core.operations.context import OperationContext
from twofold.core.operations.progress import counted
from twofold.core.operations.registry import Input, ReplayableResult
from twofold.core.operations.uploads import Upload, fingerprint
from twofold.core.reading import visible_row

from .derive import derive
from .entity import Entity
from .import_rows import Plan, planned

MOST_PROBLEMS = 1_000
"""So many are told; all are counted."""
SAMPLES = 3


class ImportFile(Input):
    """A file of items: first `dryRun`, then again with the `hash` that the dry run gave."""

    file: Upload
    mapping: dict[str, str] | None = Declared(
        None, description="Column → field; an empty text leaves a column out. Without it, columns are matched by name."
    )
    dry_run: bool = Declared(False, description="Only say what would happen.")
    hash: str = Declared("", max_length=64, description="`hash` of the dry run; needed to import.")
    _plan: Plan | None = PrivateAttr(None)
    _hash: str = PrivateAttr("")

    def read(self, entity: Entity, actor: Actor, on: str | None) -> None:
        """Read and judge the file. Errors: Invalid for what is no table, or a mapping that doesn't fit; NotFound
        for a parent that the actor does not see.
        """
        parent = visible_row(entity.parent, actor, on, deleted=False) if entity.parent and on else None
        if entity.parent and parent is None:
            raise NotFound
        self._plan = planned(entity, actor, self.file, self.mapping, parent)
        told = {"file": fingerprint(self.file), "mapping": self._plan.mapping, "entity": entity.noun, "on": on}
        self._hash = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()

    @property
    def plan(self) -> Plan:
        """What is to happen."""
        assert self._plan is not None
        return self._plan

    def report(self) -> dict[str, Any]:
        """The answer of a dry run."""
        plan = self.plan
        return {
            "hash": "" if plan.problems else self._hash,
            "rows": len(plan.table.rows),
            "create": sum(row.item is None for row in plan.rows),
            "update": sum(row.item is not None for row in plan.rows),
            "same": plan.same,
            "lost": list(plan.lost),
            "columns": [
                {
                    "column": column,
                    "field": plan.mapping[column],
                    "samples": plan.samples(column, SAMPLES),
                }
                for column in plan.table.columns
            ],
            "problemCount": len(plan.problems),
            "problems": [problem.as_json() for problem in plan.problems[:MOST_PROBLEMS]],
        }


def register_import(entity: Entity) -> None:
    """`POST /partners/import`, a form with the file; below a parent `POST /campaigns/{id}/tasks/import`."""

    def read_file(actor: Actor, given: ImportFile, on: str | None) -> None:
        """Ahead of the transaction: other writers don't wait for a file to be read."""
        if actor.may(entity.creates or entity.works):
            given.read(entity, actor, on)

    def bring_in(do: OperationContext, input: ImportFile) -> Any:
        return _bring_in(entity, do, None, input)

    def bring_in_below(do: OperationContext, parent: SpaceRow, input: ImportFile) -> Any:
        return _bring_in(entity, do, parent, input)

    several = entity.words[1]
    doc = (
        f"Import {several} from a CSV or XLSX file. With `dryRun` nothing changes: the answer says how many would be "
        "created (`create`), changed (`update`) and left as they are (`same`), what each column means, and what is wrong "
        "in which row. Then send the same file and mapping with the `hash` of that answer: all rows come in or none. A row "
        "with the id of an item changes it; the answer's `changeId` can be undone, unless the dry run names fields as "
        "`lost`: what they hold now is kept nowhere once it is replaced."
    )
    derive(
        entity, "import", "imported", bring_in_below if entity.parent else bring_in, doc=doc, takes=ImportFile,
        says=f"{{actor}} imported {several}", on=entity.parent, gives=dict[str, Any], needs=entity.creates,
        files=("file",), before=read_file,
    )  # fmt: skip


def _bring_in(entity: Entity, do: OperationContext, parent: SpaceRow | None, given: ImportFile) -> Any:
    if parent is None:
        do.set_log_space(do.actor.company_space_id())
    if given.dry_run:
        do.leave_no_entry()
        return given.report()
    plan = given.plan
    if plan.problems:
        raise Invalid(
            f"{plan.problems[0].sentence()} Nothing was imported.",
            [(f"row {each.row}: {each.column}", each.message) for each in plan.problems[:MOST_PROBLEMS]],
        )
    if given.hash != given._hash:  # noqa: SLF001 - the input's own
        raise Conflict("This is not the file and mapping of the preview. Refresh the preview, then import.")
    made = sum(_write(entity, do, parent, plan, at) for at in counted(range(len(plan.rows))))
    changed = len(plan.rows) - made
    do.because({"created": made, "updated": changed})
    return ReplayableResult(count=len(plan.rows), created=made, updated=changed, changeId=do.id)


def _write(entity: Entity, do: OperationContext, parent: SpaceRow | None, plan: Plan, at: int) -> bool:
    """One row by the entity's own operation; whether it made a new item. Errors: those of the operation, with the row."""
    row = plan.rows[at]
    try:
        if row.item is None:
            do.run(f"{entity.noun}.{entity.makes}", row.given, parent, machine=False)
        else:
            do.run(f"{entity.noun}.update", row.given, _current(entity, do, row.item), machine=False)
    except Problem as problem:
        problem.detail = f"Row {row.number}, line {row.line}: {problem.detail} Nothing was imported."
        raise
    return row.item is None


def _current(entity: Entity, do: OperationContext, pk: str) -> Any:
    """The item as it stands now. Errors: Conflict when it is gone since the file was read."""
    row = entity.model.rows.visible_to(do.actor).filter(pk=pk).first()  # type: ignore[attr-defined]
    if row is None:
        raise Conflict("This item is gone.")
    return row
