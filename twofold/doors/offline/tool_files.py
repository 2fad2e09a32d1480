"""A file as Zoom, Eventbrite or HubSpot wrote it, for `twofold route`: known by its header and read as an import reads it.

The lead-share format fixes the columns of a file of leads; a file that has them is never read here.
"""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfoNotFoundError

from twofold.doors.offline.problem import CommandRefusedError, unreadable
from twofold.leads.importing.incoming import from_rows
from twofold.rules.lead_files import FileRefused, LeadFile, Recipients, open_lead_file
from twofold.rules.lead_files.consent import is_consent_question
from twofold.rules.lead_share.routing_state import Arrival

NO_EMAIL = "The leads cannot be read. There is no column named email"


@dataclass(frozen=True)
class ReadAs:
    """What only the caller knows of such a file: the companies its consent questions name, and how its times are written."""

    recipients: Recipients
    time_zone: str = "UTC"
    day_first: bool = False


PLAINLY = ReadAs(Recipients("", ""))
"""When nobody has said anything."""


def tool_arrivals(path: Path, read_as: ReadAs, stack: ExitStack) -> Iterator[Arrival]:
    """The leads of a known tool's file, with the verdicts that an import would give. Raises CommandRefusedError."""
    if not path.is_file():  # a pipe has been read already, and cannot be read again
        raise CommandRefusedError(f"{NO_EMAIL}: name the columns as the rules name the facts.")
    try:
        stream = stack.enter_context(path.open("rb"))
        file = open_lead_file(
            stream, recipients=read_as.recipients, time_zone=read_as.time_zone, day_first=read_as.day_first
        )
    except OSError as wrong:
        raise unreadable(path, wrong) from None
    except FileRefused as wrong:
        raise CommandRefusedError(f"{NO_EMAIL}. {wrong.message}") from None
    except ZoneInfoNotFoundError:
        raise CommandRefusedError("There is no such time zone. Write one like Europe/Berlin.") from None
    if file.format == "plain" or file.needs_mapping:
        raise CommandRefusedError(f"{NO_EMAIL}: {_what_to_do(file)}")
    _say_whose_consent_is_unknown(file)
    return _arrivals(file)


def _arrivals(file: LeadFile) -> Iterator[Arrival]:
    try:
        for one in from_rows(file.rows()):
            yield Arrival(one.ref, one.person, one.consent)
    except FileRefused as wrong:
        raise CommandRefusedError(f"The leads cannot be read. {wrong.message}") from None


def _what_to_do(file: LeadFile) -> str:
    if file.records.layout.delimiter != ",":
        return "this command takes commas between the columns, so save the file as CSV UTF-8 with commas, and name the columns as the rules name the facts."
    found = next((column for column, field in file.mapping.items() if field == "email"), None)
    begin = f"rename “{found[:80]}” to email" if found else "rename the column that holds it"
    return (
        f"{begin}, and the others as the rules name the facts (country, employees, attended). "
        "Exports of Zoom, Eventbrite and HubSpot are taken as they are."
    )


def _say_whose_consent_is_unknown(file: LeadFile) -> None:
    asked = [column for column in file.columns if is_consent_question(column)]
    if asked and not any(field.startswith("consent.") for field in file.mapping.values()):
        sys.stderr.write(
            f"“{asked[0][:80]}” counts for nobody until it is known who the companies are: "
            "name them with --host-name and --partner-name, as the file writes them.\n"
        )
