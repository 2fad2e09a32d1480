"""Files of leads do not outstay their time: removed after the retention both sides signed, or a week if left."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from django.core.files.storage import default_storage
from django.db import transaction

from twofold.core.jobs.scheduled import daily
from twofold.core.operations.context import OperationContext
from twofold.core.storage import file_removal
from twofold.leads.models import LeadFile

from .file_store import FOLDER

_WHY = "files whose time is over are removed for every company"
_STRAY = timedelta(days=1)
log = structlog.get_logger(__name__)


def remove_file(do: OperationContext, file: LeadFile) -> None:
    """Forget a file: its row keeps only that there was one; the bytes go when the transaction is through."""
    key = file.storage_key
    do.change(file, removed_at=do.now, storage_key="", name="", columns=[], mapping={}, preview={})
    transaction.on_commit(lambda: file_removal.remove(key))


@daily("lead files whose time is over")
def sweep(now: datetime) -> int:
    """Remove files whose time is over, and stray ones that no row knows; gives how many. The worker calls it daily."""
    removed = 0
    for file in LeadFile.rows.everywhere(because=_WHY).filter(removed_at__isnull=True, keep_until__lte=now):
        key = file.storage_key
        won = (
            LeadFile.rows.within(file.space_id)
            .filter(pk=file.pk, version=file.version)
            .update(
                removed_at=now, storage_key="", name="", columns=[], mapping={}, preview={}, version=file.version + 1
            )
        )
        if won:
            file_removal.remove(key)
            removed += 1
    return removed + _sweep_strays(now)


def _sweep_strays(now: datetime) -> int:
    """Uploads whose transaction failed, and removals during a backup, leave bytes without a row."""
    if not default_storage.exists(FOLDER):
        return 0
    names = default_storage.listdir(FOLDER)[1]
    known = set(LeadFile.rows.everywhere(because=_WHY).exclude(storage_key="").values_list("storage_key", flat=True))
    strays = [f"{FOLDER}/{name}" for name in names if f"{FOLDER}/{name}" not in known]
    old = [key for key in strays if default_storage.get_modified_time(key) < now - _STRAY]
    return sum(file_removal.remove(key) for key in old)
