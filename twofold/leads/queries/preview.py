"""The preview of an upload, for the company whose file it is."""

from collections.abc import Mapping
from typing import Any

from twofold.core.actor import Actor
from twofold.core.errors import NotFound
from twofold.core.operations.query import query
from twofold.core.operations.registry import Input
from twofold.leads.models import LeadFile, LeadImport
from twofold.rules.lead_files import FIELDS
from twofold.rules.lead_share.sentences import with_names

from .lookup import visible


class WhichImport(Input):
    """Which import."""

    id: str


@query("lead_import.preview", needs="leads.import")
def preview(actor: Actor, input: WhichImport) -> dict[str, Any]:
    """Everything about an uploaded file, its first rows and problems; only for who uploaded it."""
    row = visible(LeadImport, actor, input.id)
    file = LeadFile.rows.visible_to(actor).filter(lead_import=row, removed_at__isnull=True).first()
    if file is None:
        raise NotFound
    return shown(row, file)


def shown(row: LeadImport, file: LeadFile) -> dict[str, Any]:
    """The preview as the uploader gets it."""
    return {
        "id": row.pk,
        "state": row.state,
        "hash": row.preview_hash,
        "rowsTotal": row.rows_total,
        "fileName": file.name,
        "size": file.size,
        "timeZone": file.time_zone,
        "dayFirst": file.day_first,
        **file.preview,
    }


def fields_to_choose(companies: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a column can mean, for the mapping step: (value, label), with the companies' names by side."""
    return [(field.name, with_names(field.label, companies)) for field in FIELDS if field.name != "answers.*"]
