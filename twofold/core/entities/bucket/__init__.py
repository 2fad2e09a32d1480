"""The entities of the founding document: how they leave this house in a bucket, and how they come in again."""

from .exporting import Exported, export
from .importing import register_take_in
from .schema import bucket_fields, exchanged, refs

__all__ = ["Exported", "bucket_fields", "exchanged", "export", "refs", "register_take_in"]
