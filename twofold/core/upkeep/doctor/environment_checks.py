"""What the database counts on: files on the disk, deliveries going out, a worker at work."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, cast

from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage

from twofold.core.clock import now
from twofold.core.jobs import heartbeat
from twofold.core.models import OutboxMessage, SpaceRow
from twofold.core.operations.uploads import fingerprint

_WHY = "doctor looks at every row"
LATE = timedelta(minutes=5)


def files_are_there() -> Iterator[str]:
    """Every row with a `storage_key` has a file of its own, and with a `sha256` the very same bytes."""
    taken: set[str] = set()
    for model in apps.get_models():
        names = {column.name for column in model._meta.fields}
        if not issubclass(model, SpaceRow) or "storage_key" not in names:
            continue
        rows = model.rows.everywhere(because=_WHY).filter(deleted_at__isnull=True).exclude(storage_key="")
        wanted = ("pk", "storage_key", *(["sha256"] if "sha256" in names else []))
        for pk, key, *sealed in rows.values_list(*wanted).iterator(500):
            if key in taken:
                yield f"The file of {model.__name__} {pk} is another row's, too, and would be removed with it: {key}."
            taken.add(key)
            if not default_storage.exists(key):
                yield f"The file of {model.__name__} {pk} is missing: {key}."
                continue
            with default_storage.open(key, "rb") as file:
                if sealed and fingerprint(cast("BinaryIO", file)) != sealed[0]:
                    yield f"The file of {model.__name__} {pk} was changed: {key}."


def data_is_private() -> Iterator[str]:
    """Only the user of this server can look into the data directory: leads and keys lie there."""
    folder = Path(settings.DATA)
    if folder.exists() and folder.stat().st_mode & 0o077:
        yield f"Other users of this machine can look into {folder}. Close it: chmod 700 {folder}"


def deliveries_flow() -> Iterator[str]:
    """Nothing waits for long, nothing was given up."""
    messages = OutboxMessage.rows.everywhere(because=_WHY)
    late = messages.filter(state="waiting", next_at__lt=now() - LATE).count()
    if late:
        yield f"{late} deliveries have been due for more than five minutes. Is the worker running?"
    failed = messages.filter(state="failed").count()
    if failed:
        yield f"{failed} deliveries were given up after all attempts; their rows say why."


def worker_is_alive() -> Iterator[str]:
    """Somebody delivers."""
    if not heartbeat.living_workers():
        yield "No worker is running. `twofold serve` starts one."
