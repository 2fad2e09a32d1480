"""Cases by chance, quickly: samples changed a little, values of every kind. One seed gives one case, always the same."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, TypeVar

from tests.fuzzing.nasty import DEEP, NUMBERS, PIECES, PIECES_OF_BYTES

T = TypeVar("T")
DIGITS, LETTERS, SIGNS = (
    "0123456789",
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZäéßİ",
    " .,:;-_/@+'\"()[]{}<>=!?&%#*|\\~^$`",
)
_OFTEN = 0.6
_MOST_CHANGES = 6
_LONGEST = 20_000


class Chance(random.Random):
    """A source of cases. `seed(n)` begins the case number n."""

    def pick(self, many: Sequence[T]) -> T:
        """One of several."""
        return many[int(self.random() * len(many))]

    def upto(self, most: int) -> int:
        """A whole number from 0 to `most`."""
        return int(self.random() * (most + 1))

    def changes(self) -> int:
        """How often to change something: mostly once, sometimes more, at times not at all."""
        if self.random() < 0.06:
            return 0
        times = 1
        while times < _MOST_CHANGES and self.random() > _OFTEN:
            times += 1
        return times

    def text(self, sample: str, pieces: Sequence[str] = PIECES) -> str:
        """The sample, changed in some places."""
        for _ in range(self.changes()):
            sample = self._near(sample) if self.random() < 0.3 else self._changed(sample, pieces, "")
        return sample

    def data(self, sample: bytes, pieces: Sequence[bytes] = PIECES_OF_BYTES) -> bytes:
        """The bytes, changed in some places."""
        for _ in range(self.changes()):
            sample = self._flipped(sample) if self.random() < 0.25 else self._changed(sample, pieces, b"")
        return sample

    def made_of(self, pieces: Sequence[str], most: int) -> str:
        """A text of up to `most` of these pieces, or of any nasty one."""
        return "".join(self.pick(pieces if self.random() < 0.9 else PIECES) for _ in range(self.upto(most)))

    def _changed(self, sample: Any, pieces: Sequence[Any], nothing: Any) -> Any:
        """One change of a text or of bytes: a slice goes, comes twice, moves, or becomes something else."""
        at = self.upto(len(sample))
        end = min(len(sample), at + self.upto(4 if self.random() < 0.7 else 60))
        how = self.upto(9)
        if how < 5:
            new = self.pick(pieces)
        elif how == 5:
            new = nothing
        elif how == 6:
            new = sample[at:end] * 2
        elif how == 7:
            start = self.upto(len(sample))
            new = sample[start : start + 1 + self.upto(20)]
        elif how == 8:
            return sample[:at] if self.random() < 0.5 else sample[at:]
        else:
            new = self.pick(pieces) * self.upto(40)
        return (sample[:at] + new + sample[end if how != 6 else at :])[:_LONGEST]

    def _near(self, sample: str) -> str:
        """One letter or digit becomes another one, so that the shape stays."""
        if not sample:
            return sample
        at = self.upto(len(sample) - 1)
        kind = DIGITS if sample[at].isdigit() else LETTERS if sample[at].isalpha() else SIGNS
        return sample[:at] + self.pick(kind) + sample[at + 1 :]

    def _flipped(self, sample: bytes) -> bytes:
        if not sample:
            return sample
        changed = bytearray(sample)
        changed[self.upto(len(sample) - 1)] ^= 1 << self.upto(7)
        return bytes(changed)

    def leaf(self) -> Any:
        """Any value without parts."""
        how = self.upto(6)
        if how < 3:
            return self.pick(PIECES)
        if how < 5:
            return self.pick(NUMBERS)
        return self.pick((None, True, False))

    def value(self, deep: int = 3) -> Any:
        """Any JSON value, at times a very deep one."""
        if self.random() < 0.004:
            return self.pick(DEEP)
        if deep == 0 or self.random() < _OFTEN:
            return self.leaf()
        if self.random() < 0.5:
            return [self.value(deep - 1) for _ in range(self.upto(3))]
        return {self.pick(PIECES): self.value(deep - 1) for _ in range(self.upto(3))}

    def json(self, sample: Any) -> Any:
        """The JSON value, changed in some places; the sample itself stays as it is."""
        for _ in range(self.changes()):
            sample = self._other(sample)
        return sample

    def _other(self, value: Any) -> Any:
        if isinstance(value, dict) and value and self.random() < 0.92:
            return self._other_object(value)
        if isinstance(value, list) and value and self.random() < 0.92:
            return self._other_list(value)
        if isinstance(value, str) and self.random() < 0.5:
            return self._changed(value, PIECES, "")
        if self.random() < 0.15:
            return self.pick(([value], {"var": value}, [value, value], {"": value}, {"!": [value]}))
        return self.value()

    def _other_object(self, value: dict[str, Any]) -> dict[str, Any]:
        name = self.pick(list(value))
        how = self.upto(19)
        if how == 0:
            return {each: inner for each, inner in value.items() if each != name}
        if how == 1:
            return {self.pick(PIECES) if each == name else each: inner for each, inner in value.items()}
        if how == 2:
            return {**value, self.pick(PIECES): self.value()}
        if how == 3:
            return {**value, name: value[self.pick(list(value))]}
        return {**value, name: self._other(value[name])}

    def _other_list(self, value: list[Any]) -> list[Any]:
        at = self.upto(len(value) - 1)
        how = self.upto(9)
        if how == 0:
            return value[:at] + value[at + 1 :]
        if how == 1:
            return [*value, value[at]]
        if how == 2:
            return value[:at] + value[at:][::-1]
        return [*value[:at], self._other(value[at]), *value[at + 1 :]]
