"""Files as input of operations: the door hands over an open file, whichever door it is."""

import hashlib
from typing import Annotated, Any, BinaryIO

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

BLOCK = 1 << 20
MOST_BYTES = 500_000_000
"""Of one file."""
MOST_SENT = MOST_BYTES + 1_000_000
"""Of one request with a file and the fields beside it; `deploy/Caddyfile` lets as much through."""


def fingerprint(file: BinaryIO) -> str:
    """The SHA-256 of a file's bytes, in hex; leaves the file at its beginning."""
    digest = hashlib.sha256()
    file.seek(0)
    while block := file.read(BLOCK):
        digest.update(block)
    file.seek(0)
    return digest.hexdigest()


def _open_file(value: Any) -> Any:
    if not (hasattr(value, "read") and hasattr(value, "seek")):
        raise ValueError("This must be a file.")
    return value


Upload = Annotated[
    Any,
    PlainValidator(_open_file),
    PlainSerializer(fingerprint, return_type=str),
    WithJsonSchema({"type": "string", "format": "binary"}),
]
"""An open binary file that can be sought; where a request is compared or logged, its SHA-256 stands for it."""
