"""Opening lead files: as uploaded, or from where they are kept; what is wrong becomes one sentence at the field."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from django.core.files.storage import default_storage

from twofold.core.errors import Invalid
from twofold.core.ids import new_id
from twofold.core.operations.uploads import MOST_BYTES
from twofold.core.time_zones import zone_names
from twofold.leads.models import LeadFile as StoredFile
from twofold.rules.lead_files import FileRefused, LeadFile, MappingInvalid, Recipients, open_lead_file

FOLDER = "lead-files"


@contextlib.contextmanager
def refusals(field: str = "file") -> Iterator[None]:
    """What a file or a mapping is refused for, as Invalid at its field."""
    try:
        yield
    except FileRefused as wrong:
        raise Invalid.field(field, wrong.message) from None
    except MappingInvalid as wrong:
        raise Invalid(str(wrong), [(f"mapping.{error.field}", error.message) for error in wrong.errors]) from None


def open_upload(
    stream: BinaryIO,
    recipients: Recipients,
    *,
    mapping: Mapping[str, str] | None = None,
    time_zone: str = "UTC",
    day_first: bool = False,
) -> LeadFile:
    """A file ready to read. Errors: Invalid with one sentence that says what is wrong and where."""
    zone = time_zone or "UTC"
    if zone not in zone_names():
        raise Invalid.field("timeZone", "There is no such time zone. Write one like Europe/Berlin.")
    with refusals():
        return open_lead_file(stream, recipients=recipients, mapping=mapping, time_zone=zone, day_first=day_first)


def check_size(file: Any) -> int:
    """How many bytes an uploaded file has. Errors: Invalid when there are too many."""
    file.seek(0, 2)
    size: int = file.tell()
    file.seek(0)
    if size > MOST_BYTES:
        raise Invalid.field(
            "file", f"The file has {size // 1_000_000} MB; up to 500 MB can be read. Split it and upload the parts."
        )
    return size


def store_file(file: Any) -> str:
    """Put an uploaded file under a random name outside the web root; gives its key."""
    file.seek(0)
    saved: str = default_storage.save(f"{FOLDER}/{new_id()}", file)
    return saved


@contextlib.contextmanager
def open_stored(stored: StoredFile, recipients: Recipients) -> Iterator[LeadFile]:
    """A kept file, ready to read as its uploader said."""
    with default_storage.open(stored.storage_key, "rb") as stream:
        yield open_upload(
            stream,
            recipients,
            mapping=stored.mapping or None,
            time_zone=stored.time_zone,
            day_first=stored.day_first,
        )
