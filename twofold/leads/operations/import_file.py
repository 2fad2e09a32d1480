"""Bringing in a file: upload and look, say what its columns mean, commit what was seen, or leave it (rule 19)."""

from datetime import timedelta
from typing import Any

from pydantic import Field as Declared
from pydantic import PrivateAttr

from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.errors import Conflict, NotFound, Refused
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, Nothing, operation
from twofold.core.operations.uploads import Upload, fingerprint
from twofold.leads.follow_up.notifications import notify_sides
from twofold.leads.importing.analysis import Analysis, Choices, analyse
from twofold.leads.importing.file_retention import remove_file
from twofold.leads.importing.file_store import check_size, store_file, stream_of
from twofold.leads.importing.worker import continue_import
from twofold.leads.models import LeadFile, LeadImport
from twofold.leads.queries.preview import shown
from twofold.leads.routing.batch import lock_routing
from twofold.leads.routing.exclusion_lists import lists_in_force
from twofold.leads.routing.routing_context import load_routing_context
from twofold.rules.lead_share.limits import MOST_DAYS

UNCOMMITTED = timedelta(days=7)
State = LeadImport.State


class ReadAs(Input):
    """What the columns mean, and how times are written where the file does not say."""

    mapping: dict[str, str] | None = Declared(None, description="Column → field; empty text leaves a column out.")
    time_zone: str = Declared("UTC", max_length=64)
    day_first: bool = Declared(False, description="08/02/2026 is the 8th of February.")
    _analysis: Analysis | None = PrivateAttr(None)
    _kept: dict[str, Any] | None = PrivateAttr(None)

    def choices(self) -> Choices:
        """The same, as the analysis takes it."""
        return Choices(self.mapping, self.time_zone or "UTC", self.day_first)


class UploadLeads(ReadAs):
    """A file of leads."""

    file: Upload


class CommitImport(Input):
    """The hash of the preview that was looked at."""

    hash: str = Declared(max_length=64)


def read_upload(actor: Actor, given: UploadLeads, campaign_id: str | None) -> None:
    """Ahead of the transaction: read and judge the whole file, then keep it. A bad file leaves nothing behind."""
    campaign = Campaign.rows.visible_to(actor).filter(pk=campaign_id).first()
    if campaign is None or not actor.may("leads.import") or not campaign.is_workspace:
        return
    size, sha256 = check_size(given.file), fingerprint(given.file)
    given._analysis = analyse(actor, campaign, given.file, sha256, given.choices())
    given._kept = {"storage_key": store_file(given.file), "size": size, "sha256": sha256}


@operation(
    "lead_import.upload",
    needs="leads.import",
    says="{actor} uploaded a file of leads",
    files=("file",),
    before=read_upload,
)
def upload(do: OperationContext, campaign: Campaign, input: UploadLeads) -> dict[str, Any]:
    """Take a file and say everything about it; nothing of it is a lead yet.

    Gives the preview: `id`, `hash`, `format`, `columns`, `mapping`, `counts`, `firstRows`, `problems`, and where each
    row would go under the rules in force, as far as your company can know: your own list of existing pipeline is
    asked and the leads you brought in or were given; the other side's are asked at the import. `problems` has one entry for each of the first 1,000 rows with an error,
    `{row, line, message}`, and the message says all that is wrong with it; `problemCount` counts them all.
    Without an e-mail column it says `needsMapping` and has no hash.
    """
    if not campaign.is_workspace:
        raise Conflict("Only a campaign that two companies share takes leads in.")
    found = input._analysis
    if found is None or input._kept is None:
        raise NotFound
    row = do.create(LeadImport, campaign.space_id, campaign=campaign, uploaded_by=do.actor.person, **_seen(found))
    file = do.create(
        LeadFile,
        do.actor.company_space_id(),
        lead_import=row,
        name=(getattr(input.file, "name", "") or "leads.csv").replace("\\", "/").rpartition("/")[2][:255],
        keep_until=do.now + UNCOMMITTED,
        **input._kept,
        **_read_as(found, input),
    )
    do.set_log_space(campaign.space_id)
    do.target = row
    return shown(row, file)


