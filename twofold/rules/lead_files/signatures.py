"""Which tool wrote a file, known by its headers alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from twofold.rules.csv_files.header_names import plain_name

Format = Literal["zoom_attendees", "zoom_registrations", "eventbrite", "eventbrite_orders", "hubspot_contacts", "plain"]
ZOOM_TITLES = frozenset({"attendee report", "attendee details"})
ZOOM_SECTIONS = frozenset({"host details", "panelist details", "attendee details", "other attended"})
_REGISTRATION = frozenset({"email", "registration time", "approval status"})
_HUBSPOT = frozenset({"original traffic source", "original source", "lifecycle stage", "lead status"})


@dataclass(frozen=True)
class Signature:
    """The format, and which of the records looked at is the first that is not blank."""

    format: Format
    first: int


def filled(record: list[str]) -> bool:
    """Whether the record has a cell that is not blank."""
    return any(cell and not cell.isspace() for cell in record)


def recognise(records: list[list[str]]) -> Signature | None:
    """The known format these first records of a file belong to, or `None`."""
    first = next((index for index, record in enumerate(records) if filled(record)), None)
    if first is None:
        return None
    named = [{plain_name(cell) for cell in record} for record in records]
    if any(map(is_attendee_header, named)):
        return Signature("zoom_attendees", first)
    if any(names >= _REGISTRATION for names in named):
        return Signature("zoom_registrations", first)
    if any(section_title(record) in ZOOM_TITLES for record in records):
        return Signature("zoom_attendees", first)
    kind = _by_header(named[first])
    return Signature(kind, first) if kind else None


def is_attendee_header(names: set[str]) -> bool:
    """Whether these plain names are the header of one of the sections of Zoom's attendee report."""
    return {"attended", "join time", "leave time"} <= names


def section_title(record: list[str]) -> str:
    """The title of a section of a report: the only filled cell of its record; else an empty text."""
    return plain_name(record[0]) if record and not filled(record[1:]) else ""


def _by_header(names: set[str]) -> Format | None:
    if "order" in names or "order id" in names:
        if "order status" in names:
            return "eventbrite_orders"
        if "attendee status" in names:
            return "eventbrite"
        if "checked in" in names:
            return "eventbrite_orders"
    if names & {"record id", "record id contact"} and "email" in names and names & _HUBSPOT:
        return "hubspot_contacts"
    return None
