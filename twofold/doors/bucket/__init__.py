"""The bucket: a folder whose keys are the schema, written in layout `inline`, read in `inline`, `collection`, `root`."""

from .reading import read_bucket
from .writing import write_bucket

__all__ = ["read_bucket", "write_bucket"]
