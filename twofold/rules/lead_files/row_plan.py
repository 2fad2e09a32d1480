"""How a record becomes a lead: which cell goes where and how it is cleaned, worked out once for a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import tzinfo
from operator import itemgetter

from twofold.rules.csv_files.refusal import CellProblem
from twofold.rules.csv_files.times import moment
from twofold.rules.lead_files.amounts import employees, minutes
from twofold.rules.lead_files.attendance import attendance_of_status, attended
from twofold.rules.lead_files.consent import consent_value
from twofold.rules.lead_files.countries import country_code
from twofold.rules.lead_files.fields import PERSON
from twofold.rules.lead_files.freemail import is_freemail
from twofold.rules.lead_share.address import domain_label
from twofold.rules.memo import Memo

_EMAIL = re.compile(r"[^@\s]+@([^@\s]+)")
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
NO_ADDRESS = "the e-mail is not an address like name@company.com."
Cleaner = Callable[[str], str]


def side(text: str) -> str:
    """`host`, `partner` or `both`; raises `CellProblem`."""
    word = text.lower()
    if word not in {"host", "partner", "both"}:
        raise CellProblem(f"“{text[:40]}” does not say whose customer this is: write host, partner or both")
    return word


class RowPlan:
    """The plan for one file: `width` columns, of which those in `mapping` mean something.

    `empty` is how the tool writes a cell without content (Zoom: `--`); `delimiter` what separates the cells.
    """

    def __init__(
        self,
        columns: list[str],
        mapping: Mapping[str, str],
        zone: tzinfo,
        *,
        day_first: bool = False,
        empty: str = "",
        delimiter: str = ",",
    ) -> None:
        self.width = len(columns)
        self.separator = SEPARATORS.get(delimiter, "separator")
        self.empty = empty
        meant = [(index, mapping[column]) for index, column in enumerate(columns) if mapping.get(column)]
        facts = [(index, field) for index, field in meant if field not in PERSON or field == "job_title"]
        person = [(index, "jobTitle" if field == "job_title" else field) for index, field in meant if field in PERSON]
        self.fact_names = tuple(field for _, field in facts)
        self.person_names = tuple(field for _, field in person)
        self.pick_facts = _picker([index for index, _ in facts])
        self.pick_person = _picker([index for index, _ in person])
        cleaners: dict[str, Cleaner] = {
            "country": country_code, "employees": employees, "minutes": minutes, "attended": attended, "attendee_status": attendance_of_status,
            "consent.host": consent_value, "consent.partner": consent_value, "consent.both": consent_value, "existing_customer_of": side,
        }  # fmt: skip
        self.cleaned: list[tuple[str, Cleaner]] = [
            (field, Memo(cleaners[field]).__getitem__) for field in self.fact_names if field in cleaners
        ]
        if "registered_at" in self.fact_names:  # hardly ever the same twice: not remembered
            self.cleaned.append(("registered_at", lambda text: moment(text, zone, day_first=day_first)))
        self.combines = bool({"attendee_status", "consent.both"} & set(self.fact_names))
        self.company_of: Memo[str, str] = Memo(lambda domain: "" if is_freemail(domain) else domain)

    def lead(self, record: list[str]) -> tuple[dict[str, str], dict[str, str], str | None]:
        """(cells, person, problem): all that is wrong, as sentences that follow the row's place, or `None`."""
        wrong: list[str] = []
        if len(record) != self.width:
            wrong += self._level(record)
        texts = [*map(str.strip, record)]
        cells = {name: text for name, text in zip(self.fact_names, self.pick_facts(texts)) if text}  # noqa: B905  # same length by construction, and the check costs
        person = {name: text for name, text in zip(self.person_names, self.pick_person(texts)) if text}  # noqa: B905  # the same
        if self.empty:
            cells = {name: text for name, text in cells.items() if text != self.empty}
            person = {name: text for name, text in person.items() if text != self.empty}
        try:
            for name, clean in self.cleaned:
                if name in cells:
                    cells[name] = clean(cells[name])
        except CellProblem:
            wrong += self._clean_the_rest(cells)
        if self.combines:
            _combine(cells)
        of_the_email = self._email(cells, person)
        if of_the_email:
            wrong.append(of_the_email)
        return cells, person, " ".join([wrong[0], *map(_begun, wrong[1:])]) if wrong else None

    def _email(self, cells: dict[str, str], person: dict[str, str]) -> str | None:
        """Bring the e-mail to its form and take the company from its domain; say what is wrong with it."""
        email = cells.get("email")
        if email is None:
            return "there is no e-mail: add it, or leave the row out."
        cells["email"] = email = email.lower()
        address = _EMAIL.fullmatch(email)
        if address is None:
            return NO_ADDRESS
        written = address[1]
        if "company" not in person:
            domain = self.company_of[written]
            if domain:
                person["company"] = domain
        return None if domain_label(written) else NO_ADDRESS

    def _level(self, record: list[str]) -> list[str]:
        """Bring the record to the width of the header; cells beyond it are a problem unless they are empty."""
        beyond = record[self.width :]
        has = len(record)
        record[self.width :] = []
        record.extend([""] * (self.width - has))
        if any(cell.strip() for cell in beyond):
            said = f"it has {has} cells, but the header has {self.width} columns"
            return [f"{said}: a cell with a {self.separator} in it needs quotes."]
        return []

    def _clean_the_rest(self, cells: dict[str, str]) -> list[str]:
        """Clean the cells that can be, leave out those that do not fit; say what is wrong with each of these."""
        found: list[str] = []
        for name, clean in self.cleaned:
            if name in cells:
                try:
                    cells[name] = clean(cells[name])
                except CellProblem as wrong:
                    found.append(f"{wrong}.")
                    del cells[name]
        return found


def _begun(sentence: str) -> str:
    """The sentence as one that stands by itself."""
    return sentence[0].upper() + sentence[1:]


def _combine(cells: dict[str, str]) -> None:
    """A ticket's status tells attendance where no column does, and a refund outweighs; one consent may count for both."""
    status = cells.pop("attendee_status", "")
    if status == "false" or (status and "attended" not in cells):
        cells["attended"] = status
    both = cells.pop("consent.both", "")
    if both:
        cells["consent.host"] = cells["consent.partner"] = both


def _picker(indexes: list[int]) -> Callable[[list[str]], tuple[str, ...]]:
    if not indexes:
        return lambda record: ()  # noqa: ARG005
    if len(indexes) == 1:
        (only,) = indexes
        return lambda record: (record[only],)
    return itemgetter(*indexes)
