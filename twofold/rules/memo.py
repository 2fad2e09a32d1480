"""Answers by what was asked: many rows ask the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

Asked = TypeVar("Asked", bound=Hashable)
Answer = TypeVar("Answer")
MOST = 4096


class Memo(dict[Asked, Answer]):
    """What `answer` gave for each thing asked so far; all is forgotten when there is too much of it.

    Used as `Remembered(answer).__getitem__`, which costs no call of ours for what was asked before.
    """

    def __init__(self, answer: Callable[[Asked], Answer], most: int = MOST) -> None:
        super().__init__()
        self.answer = answer
        self.most = most

    def __missing__(self, asked: Asked) -> Answer:
        found = self.answer(asked)
        if len(self) >= self.most:
            self.clear()
        self[asked] = found
        return found
