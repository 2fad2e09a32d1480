"""The three ways in which a file says no: the whole file, the mapping of its columns, one cell."""

from __future__ import annotations

from dataclasses import dataclass


class FileRefused(Exception):  # a refusal is a word of the product, not a programming error
    """The file cannot be read any further. The message says what is wrong, where, and what to do.

    `line` is the line of the file, from 1, as an editor counts it; `column` the cell in it, from 1.
    Both are `None` where the whole file is meant.
    """

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


@dataclass(frozen=True)
class MappingError:
    """One thing that is wrong with a mapping; `field` is the column of the file, or a field's name."""

    field: str
    message: str


class MappingInvalid(Exception):  # as above
    """The chosen meaning of the columns cannot be used; `errors` lists every reason at once."""

    def __init__(self, errors: list[MappingError]) -> None:
        super().__init__(" ".join(error.message for error in errors))
        self.errors = errors


class CellProblem(ValueError):  # a finding about a file, not an error of ours
    """One cell does not fit its field. The message is the sentence after "Row 17, line 19: "."""
