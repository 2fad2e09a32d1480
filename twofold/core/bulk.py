"""For work on very many rows at once, an import of a million leads: what the process and the database are told meanwhile.

How these gain their time is the affair of `core/fast`.
"""

from .fast.gc_paused import gc_paused
from .fast.sqlite_bulk import sqlite_bulk

__all__ = ["gc_paused", "sqlite_bulk"]
