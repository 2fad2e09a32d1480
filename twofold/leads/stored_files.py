"""The bytes of an uploaded file, from where they are kept."""

import contextlib
from collections.abc import Iterator
from typing import BinaryIO

from django.core.files.storage import default_storage

from .models import LeadFile


@contextlib.contextmanager
def stream_of(file: LeadFile) -> Iterator[BinaryIO]:
    """An open, seekable stream of the file."""
    with default_storage.open(file.storage_key, "rb") as stream:
        yield stream.file
