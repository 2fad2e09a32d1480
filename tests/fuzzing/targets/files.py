"""Whole files: leads of every tool, leads in the format of the rules, templates of campaigns."""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.fuzzing.cases import Draws
from tests.fuzzing.trial import Target
from tests.lead_files.make import KINDS, lead_file
from twofold.leads.importing.incoming import from_rows
from twofold.rules.campaign.plan import plan
from twofold.rules.campaign.template import TemplateInvalid, parse_template
from twofold.rules.lead_files import FileRefused, Limits, MappingInvalid, Recipients, open_lead_file
from twofold.rules.lead_files.lead_row import LeadRow
from twofold.rules.lead_share import read_leads
from twofold.rules.lead_share.csv_records import FileRefusedError

ROOT = Path(__file__).parents[3]
LINES = 7
"""Of each sample: what can go wrong does so in the first ones, and the cases stay quick."""
WE = Recipients(host="Host Ltd", partner="Globex Inc.")
LIMITS = Limits(rows=40, columns=60, cell=2_000)
OWN_FORMAT = (
    'email,country,employees,attended,answers.Was noch?,consent.host,consent.partner,id\n'
    'ana@example.com,de,450,true,"a ""b"", c",yes,,1\n'
    "bo@müller.example,FR,12.5,false,x,no,yes,2\n"
)  # fmt: skip
CSV_PIECES = (
    ",", ";", "\t", '"', '""', "\n", "\r\n", "\r", "\0", "\ufeff", "email", "consent.host", "answers.a", "Attendee Details", "Attended,Email,Join Time,Leave Time",
    "Order #,Attendee Status", "sep=;", "yes", "--", "a@b.example", " ", "é", "03/04/2026 1:00 PM", "x" * 3000, ",,,,", "=1", "true", "9" * 400,
)  # fmt: skip
BYTES = (*(each.encode() for each in CSV_PIECES), b"\xff\xfe", b"\xc3", b"\xe9", b"a\0b\0", b"\x81", b"\x1a")
YAML_PIECES = (
    "\n", "  ", ": ", "- ", "#", "&a ", "*a", "!tag ", "<<: ", "---\n", "...\n", "|", ">", "'", '"', "[", "]", "{", "}", ",", "?", "%YAML 1.9\n", "\t", "\0", "null",
    "~", "key: ", "launch-21d 17:00", "launch+999wd", "designer", "designer@both", "0", "999999999", "true", "no", "\x85", "é", "- - - - - - - - - - - - - - - x",
)  # fmt: skip


@cache
def samples() -> tuple[bytes, ...]:
    """Files of every tool, made and real, and those that are known to be bad; each shortened to some lines."""
    real = sorted((ROOT / "tests/fixtures/lead_files").glob("*.csv")) + sorted((ROOT / "demo/files").glob("*.csv"))
    found = [b"".join(path.read_bytes().splitlines(keepends=True)[: 3 * LINES]) for path in real]
    return (*found, *(lead_file(kind, 3) for kind in KINDS), OWN_FORMAT.encode())


@cache
def templates() -> tuple[str, ...]:
    """The library's templates, and one cut short, which is refused early."""
    found = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "library/templates").glob("*.yaml"))]
    return (*found, *(each[:2_000] for each in found))


def any_leads(data: bytes) -> bool:
    """Rows that routing can take, the same ones from where reading stopped; or one sentence with a place."""
    file = open_lead_file(io.BytesIO(data), recipients=WE, limits=LIMITS, time_zone="Europe/Berlin")
    rows: list[LeadRow] = []
    try:
        rows.extend(file.rows())
    finally:
        assert all(row.problem is None or row.problem.endswith((".", "!")) for row in rows)
    if rows and file.format != "zoom_attendees":
        half = rows[len(rows) // 2]
        again = list(file.rows(checkpoint=half.checkpoint))
        assert [row[:5] for row in again] == [row[:5] for row in rows[len(rows) // 2 + 1 :]]
    for arriving in from_rows(rows):
        assert arriving.ref
    return True


def leads_of_the_format(text: str) -> bool:
    """An arrival for every record, or one sentence with its line."""
    for number, arrival in enumerate(read_leads(io.StringIO(text, newline="\n")), 1):
        assert arrival.lead
        assert set(arrival.consent) <= {"yes", "no", "unknown"}, number
    return True


def any_template(text: str) -> bool:
    """Problems with their lines; or a template of which a campaign can be planned."""
    try:
        template = parse_template(text, "x.yaml")
    except TemplateInvalid as wrong:
        assert wrong.errors
        assert all(each.line >= 1 and each.message for each in wrong.errors)
        return False
    plan(template, date(2027, 3, 1), ZoneInfo("Europe/Berlin"), [each.key for each in template.options])
    return True


def changed_template(draws: Draws) -> str:
    """A word of it, a line of it, or something that YAML knows and templates do not."""
    text = draws.pick(templates())
    if draws.random() < 0.7:
        lines = text.splitlines(keepends=True)
        at = draws.upto(len(lines) - 1)
        lines[at] = draws.text(lines[at], YAML_PIECES if draws.random() < 0.7 else (*YAML_PIECES, *lines[at : at + 3]))
        return "".join(lines)
    return draws.text(text, YAML_PIECES)


TARGETS = [
    Target("lead files", lambda draws: draws.data(draws.pick(samples()), BYTES), any_leads, (FileRefused, MappingInvalid), proof=10_000, run=100),
    Target("leads as the format says", lambda draws: draws.text(OWN_FORMAT, CSV_PIECES), leads_of_the_format, (FileRefusedError,), proof=200_000),
    Target("templates", changed_template, any_template, proof=2_500, run=40),
]  # fmt: skip
