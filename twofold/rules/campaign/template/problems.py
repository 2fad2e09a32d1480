"""What is wrong with a template, said so that the person who wrote it can mend it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

LISTED_AT_MOST: Final = 12
"""How many known words a message lists where none is near."""


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """One thing wrong: where (file, line from 1, key path such as `taskLists[1].name`) and what."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        """One line in the form that editors and terminals turn into a link."""
        place = f"{self.file}:{self.line}: "
        return place + (f"{self.key}: {self.message}" if self.key else self.message)


class TemplateInvalid(Exception):
    """A template was refused; `errors` holds every problem found, in the order of the file."""

    def __init__(self, errors: Iterable[TemplateProblem]) -> None:
        self.errors: tuple[TemplateProblem, ...] = tuple(sorted(errors, key=lambda e: e.line))
        super().__init__("\n".join(str(error) for error in self.errors))


class Problems:
    """Collects problems while a template is read; knows the line of each key path."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[TemplateProblem] = []
        self._lines: dict[str, int] = {}

    def remember(self, key: str, line: int) -> None:
        """Note that the value at `key` starts on `line`."""
        self._lines.setdefault(key, line)

    def add(self, key: str, message: str, line: int | None = None) -> None:
        """Report a problem at `key`, on its own line or that of the nearest thing around it."""
        self.found.append(TemplateProblem(self.file, line or self._line_of(key), key, message))

    def stop_if_any(self) -> None:
        """Refuse the template when anything was found."""
        if self.found:
            raise TemplateInvalid(self.found)

    def _line_of(self, key: str) -> int:
        while key and key not in self._lines:
            key = key[: max(key.rfind("."), key.rfind("["), 0)]
        return self._lines.get(key, 1)


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """The tail of a message that proposes the nearest known word, or lists them when few."""
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"; did you mean '{near[0]}'?"
    if known and len(known) <= LISTED_AT_MOST:
        return f"; known are {', '.join(sorted(known))}"
    return ""
