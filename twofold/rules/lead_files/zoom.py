"""Zoom's webinar reports: sections, people who left and came back, `--` for nothing, local times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from twofold.rules.csv_files.header_names import plain_name
from twofold.rules.lead_files.lead_row import LeadRow
from twofold.rules.lead_files.signatures import ZOOM_SECTIONS, is_attendee_header, section_title

_REPORTED = frozenset({"report generated", "report generated time"})
_META = {
    "topic": "topic", "webinar id": "webinarId", "actual start time": "startTime", "scheduled time": "startTime",
    "actual duration minutes": "durationMinutes", "duration minutes": "durationMinutes",
}  # fmt: skip
_ENOUGH = 1000
"""Characters about one person, after which no further line is added."""
_MORE = " More lines of the same person have errors."


@dataclass
class Report:
    """What stands in the report before its table of people: facts about the webinar, and where the table begins.

    `header` is the number of the header record, 0 if the report has no table of people.
    """

    meta: dict[str, str] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)
    header: int = 0
    header_line: int = 0


def read_front(records: Iterable[tuple[int, int, list[str]]], *, attendees: bool) -> Report:
    """Read the report up to the header of its people; records are (number, line, cells).

    Host and panelist sections are passed over: they are no leads. A table without a title before it is taken.
    """
    report = Report()
    section, topics = "", [""]
    for number, line, record in records:
        title = section_title(record)
        names = [plain_name(cell) for cell in record]
        if title in ZOOM_SECTIONS:
            section = title
        elif names[0] in _REPORTED:
            report.meta["reportGenerated"] = next((cell.strip() for cell in record[1:] if cell.strip()), "")
        elif topics[0]:
            report.meta |= {
                _META[name]: cell.strip()
                for name, cell in zip(topics, record, strict=False)
                if name in _META and cell.strip()
            }
            topics = [""]
        elif names[0] == "topic":
            topics = names
        elif _is_header(set(names), section, attendees=attendees):
            report.columns, report.header, report.header_line = record, number, line
            break
    return report


def _is_header(names: set[str], section: str, *, attendees: bool) -> bool:
    if not attendees:
        return "registration time" in names and "email" in names
    return is_attendee_header(names) and section in {"", "attendee details"}


def people_end(record: list[str]) -> bool:
    """Whether another section of the report begins here (people who only phoned in have no e-mail)."""
    return section_title(record) in ZOOM_SECTIONS


def one_row_a_person(rows: Iterable[LeadRow]) -> list[LeadRow]:
    """Rows of the same e-mail as one: minutes added up, attended if ever, the earliest registration, else what came first.

    Rows without a usable e-mail stay as they are; what is wrong with a later row is told too. Rows are numbered anew from 1.
    """
    people: dict[str, LeadRow] = {}
    for index, row in enumerate(rows):
        email = row.cells.get("email") or f" {index}"
        first = people.get(email)
        people[email] = _joined(first, row) if first else row
    return [row._replace(number=number) for number, row in enumerate(people.values(), start=1)]


def _joined(first: LeadRow, again: LeadRow) -> LeadRow:
    cells = {**again.cells, **first.cells}
    both = (first.cells, again.cells)
    minutes = [float(cells["minutes"]) for cells in both if "minutes" in cells]
    if minutes:
        cells["minutes"] = f"{sum(minutes):.2f}".rstrip("0").rstrip(".")
    if any(cells.get("attended") == "true" for cells in both):
        cells["attended"] = "true"
    registered = [cells["registered_at"] for cells in both if "registered_at" in cells]
    if registered:
        cells["registered_at"] = min(registered)
    return first._replace(
        cells=cells, person={**again.person, **first.person}, problem=_problems(first.problem, again.problem)
    )


def _problems(first: str | None, again: str | None) -> str | None:
    """What is wrong with both rows; of somebody who came back many times not every line is told."""
    if not first or not again:
        return first or again
    if len(first) < _ENOUGH:
        return f"{first} {again}"
    return first if first.endswith(_MORE) else first + _MORE
