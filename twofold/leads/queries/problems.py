"""Everything that is wrong with the rows of an uploaded file, for who mends it: a preview keeps only the first thousand."""

from collections.abc import Iterator

from twofold.core.actor import Actor
from twofold.core.errors import NotFound
from twofold.leads.importing.file_store import open_stored
from twofold.leads.models import LeadFile, LeadImport
from twofold.leads.routing.routing_context import recipients_of

from .lookup import visible

Problem = tuple[int, int, str]


def problems_of(actor: Actor, import_id: str) -> Iterator[Problem]:
    """(row, line, what is wrong) of every bad row, read from the kept file anew; only for who uploaded it.

    Errors: NotFound, at once, also where the file has been removed.
    """
    row = visible(LeadImport, actor, import_id)
    file = LeadFile.rows.visible_to(actor).filter(lead_import=row, removed_at__isnull=True).first()
    if file is None or not actor.may("leads.import") or "email" not in file.mapping.values():
        raise NotFound
    return _read(row.space_id, file)


def _read(space_id: str, file: LeadFile) -> Iterator[Problem]:
    with open_stored(file, recipients_of(space_id)) as lead_file:
        for row in lead_file.rows():
            if row.problem:
                yield row.number, row.line, row.problem
