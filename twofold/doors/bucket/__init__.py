"""The bucket: a folder whose keys are the schema, written in layout `inline`, read in `inline`, `collection`, `root`."""

from .reader import read_bucket
from .writer import write_bucket

__all__ = ["read_bucket", "write_bucket"]
