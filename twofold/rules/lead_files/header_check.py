"""The header of a lead file: not too many columns, no name twice."""

from __future__ import annotations

from twofold.rules.csv_files.header_names import answer_key
from twofold.rules.csv_files.limits import Limits
from twofold.rules.csv_files.refusal import FileRefused


def checked_columns(header: list[str], line: int, limits: Limits, *, answers: bool) -> list[str]:
    """The names of the columns, trimmed, without empty ones at the end; raises `FileRefused` with line and column.

    `answers`: columns without another meaning become answers in this format, so no two may share an answer key.
    """
    if len(header) > limits.columns:
        raise FileRefused(
            f"Line {line}: the header has {len(header)} columns, more than {limits.columns}: leave out those you do not need.",
            line=line,
        )
    columns = [name.strip() for name in header]
    while columns and not columns[-1]:
        columns.pop()
    seen: dict[str, int] = {}
    for number, name in enumerate(columns, start=1):
        same = _sameness(name, answers=answers)
        if name and same in seen:
            raise FileRefused(
                f"Line {line}, column {number}: the name “{name[:80]}” stands in the header twice, in columns {seen[same]} and {number}: rename or delete one.",
                line=line,
                column=number,
            )
        seen[same] = number
    return columns


def _sameness(name: str, *, answers: bool) -> str:
    """What two columns must not share: their name in any case, or their answer key."""
    lower = name.casefold()
    key = answer_key(lower.removeprefix("answers."))
    return f"answers.{key}" if key.strip("_") and (answers or lower.startswith("answers.")) else lower
