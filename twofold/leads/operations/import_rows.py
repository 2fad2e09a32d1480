"""One chunk of an import: leads, cards, receipts, checkpoint and log in one transaction. Run by the worker only."""

from typing import Any

from pydantic import Field as Declared

from twofold.core.errors import Conflict
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, operation
from twofold.leads.follow_up.notifications import notify_sides
from twofold.leads.importing.chunk import ImportRows
from twofold.leads.importing.incoming import Origin, wording_of
from twofold.leads.importing.worker import continue_import
from twofold.leads.models import LeadImport
from twofold.leads.routing.batch import route_batch
from twofold.leads.routing.exclusion_lists import ExclusionLists


class StopImport(Input):
    """Why it cannot go on."""

    trouble: str = Declared(max_length=300)


@operation(
    "lead_import.chunk",
    needs="imports.run",
    says="Twofold imported a part of {target}",
    fact="lead_import.advanced",
    internal=True,
)
def import_rows(do: OperationContext, row: LeadImport, input: ImportRows) -> bool:
    """Route and write the rows that follow those already in; gives whether it did.

    The row of the import is changed by compare-and-swap: of two workers at the same place one wins, and a crash
    before the commit leaves nothing of the chunk behind.
    """
    context, file = input._context, input._file
    if context is None or file is None or row.committed_at is None:
        raise Conflict("A chunk comes from the worker only.")
    if row.state != LeadImport.State.RUNNING or row.rows_done != input.after:
        raise Conflict("These rows are not the next ones of this import any more.")
    routed = route_batch(
        do,
        context,
        input._incoming,
        Origin("import", row.pk, wording_of(file.mapping), f"{row.format} file"),
        author_id=row.author_id,
        at=row.committed_at,
        lists=ExclusionLists(row.host_list, row.partner_list),
    )
    counts = routed.counts.merged(row.counts)
    changes: dict[str, Any] = {
        "rows_done": row.rows_done + len(input._incoming),
        "checkpoint": input.checkpoint,
        "counts": counts,
        "attempts": 0,
    }
    if input.last:
        changes.update(state=LeadImport.State.DONE, finished_at=do.now)
    do.change(row, **changes)
    do.note(row, decided=len(input._incoming), outcome=routed.counts.as_dict())
    if input.last:
        notify_sides(do, context.campaign, imported=row)
    elif input.queue_next:
        continue_import.enqueue(row.pk)
    return True


@operation(
    "lead_import.stop",
    needs="imports.run",
    says="Twofold stopped the import of {target}",
    fact="lead_import.stopped",
    internal=True,
)
def stop_import(do: OperationContext, row: LeadImport, input: StopImport) -> LeadImport:
    """An import that cannot go on says why; what is in stays in, and both sides are told of it."""
    do.change(row, state=LeadImport.State.STOPPED, finished_at=do.now, trouble=input.trouble)
    notify_sides(do, row.campaign, imported=row)
    return row
