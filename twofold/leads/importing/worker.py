"""The worker's part of an import: chunk after chunk, each a transaction of its own, resumable after any crash."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

import structlog
from django.db.models import F
from django_tasks import task

from twofold.core import permissions
from twofold.core.actor import Actor
from twofold.core.bulk import gc_paused, sqlite_bulk
from twofold.core.clock import now
from twofold.core.errors import Conflict, Invalid, Problem
from twofold.core.jobs.outbox import queued_ids
from twofold.core.jobs.scheduled import resumed
from twofold.core.models import Membership
from twofold.core.operations.runner import run_internal
from twofold.leads.models import LeadFile, LeadImport
from twofold.leads.routing.routing_context import RoutingContext, load_routing_context, recipients_of
from twofold.rules.lead_files import LeadRow

from .chunk import ImportRows
from .file_store import open_stored, refusals
from .incoming import from_rows

CHUNK = 5000
BUDGET_SECONDS = 20.0
ATTEMPTS = 5
WAIT_SECONDS = 5.0
"""After the first failure; four times as long after each further one."""
_WHY = "the worker goes on with an import that somebody committed"
log = structlog.get_logger(__name__)


@task()
def continue_import(import_id: str) -> None:
    """Go on with an import for a while, then queue the next turn in the transaction of the last chunk.

    Every chunk is compare-and-swap on where the import stands, so that two workers never both do one, and a
    worker that is killed is simply followed by another. A turn that fails is tried again, later each time; after
    `ATTEMPTS` failures without a row coming in the import is stopped.
    """
    try:
        _run_chunks(import_id, BUDGET_SECONDS, CHUNK)
    except Exception as error:  # a disk, a database, a row nobody thought of
        _failed(import_id, error)


def run_import_now(import_id: str, *, chunk: int = CHUNK) -> LeadImport:
    """All that is left of an import, here and now, without the worker: for tests, the demo and the command line."""
    _run_chunks(import_id, None, chunk)
    found: LeadImport = LeadImport.rows.everywhere(because=_WHY).get(pk=import_id)
    return found


@resumed("imports that run but have no turn queued")
def resume_imports() -> int:
    """Queue a turn of every running import that has none. Gives how many."""
    running = set(LeadImport.rows.everywhere(because=_WHY).filter(state="running").values_list("pk", flat=True))
    left = running - queued_ids(continue_import.module_path) if running else running
    for import_id in left:
        continue_import.enqueue(import_id)
    return len(left)


def _failed(import_id: str, error: Exception) -> None:
    """Count a failed turn, and try again later or stop. If the database fails here too, `resume_imports` follows."""
    rows = LeadImport.rows.everywhere(because=_WHY).filter(pk=import_id, state=LeadImport.State.RUNNING)
    rows.update(attempts=F("attempts") + 1)
    row = rows.first()
    if row is None:
        return
    log.warning("import failed", lead_import=import_id, attempt=row.attempts, error=type(error).__name__)
    if row.attempts < ATTEMPTS:
        wait = timedelta(seconds=WAIT_SECONDS * 4 ** (row.attempts - 1))
        continue_import.using(run_after=now() + wait).enqueue(import_id)
        return
    _stop(
        row,
        f"The server failed {ATTEMPTS} times to go on after row {row.rows_done}. What is in stays in. Whoever runs the"
        " server finds the reason in its log; then upload the file again: who is in already counts as a duplicate.",
    )


def _run_chunks(import_id: str, budget: float | None, size: int) -> None:
    row = LeadImport.rows.everywhere(because=_WHY).select_related("campaign", "rules").filter(pk=import_id).first()
    if row is None or row.state != LeadImport.State.RUNNING:
        return
    actor = acting_for(row)
    file = LeadFile.rows.everywhere(because=_WHY).filter(lead_import=row, removed_at__isnull=True).first()
    if actor is None or file is None:
        why = "The person who committed it may not import any more." if actor is None else "Its file is gone."
        _stop(row, why)
        return
    try:
        context = load_routing_context(row.campaign, row.rules)
    except Conflict:
        _stop(
            row, "The campaign no longer has two companies, so nobody can say where its leads go. What is in stays in."
        )
        return
    try:
        _chunks(row, file, context, actor, budget, size)
    except Invalid:  # the file itself; its sentence may quote it, and both sides read this one
        log.warning("import stopped", lead_import=import_id)
        _stop(
            row,
            "The file can no longer be read to its end, though it was whole when it was looked at. Upload it again.",
        )


def _chunks(
    row: LeadImport, file: LeadFile, context: RoutingContext, actor: Actor, budget: float | None, size: int
) -> None:
    ends = time.monotonic() + budget if budget is not None else None
    with sqlite_bulk(), open_stored(file, recipients_of(row.space_id)) as lead_file, refusals():
        rows = lead_file.rows(checkpoint=row.checkpoint or None)
        done: int | None = row.rows_done
        while done is not None:
            done = _next_chunk(row, rows, context, file, actor, done, ends, size)


@gc_paused()
def _next_chunk(  # what the chunks have in common, and where this one begins
    row: LeadImport,
    rows: Iterator[LeadRow],
    context: RoutingContext,
    file: LeadFile,
    actor: Actor,
    done: int,
    ends: float | None,
    size: int,
) -> int | None:
    """Read and import the rows that follow; gives how many are in, None where this turn ends."""
    batch = list(islice(rows, size))
    last = len(batch) < size
    incoming = list(from_rows(batch))
    pause = ends is not None and time.monotonic() > ends and not last
    given: dict[str, Any] = {
        "after": done,
        "checkpoint": batch[-1].checkpoint if batch else row.checkpoint,
        "last": last,
        "queueNext": pause,
    }
    went = _one_chunk(row.pk, actor, context, file, incoming, given)
    return done + len(batch) if went and not last and not pause else None


def _one_chunk(
    import_id: str, actor: Actor, context: RoutingContext, file: LeadFile, incoming: list[Any], given: dict[str, Any]
) -> bool:
    row = LeadImport.rows.everywhere(because=_WHY).get(pk=import_id)
    if row.state != LeadImport.State.RUNNING or row.rows_done != given["after"]:
        return False
    chunk = ImportRows.model_validate(given)
    chunk._context, chunk._file, chunk._incoming = context, file, incoming
    try:
        return bool(run_internal(actor, "lead_import.chunk", chunk, row))
    except Problem:
        stands = LeadImport.rows.everywhere(because=_WHY).get(pk=import_id)
        if stands.state == LeadImport.State.RUNNING and stands.rows_done == given["after"]:
            raise
        # Somebody else moved it on, or it was cancelled: whoever did goes on from there.
        log.info("import chunk given up", lead_import=import_id)
        return False


def _stop(row: LeadImport, why: str) -> None:
    membership = Membership.rows.select_related("person", "company").get(pk=row.committed_by_id)
    actor = Actor(membership.person, membership.company, membership, membership.role, "worker")
    fresh = LeadImport.rows.everywhere(because=_WHY).get(pk=row.pk)
    run_internal(actor, "lead_import.stop", {"trouble": why}, fresh)


def acting_for(row: LeadImport) -> Actor | None:
    """Who committed the import, if they still may (security rule 8)."""
    membership = (
        Membership.rows.select_related("person", "company")
        .filter(pk=row.committed_by_id, ended_at__isnull=True, person__is_active=True)
        .first()
    )
    if membership is None or not permissions.may("leads.import", membership.role):
        return None
    actor = Actor(membership.person, membership.company, membership, membership.role, "worker")
    return actor if actor.side_in(row.space_id) else None
