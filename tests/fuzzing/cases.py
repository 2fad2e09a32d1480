"""What cases are made of: samples changed in some places, values of every kind, each choice drawn by Hypothesis.

Every number shrinks to 0, so a failing case becomes the first sample with the fewest and simplest changes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

from tests.fuzzing.nasty import DEEP, NUMBERS, PIECES, PIECES_OF_BYTES

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[Any]], Any]
KINDS = (
    "0123456789",
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZäéßİ",
    " .,:;-_/@+'\"()[]{}<>=!?&%#*|\\~^$`",
)
"""A letter or digit becomes another one of its kind, so that the shape stays."""
_NUMBER, _SHARE = st.integers(0, 65_535), st.integers(0, 999)
_HOW_OFTEN = st.sampled_from((1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 6, 0))
_CHANGES = st.sampled_from(
    ("instead", "instead", "instead", "instead", "near", "near", "near", "less", "twice", "moved", "cut", "many")
)
_LENGTHS = (0, 0, 1, 1, 2, 3, 4, 7, 25, 60)
_LONGEST = 20_000


class Draws:
    """The choices of one case."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw

    def random(self) -> float:
        """A number from 0 up to 1, to be compared with a share."""
        drawn: int = self._draw(_SHARE)
        return drawn / 1000

    def upto(self, most: int) -> int:
        """A whole number from 0 to `most`."""
        drawn: int = self._draw(_NUMBER)
        return drawn % (most + 1)

    def pick(self, many: Sequence[T]) -> T:
        """One of several."""
        return many[self.upto(len(many) - 1)]

    def text(self, sample: str, pieces: Sequence[str] = PIECES) -> str:
        """The sample, changed in some places: mostly in one, at times in none."""
        for _ in range(self._draw(_HOW_OFTEN)):
            sample = self._changed(sample, pieces)
        return sample

    def data(self, sample: bytes, pieces: Sequence[bytes] = PIECES_OF_BYTES) -> bytes:
        """The bytes, changed in some places."""
        for _ in range(self._draw(_HOW_OFTEN)):
            sample = self._changed(sample, pieces)
        return sample

    def made_of(self, pieces: Sequence[str], most: int) -> str:
        """A text of up to `most` of these pieces, or of any nasty one."""
        return "".join(self.pick(pieces if self.random() < 0.9 else PIECES) for _ in range(self.upto(most)))

    def _changed(self, sample: Any, pieces: Sequence[Any]) -> Any:
        """One change of a text or of bytes: a slice goes, comes twice, moves, or becomes something else."""
        how, at = self._draw(_CHANGES), self.upto(len(sample))
        if how == "near":
            return self._near(sample, at)
        if how == "cut":
            return sample[:at] if self.upto(1) else sample[at:]
        if how == "many":
            return (sample[:at] + self.pick(pieces) * self.upto(40) + sample[at:])[:_LONGEST]
        end = at + self.pick(_LENGTHS)
        if how == "instead":
            return (sample[:at] + self.pick(pieces) + sample[end:])[:_LONGEST]
        if how == "moved":
            return sample[at:end] + sample[:at] + sample[end:]
        return (sample[:at] + (sample[at:end] * 2 if how == "twice" else sample[:0]) + sample[end:])[:_LONGEST]

    def _near(self, sample: Any, at: int) -> Any:
        """A letter becomes another one, or a bit is flipped."""
        at = max(0, at - 1)
        if not sample:
            return sample
        if isinstance(sample, bytes):
            return sample[:at] + bytes([sample[at] ^ 1 << self.upto(7)]) + sample[at + 1 :]
        kind = KINDS[0] if sample[at].isdigit() else KINDS[1] if sample[at].isalpha() else KINDS[2]
        return sample[:at] + self.pick(kind) + sample[at + 1 :]

    def leaf(self) -> Any:
        """Any value without parts."""
        return self.pick(self.pick((PIECES, PIECES, PIECES, NUMBERS, NUMBERS, (None, True, False))))

    def value(self, deep: int = 3) -> Any:
        """Any JSON value, at times a very deep one."""
        how = self.random()
        if how > 0.995:
            return self.pick(DEEP)
        if deep == 0 or how < 0.6:
            return self.leaf()
        if how < 0.8:
            return [self.value(deep - 1) for _ in range(self.upto(3))]
        return {self.pick(PIECES): self.value(deep - 1) for _ in range(self.upto(3))}

    def json(self, sample: Any) -> Any:
        """The JSON value, changed in some places; the sample itself stays as it is."""
        for _ in range(self._draw(_HOW_OFTEN)):
            sample = self._other(sample)
        return sample

    def _other(self, value: Any) -> Any:
        inside = bool(value) and self.random() < 0.92
        if inside and isinstance(value, dict):
            return self._other_object(value)
        if inside and isinstance(value, list):
            return self._other_list(value)
        if isinstance(value, str) and self.random() < 0.5:
            return self._changed(value, PIECES)
        if self.random() < 0.15:
            return self.pick(([value], {"var": value}, [value, value], {"": value}, {"!": [value]}))
        return self.value()

    def _other_object(self, value: dict[str, Any]) -> dict[str, Any]:
        name, how = self.pick(list(value)), self.upto(19)
        if how == 1:
            return {each: inner for each, inner in value.items() if each != name}
        if how == 2:
            return {self.pick(PIECES) if each == name else each: inner for each, inner in value.items()}
        if how == 3:
            return {**value, self.pick(PIECES): self.value()}
        if how == 4:
            return {**value, name: value[self.pick(list(value))]}
        return {**value, name: self._other(value[name])}

    def _other_list(self, value: list[Any]) -> list[Any]:
        at, how = self.upto(len(value) - 1), self.upto(9)
        if how == 1:
            return value[:at] + value[at + 1 :]
        if how == 2:
            return [*value, value[at]]
        if how == 3:
            return value[:at] + value[at:][::-1]
        return [*value[:at], self._other(value[at]), *value[at + 1 :]]
