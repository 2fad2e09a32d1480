"""One line of the table: what was measured, against which limit, and whether the goal is met."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass
class Row:
    """`ours` and `limit` are in `unit`; `ratio` is ours / limit, or None where no limit was measured.

    `met` is None where nothing could be judged; `more` holds further figures for the JSON file and the notes.
    """

    work: str
    unit: str
    ours: float
    limit: float | None
    limit_is: str
    goal: str
    met: bool | None
    more: dict[str, Any]

    @property
    def ratio(self) -> float | None:
        """Ours as a share of the limit."""
        return self.ours / self.limit if self.limit else None

    def as_json(self) -> dict[str, Any]:
        """For build/bench.json."""
        return {**asdict(self), "ratio": self.ratio}


def table(rows: list[Row]) -> str:
    """All rows, aligned, with what else was seen below each."""
    heads = ("work", "ours", "limit", "ratio", "goal", "met")
    lines = [
        (
            row.work,
            _figure(row.ours, row.unit),
            f"{_figure(row.limit, row.unit)} ({row.limit_is})" if row.limit else row.limit_is,
            f"{row.ratio:.2f}" if row.ratio is not None else "–",
            row.goal,
            {True: "met", False: "NOT MET", None: "–"}[row.met],
        )
        for row in rows
    ]
    widths = [max(len(line[place]) for line in (heads, *lines)) for place in range(len(heads))]
    told = ["  ".join(cell.ljust(width) for cell, width in zip(heads, widths, strict=True)).rstrip()]
    told.append("  ".join("-" * width for width in widths))
    for row, line in zip(rows, lines, strict=True):
        told.append("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
        if row.more:
            told.append("    " + ", ".join(f"{name} {value}" for name, value in row.more.items()))
    return "\n".join(told)


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f} {unit}" if abs(value) >= 100 else f"{value:,.2f} {unit}"  # noqa: PLR2004 - three digits tell
