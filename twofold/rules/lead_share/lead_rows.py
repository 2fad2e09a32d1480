"""From the records of a leads file to leads in order of arrival.

Source: lead-share format version 1, "Facts" and "`twofold route`".
"""

from collections.abc import Iterable, Iterator

from twofold.rules.lead_share.csv_records import FileRefusedError, csv_records
from twofold.rules.lead_share.facts import FACT_TYPES, BadRow, person_of
from twofold.rules.lead_share.normal_text import answer_key, normal_text, trimmed
from twofold.rules.lead_share.routing_state import Arrival
from twofold.rules.lead_share.verdict import UNKNOWN, Consent

_CONSENTS = {"yes": "yes", "no": "no", "": "unknown"}
_TOO_MANY = BadRow("it has more cells than the header")


class NoEmailColumnError(FileRefusedError):
    """The header is not one of the lead-share format; another program's file may be."""


def read_leads(lines: Iterable[str]) -> Iterator[Arrival]:
    """Read leads from the lines of a CSV file, each ending in LF; raises FileRefusedError."""
    records = csv_records(lines)
    columns = Columns(next(records, []))
    for number, record in enumerate(records, 1):
        yield columns.arrival(record, number)


class Columns:
    """Where in a row each fact, the address, the name and the consents stand."""

    def __init__(self, header: list[str]) -> None:
        if "email" not in header:
            raise NoEmailColumnError("There is no column named email.")
        places: dict[str, int] = {}
        for place, name in enumerate(header):
            if name in places:
                raise FileRefusedError(f"Two columns have the name “{name}”: rename or remove one.")
            places[name] = place
        self.width = len(header)
        self.email = places["email"]
        self.id = places.get("id")
        self.consents = (places.get("consent.host"), places.get("consent.partner"))
        self.facts = [(name, places[name]) for name in places if name in FACT_TYPES and name != "email_domain"]
        self.answers: list[tuple[str, int]] = []
        named: dict[str, str] = {}
        for name, place in places.items():
            key = answer_key(name)
            if key is None:
                continue
            if key in named:
                raise FileRefusedError(
                    f"The columns “{named[key]}” and “{name}” have the same answer key {key}: rename one."
                )
            named[key] = name
            self.answers.append((key, place))

    def arrival(self, record: list[str], number: int) -> Arrival:
        """Read one row; `number` counts from 1 and names a lead that has no id."""
        short = self.width - len(record)
        if short > 0:
            record = record + [""] * short
        lead = (trimmed(record[self.id]) if self.id is not None else "") or str(number)
        if short < 0:
            return Arrival(lead, _TOO_MANY, UNKNOWN)
        said = [_CONSENTS.get("" if place is None else normal_text(record[place])) for place in self.consents]
        for side, consent in zip(("host", "partner"), said, strict=True):
            if consent is None:
                return Arrival(lead, BadRow(f"consent.{side} must be yes, no or empty"), UNKNOWN)
        person = person_of(
            record[self.email],
            [(name, record[place]) for name, place in self.facts],
            [(key, record[place]) for key, place in self.answers],
        )
        return Arrival(lead, person, Consent(said[0] or "unknown", said[1] or "unknown"))
