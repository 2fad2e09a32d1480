"""How much of a file we take before we say no (security rule 36)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """`rows` in the file (`None`: any number), `columns` in its header, characters in one `cell`.

    `block` is how many bytes are held and read at a time; it never changes what is read.
    """

    rows: int | None = None
    columns: int = 500
    cell: int = 65_536
    block: int = 262_144
