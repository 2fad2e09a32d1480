"""The blocks in which the log tells of rows that were written in bulk, each held against the rows that are there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from twofold.core.oplog.bulk_rows import Block, BlockHash


@dataclass
class LoggedBlock:
    """A block as the log tells it, and the hash over the rows that were found for it so far."""

    block: Block
    kinds: frozenset[str]
    where: str
    found: BlockHash = field(default_factory=BlockHash)

    def take(self, hashed: str) -> None:
        """The next row of the block, as it was written."""
        self.found.take([hashed])


@dataclass
class LoggedBlocks:
    """All blocks of all logs."""

    blocks: list[LoggedBlock] = field(default_factory=list)
    _firsts: list[str] = field(default_factory=list)

    def take(self, where: str, batches: list[dict[str, Any]]) -> None:
        """Those of one entry."""
        for batch in batches:
            kinds = frozenset(batch["kinds"])
            self.blocks += [LoggedBlock(Block(*block), kinds, where) for block in batch["blocks"]]

    def settle(self) -> None:
        """All are known: put them in order. Their ids do not mix, because each batch draws its own."""
        self.blocks.sort(key=lambda each: each.block.first)
        self._firsts = [each.block.first for each in self.blocks]

    def of(self, kind: str, pk: str) -> LoggedBlock | None:
        """The block in which a row of this kind and id was written, if it was written in bulk."""
        place = bisect_right(self._firsts, pk) - 1
        found = self.blocks[place] if place >= 0 else None
        return found if found and pk <= found.block.last and kind in found.kinds else None

    def mismatches(self, together: set[str]) -> Iterator[str]:
        """Blocks whose rows are not those that were written. Rows of kinds that go `together` may all be gone."""
        for each in self.blocks:
            if each.found.hexdigest() == each.block.hash or (not each.found.rows and each.kinds <= together):
                continue
            kinds = ", ".join(sorted(each.kinds))
            yield (
                f"The rows {each.block.first} to {each.block.last} ({kinds}): one of them is not as {each.where} left it,"
                " or is gone."
            )
