"""One chunk of an import: leads, cards, receipts, checkpoint and log in one transaction. Run by the worker only."""

from typing import Any

from pydantic import Field as Declared
from pydantic import PrivateAttr

from twofold.core.errors import Conflict
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, operation
from twofold.leads.arriving import Arriving, Origin, wording_of
from twofold.leads.existing_pipeline import PipelineLists
from twofold.leads.ground import Ground
from twofold.leads.models import LeadFile, LeadImport
from twofold.leads.routing import route_batch
from twofold.leads.telling import tell_sides
from twofold.leads.worker import work_off


class ImportRows(Input):
    """Where the chunk begins, where reading goes on after it, whether it is the last."""

    after: int = Declared(ge=0)
    checkpoint: str
    last: bool
    queue_next: bool = False
    _ground: Ground | None = PrivateAttr(None)
    _file: LeadFile | None = PrivateAttr(None)
    _arrivals: list[Arriving] = PrivateAttr(default_factory=list)


class StopImport(Input):
    """Why it cannot go on."""

    trouble: str = Declared(max_length=300)


@operation(
    "lead_import.chunk",
    on=LeadImport,
    needs="imports.run",
    says="Twofold brought in a part of {target}",
    fact="lead_import.advanced",
    internal=True,
)
def import_rows(do: OperationContext, row: LeadImport, input: ImportRows) -> bool:
    """Route and write the rows that follow those already in; gives whether it did.

    The row of the import is changed by compare-and-swap: of two workers at the same place one wins, and a crash
    before the commit leaves nothing of the chunk behind.
    """
    ground, file = input._ground, input._file
    if ground is None or file is None or row.committed_at is None:
        raise Conflict("A chunk comes from the worker only.")
    if row.state != LeadImport.State.RUNNING or row.rows_done != input.after:
        raise Conflict("These rows are not the next ones of this import any more.")
    routed = route_batch(
        ground,
        input._arrivals,
        Origin("import", row.pk, wording_of(file.mapping), f"{row.format} file"),
        author_id=row.author_id,
        at=row.committed_at,
        now=do.now,
        lists=PipelineLists(row.host_list, row.partner_list),
    )
    counts = routed.counts.merged(row.counts)
    changes: dict[str, Any] = {
        "rows_done": row.rows_done + len(input._arrivals),
        "checkpoint": input.checkpoint,
        "counts": counts,
        "attempts": 0,
    }
    if input.last:
        changes.update(state=LeadImport.State.DONE, finished_at=do.now)
    do.change(row, **changes)
    do.note(
        row,
        decided=len(input._arrivals),
        **{"decisions hash": routed.decisions_hash, "outcome": routed.counts.as_dict()},
    )
    if input.last:
        tell_sides(do, ground.campaign, imported=row)
    elif input.queue_next:
        work_off.enqueue(row.pk)
    return True


@operation(
    "lead_import.stop",
    on=LeadImport,
    needs="imports.run",
    says="Twofold stopped {target}",
    fact="lead_import.stopped",
    internal=True,
)
def stop_import(do: OperationContext, row: LeadImport, input: StopImport) -> LeadImport:
    """An import that cannot go on says why; what is in stays in, and both sides are told of it."""
    do.change(row, state=LeadImport.State.STOPPED, finished_at=do.now, trouble=input.trouble)
    tell_sides(do, row.campaign, imported=row)
    return row