def read_again(actor: Actor, given: ReadAs, import_id: str | None) -> None:
    """Ahead of the transaction: the kept file under another mapping."""
    file = _own_file(actor, import_id)
    if file is None or file.lead_import.state != State.UPLOADED:
        return
    with stream_of(file) as stream:
        given._analysis = analyse(actor, file.lead_import.campaign, stream, file.sha256, given.choices())


@operation(
    "lead_import.remap",
    needs="leads.import",
    says="{actor} refreshed the preview of {target}",
    fact="lead_import.remapped",
    before=read_again,
)
def remap(do: OperationContext, row: LeadImport, input: ReadAs) -> dict[str, Any]:
    """Say what the columns mean, or look again after the rules have changed; gives the new preview."""
    file = _must_be_mine(do, row, State.UPLOADED)
    found = input._analysis
    if found is None:
        raise NotFound
    do.change(row, **_seen(found))
    do.change(file, **_read_as(found, input))
    return shown(row, file)


@operation("lead_import.commit", needs="leads.import", says="{actor} imported {target}", fact="lead_import.committed")
def commit(do: OperationContext, row: LeadImport, input: CommitImport) -> LeadImport:
    """Import what was previewed; the worker does it in chunks. The hash says that file, mapping and rules are those seen.

    Errors: Conflict without rules in force, with another hash, or when the rules or a list have changed since.
    """
    file = _must_be_mine(do, row, State.UPLOADED)
    if not row.preview_hash:
        raise Conflict("Choose the e-mail column first.")
    if input.hash != row.preview_hash:
        raise Conflict("The preview has changed. Refresh it, then import.")
    context = load_routing_context(row.campaign)
    if row.rules_id != context.rules.pk:
        raise Conflict("The lead-share rules have changed since this preview. Refresh it, then import.")
    lock_routing(do, row.campaign, row.author_id)
    if (row.host_list_id, row.partner_list_id) != lists_in_force(row.campaign, context.router.document).ids():
        raise Conflict("A pipeline has changed since this preview. Refresh it, then import.")
    days = min(context.router.document.retention_days, MOST_DAYS)
    do.change(file, keep_until=do.now + timedelta(days=days))
    do.change(
        row,
        state=State.RUNNING,
        committed_by=do.actor.membership,
        committed_at=do.now.replace(microsecond=0),
        rows_done=0,
        counts={},
        checkpoint="",
    )
    continue_import.enqueue(row.pk)
    return row


@operation(
    "lead_import.cancel",
    needs="leads.import",
    says="{actor} cancelled the import of {target}",
    fact="lead_import.cancelled",
)
def cancel(do: OperationContext, row: LeadImport, input: Nothing) -> LeadImport:
    """Leave an import. Before the commit the file is removed; after it, rows that are in stay in, both sides are told
    of them, and no more follow.
    """
    file = _must_be_mine(do, row, State.UPLOADED, State.RUNNING)
    do.change(row, state=State.CANCELLED, finished_at=do.now)
    notify_sides(do, row.campaign, imported=row)
    remove_file(do, file)
    return row


def _own_file(actor: Actor, import_id: str | None) -> LeadFile | None:
    if not actor.may("leads.import"):
        return None
    rows = LeadFile.rows.visible_to(actor).filter(lead_import_id=import_id, removed_at__isnull=True)
    found: LeadFile | None = rows.select_related("lead_import__campaign").first()
    return found


def _must_be_mine(do: OperationContext, row: LeadImport, *states: str) -> LeadFile:
    """The file of an import in one of these states, for the company that uploaded it."""
    if do.actor.company is None or row.author_id != do.actor.company.pk:
        raise Refused("Only the company that uploaded this file can do that.")
    if row.state not in states:
        raise Conflict(f"This import is {row.state} already.")
    file = _own_file(do.actor, row.pk)
    if file is None:
        raise Conflict("The file of this import was deleted. Please upload it again.")
    return file


def _seen(found: Analysis) -> dict[str, Any]:
    return {
        "format": found.format,
        "rows_total": found.rows,
        "counts": found.counts,
        "preview_hash": found.hash,
        "rules_id": found.rules_id,
        "host_list": found.lists.host,
        "partner_list": found.lists.partner,
    }


def _read_as(found: Analysis, given: ReadAs) -> dict[str, Any]:
    return {
        "columns": found.columns,
        "mapping": found.mapping,
        "preview": found.preview,
        "time_zone": given.choices().time_zone,
        "day_first": given.day_first,
    }
