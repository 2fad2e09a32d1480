"""Opening a lead file: what it is, what its columns mean, and its leads as a stream."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from twofold.rules.csv_files.blocks import Origin
from twofold.rules.csv_files.limits import Limits
from twofold.rules.csv_files.records import Records
from twofold.rules.csv_files.refusal import FileRefused
from twofold.rules.lead_files.consent import Recipients
from twofold.rules.lead_files.header_check import checked_columns
from twofold.rules.lead_files.layouts import HEAD, layout_of
from twofold.rules.lead_files.lead_row import LeadRow, read_checkpoint
from twofold.rules.lead_files.meanings import checked_mapping, suggested_mapping
from twofold.rules.lead_files.missing_headings import refuse_missing_headings
from twofold.rules.lead_files.row_plan import RowPlan
from twofold.rules.lead_files.signatures import Format, Signature, filled
from twofold.rules.lead_files.zoom import Report, one_row_a_person, people_end, read_front


@dataclass(frozen=True)
class LeadFile:
    """An opened file. `columns` as they stand in it; `mapping` is the one in use, chosen or suggested.

    `needs_mapping`: no column means the e-mail, so a person has to say which; until then `rows()` raises
    `MappingInvalid`. `meta`: what a report says about its webinar (topic, webinarId, startTime, reportGenerated).
    """

    format: Format
    columns: list[str]
    suggested_mapping: dict[str, str]
    mapping: dict[str, str]
    needs_mapping: bool
    meta: dict[str, str]
    records: Records
    plan: RowPlan
    header: int

    def rows(self, *, start: int = 1, checkpoint: str | None = None) -> Iterator[LeadRow]:
        """The leads from number `start` on, or those after the one that gave the `checkpoint`; the same each time.

        Records with nothing but blank cells are counted and passed over. Raises `FileRefused` where the file
        breaks off, after all rows before that place.
        """
        checked_mapping(self.mapping, self.columns)
        origin, after = read_checkpoint(checkpoint) if checkpoint else (self.records.layout.start, start - 1)
        if self.format == "zoom_attendees":
            people = one_row_a_person(self._stream(self.records.layout.start, 0))
            return islice(iter(people), after, None)
        return self._stream(origin, after)

    def _stream(self, origin: Origin, after: int) -> Iterator[LeadRow]:
        """The rows with a number over `after`, read from `origin` on."""
        lead, width, skip = self.plan.lead, self.plan.width, after + self.header
        most = self.records.limits.rows
        zoom = self.format == "zoom_attendees"
        records = Records(
            self.records.stream, self.records.layout, self.records.limits
        )  # each reading knows its own end
        for record_number, line, place, record in records.read(origin):
            if record_number <= skip or record_number <= self.header:
                continue
            number = record_number - self.header
            if most is not None and number > most:
                raise FileRefused(
                    f"Line {line}: the file has more than {most:,} rows: split it and upload the parts.",
                    line=line,
                )
            if zoom and people_end(record):
                return
            if len(record) < width:
                _refuse_half(record, line, width, unterminated=records.unterminated)
            cells, person, problem = lead(record)
            if problem:
                if not filled(record):
                    continue
                problem = f"Line {line}: {problem}" if zoom else f"Row {number}, line {line}: {problem}"
            yield LeadRow(number, line, cells, person, problem, place)


def _refuse_half(record: list[str], line: int, width: int, *, unterminated: bool) -> None:
    if unterminated and filled(record):
        raise FileRefused(
            f"The file seems to end in the middle of line {line}: it has {len(record)} of {width} cells and no line end. "
            "Export or upload it again.",
            line=line,
            column=len(record),
        )


def open_lead_file(  # each is one thing only the caller can know
    stream: BinaryIO,
    *,
    recipients: Recipients,
    mapping: Mapping[str, str] | None = None,
    time_zone: str = "UTC",
    day_first: bool = False,
    limits: Limits | None = None,
) -> LeadFile:
    """Recognise the file in `stream` (seekable, read from its beginning) by its headers and make it ready to read.

    `mapping` (column to field, empty: leave out) replaces the suggested one. `time_zone` (IANA) is where times without
    a zone are local; `day_first` reads 08/02/2026 as the 8th of February. Raises `FileRefused`, `MappingInvalid`, and
    `zoneinfo.ZoneInfoNotFoundError` for an unknown zone.
    """
    limits = limits or Limits()
    stream.seek(0)
    layout, signature = layout_of(_head(stream))
    records = Records(stream, layout, limits)
    kind: Format = signature.format if signature else "plain"
    report = _front(records, signature)
    if kind == "plain":
        refuse_missing_headings(report.columns, report.header_line)
    columns = checked_columns(report.columns, report.header_line, limits, answers=kind != "plain")
    _require_a_row(records, report)
    suggested = suggested_mapping(columns, kind, recipients)
    chosen = checked_mapping(mapping, columns) if mapping is not None else suggested
    zone = _zone(time_zone)
    empty = "--" if kind.startswith("zoom") else ""
    plan = RowPlan(columns, chosen, zone, day_first=day_first, empty=empty, delimiter=layout.delimiter)
    needs = "email" not in chosen.values()
    return LeadFile(kind, columns, suggested, chosen, needs, report.meta, records, plan, report.header)


def _zone(name: str) -> ZoneInfo:
    """The zone; a name that is a folder or another file beside the zones is unknown like any other."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError):
        raise ZoneInfoNotFoundError(f"No time zone found with key {name}") from None


def _head(stream: BinaryIO) -> bytes:
    parts: list[bytes] = []
    while (size := sum(map(len, parts))) < HEAD and (part := stream.read(HEAD - size)):
        parts.append(part)
    return b"".join(parts)


def _front(records: Records, signature: Signature | None) -> Report:
    """The header, and what a report says before it."""
    found = ((number, line, record) for number, line, _, record in records.read(records.layout.start))
    if signature and signature.format.startswith("zoom"):
        report = read_front(found, attendees=signature.format == "zoom_attendees")
        if not report.header:
            raise FileRefused(
                "This Zoom report has no “Attendee Details” table: export the attendee report again, with all its sections."
            )
        return report
    for number, line, record in found:
        if filled(record):
            return Report(columns=record, header=number, header_line=line)
    raise FileRefused("The file is empty: it needs a header and one row for each lead.", line=1)


def _require_a_row(records: Records, report: Report) -> None:
    for number, _, _, record in records.read(records.layout.start):
        if number > report.header and filled(record):
            return
    raise FileRefused(
        f"The file has a header on line {report.header_line} but no rows below it: export it again with the leads in it.",
        line=report.header_line,
    )
