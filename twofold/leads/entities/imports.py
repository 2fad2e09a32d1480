"""An import of leads: both sides see what it brought in, the name of the file only the company it belongs to."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import BooleanField, Case, Q, Value, When

from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.entities import Entity, InSql, View, choices, entity, shown
from twofold.leads.models import LeadImport
from twofold.leads.queries.preview import file_names

LEFT = timedelta(days=1)
"""A preview that nobody imported for so long is left out of the list."""
STATES = choices(
    {"uploaded": "Preview", "running": "Running", "done": "Done", "stopped": "Stopped", "cancelled": "Cancelled"},
    {"running": "busy", "done": "good", "stopped": "warn"},
)
FORMATS = choices(
    {
        "zoom_attendees": "Zoom attendee report",
        "zoom_registrations": "Zoom registration report",
        "eventbrite": "Eventbrite attendees",
        "eventbrite_orders": "Eventbrite orders",
        "hubspot_contacts": "HubSpot contacts",
        "plain": "CSV",
    }
)


def with_file_name(items: list[dict[str, Any]], actor: Actor) -> None:
    """`fileName`, where the acting company uploaded the file."""
    names = file_names(actor, [item["id"] for item in items])
    for item in items:
        item["fileName"] = names.get(item["id"])


def title(item: Mapping[str, Any], actor: Actor) -> str:
    """The name of the file, for whoever may know it; else how many rows it had, and whose it is."""
    rows = f"{item['rowsTotal']:,} row{'' if item['rowsTotal'] == 1 else 's'}"
    return item["fileName"] or f"{rows} by {item['company']}"


def left(item: Mapping[str, Any], actor: Actor) -> bool:
    """Whether somebody looked at the file and has not imported it for a day."""
    return bool(item["state"] == LeadImport.State.UPLOADED and item["createdAt"] <= now() - LEFT)


def _left(actor: Actor) -> Any:
    left = Q(state=LeadImport.State.UPLOADED, created_at__lte=now() - LEFT)
    return Case(When(left, then=Value(True)), default=Value(False), output_field=BooleanField())


IMPORTS = entity(
    Entity(
        model=LeadImport,
        needs="leads.see",
        label="import",
        title="title",
        page="lead-import",
        icon="file-import",
        fields=(
            shown("campaignId", filter=True, group=True, column="never"),
            shown("state", choices=STATES, filter=True, group=True, sort=True),
            shown("format", choices=FORMATS),
            shown("rowsTotal", label="Rows"),
            shown("rowsDone", label="Rows imported", column="hidden"),
            shown("counts", "object"),
            shown("hash", source="preview_hash", column="never"),
            shown("rulesId", column="never"),
            shown("rulesNumber", label="Version of the rules", source="rules__number"),
            shown("companyId", source="author_id", column="never"),
            shown("company", label="Imported by", source="author__name"),
            shown("uploadedBy", label="Uploaded by"),
            shown("committedAt", label="Started", sort=True, column="hidden"),
            shown("finishedAt", label="Finished", sort=True, column="hidden"),
            shown("trouble", label="What went wrong", column="hidden"),
        ),
        extra=(
            shown("fileName", column="never", doc="Only for the company that uploaded the file."),
            shown("title", label="File", calculate=title, doc="What the import is called."),
            shown(
                "left", "boolean", label="Left after the preview", filter=True, column="never",
                calculate=left,
                in_sql=InSql(_left, ("state", "created_at"), timed=True),
                doc="Whether only a preview was made, more than a day ago.",
            ),
        ),
        finish=with_file_name,
        views=(
            View("imports", "Imports", filter={"left": "false"}),
            View("all-imports", "All, previews too"),
            View("stopped-imports", "Stopped", filter={"state": "stopped"}),
        ),
    )
)  # fmt: skip
