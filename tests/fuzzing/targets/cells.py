"""Cells, addresses, times and names as people type them: small texts, and very many of them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import UTC, tzinfo
from typing import Any
from unicodedata import is_normalized
from zoneinfo import ZoneInfo

from tests.fuzzing.cases import Draws
from tests.fuzzing.trial import Target
from twofold.core.entities import ENTITIES
from twofold.core.ids import is_id
from twofold.core.time_zones import zone_error
from twofold.rules.campaign.template.relative_date import RelativeDate, clock_time
from twofold.rules.campaign.template.role_ref import RoleRef
from twofold.rules.csv_files.formula_guard import guarded, unguarded
from twofold.rules.csv_files.refusal import CellProblem
from twofold.rules.csv_files.times import moment
from twofold.rules.lead_files import Recipients
from twofold.rules.lead_files.amounts import employees, minutes
from twofold.rules.lead_files.consent import consent_value, is_consent_question, recipients_named
from twofold.rules.lead_files.countries import country_code
from twofold.rules.lead_files.lead_row import read_checkpoint
from twofold.rules.lead_share.address import address_key, domain_label
from twofold.rules.lead_share.facts import fact_from_text
from twofold.rules.lead_share.normal_text import normal_text
from twofold.rules.lead_share.routing_state import BadListEntryError, read_list
from twofold.rules.lead_share.times import as_time, utc_text
from twofold.rules.web_address import is_web_address
from twofold.ui.badges import initials
from twofold.ui.times import day

ZONES: tuple[tzinfo, ...] = (
    UTC,
    ZoneInfo("Europe/Berlin"),
    ZoneInfo("America/St_Johns"),
    ZoneInfo("Pacific/Kiritimati"),
)
TIMES = (
    "2026-03-15 11:23", "Mar 15, 2025 11:23:29 PM", "15.03.2025 11:23", "15 March 2025", "08/02/2026 10:45:00 AM",
    "2026-03-01T12:00:00Z", "2026-03-01T12:00:00.123+05:30", "0001-01-01 00:00", "12/31/9999 11:59 PM", "9999-12-31T23:59:59-12:00",
    "2016-12-31T23:59:60Z", "2026-03-29 02:30 +0200",
)  # fmt: skip
AMOUNTS = (
    "51-100",
    "More than 10,000",
    "under 50",
    "10.000+",
    "250",
    "1 to 10 employees",
    "45 min",
    "1:02:30",
    "45,5",
    ">= 12",
    "ab 200",
)
COUNTRIES = (
    "DE",
    "Germany",
    "Deutschland",
    "Côte d'Ivoire",
    "United Kingdom",
    "usa",
    "Korea (South)",
    "Österreich",
    "EL",
)
QUESTIONS = (
    "Do you agree that Host Ltd may contact you?", "Consent Globex", "I do not want to be contacted", "Darf Globex Inc. Sie kontaktieren?",
    "yes", "no thanks", "I agree to receive mail", "Einwilligung Host", "J'accepte", "opt out", "x",
)  # fmt: skip
MAILS = (
    "ana@example.com",
    "a.b+c@sub.example.co.uk",
    "müller@münchen.example",
    "a@xn--mnchen-3ya.example",
    "İ@İ.example",
    '"a b"@c.example',
)
PAGES = (
    "https://example.com/a?b=c#d",
    "http://[::1]:80/",
    "HTTPS://user:pw@example.com",
    "//example.com",
    "http://exa mple.com",
    "mailto:a@b.example",
)
RELATIVE = (
    "launch",
    "launch-21d",
    "launch+2w 17:00",
    "launch-5wd",
    "project_manager@host",
    "designer",
    "09:30",
    "launch+999wd 23:59",
)
FORMULAS = ("=1+1", "+1", "-5", "-5.5", "@SUM(A1)", "\t=1", "\r=1", "--1", "-.", "ana", "-1e5", "+49 30 123")
WE = Recipients("Host Ltd", "Globex Inc.")
_FORMULA = re.compile(r"[=+@\t\r]|-(?![0-9]+(\.[0-9]+)?$)")
_REFUSES = [field.check for found in ENTITIES.values() for field in found.fields if field.check]


def _texts(*samples: str) -> Callable[[Draws], str]:
    return lambda draws: draws.text(draws.pick(samples))


def a_time(text: str) -> bool:
    """What comes out is a time of the rules; every zone and order of days gives one or a sentence."""
    taken = False
    for zone in ZONES[: 1 + len(text) % 4]:
        for day_first in (True, False):
            try:
                found = moment(text, zone, day_first=day_first)
            except CellProblem as wrong:
                assert str(wrong)
                continue
            assert utc_text(found) == found, found
            taken = True
    return taken


def a_moment(text: str) -> bool:
    """UTC, and the same when it is read again."""
    found = utc_text(text)
    if found is None:
        return False
    assert utc_text(found) == found
    as_time(found)
    return True


def an_amount(text: str) -> bool:
    """A number that fits the fact, or a sentence."""
    taken = False
    for read, fact in ((employees, "employees"), (minutes, "minutes"), (country_code, "country")):
        try:
            found = read(text)
        except CellProblem as wrong:
            assert str(wrong)
            continue
        assert fact_from_text(fact, normal_text(found)) is not None, (fact, found)
        taken = True
    return taken


def a_question(text: str) -> bool:
    """Whom it names, and what it says, are of the few things they can be."""
    assert consent_value(text) in {"yes", "no", ""}
    named = recipients_named(text, WE)
    assert set(named) <= {"host", "partner"}
    return bool(named) or is_consent_question(text) or bool(consent_value(text))


def an_address(text: str) -> bool:
    """A key that is its own key, a domain that is its own domain; a line of a list like the line alone.

    Lower-casing comes last in the format: where it leaves a letter and an accent apart (of İ and one more), the key is no
    NFC, and is as it is.
    """
    found = address_key(text)
    domain_label(text)
    if found is not None:
        assert address_key(found[0]) == found or not is_normalized("NFC", found[0])
        assert domain_label(found[1]) == found[1]
        assert found[0].count("@") == 1
        assert read_list([text]) in ({found[0]}, frozenset()) or "\n" in text
    return found is not None


def a_list(text: str) -> bool:
    """Entries in their one form."""
    entries = read_list(io.StringIO(text))
    assert all(read_list([each]) == {each} or not is_normalized("NFC", each) for each in entries)
    return bool(entries)


def a_page(text: str) -> bool:
    """Never an address by which a browser runs something, or that leads nowhere."""
    for refuses in _REFUSES:
        assert isinstance(refuses(text), str)
    zone_error(text)
    is_id(text)
    initials(text)
    day(text)
    taken = is_web_address(text)
    assert not taken or re.match("https?://", text, re.IGNORECASE) or re.match("https?:/{0,2}", text, re.IGNORECASE)
    return taken


def a_word_of_a_template(text: str) -> bool:
    """Told again as it was read."""
    taken = False
    for read in (RelativeDate.parse, RoleRef.parse, clock_time):
        try:
            found: Any = read(text)
        except ValueError as wrong:
            assert str(wrong)
            continue
        if read is not clock_time:
            assert str(read(str(found))) == str(found)
        taken = True
    return taken


def a_cell_for_a_spreadsheet(text: str) -> bool:
    """No cell of an export begins like a formula, a plain number aside; and it says what was there."""
    told = guarded(text)
    assert not _FORMULA.match(told), told
    assert unguarded(told) == text
    out = io.StringIO(newline="")
    csv.writer(out).writerow([told, "x"])
    assert next(csv.reader(io.StringIO(out.getvalue(), newline=""))) == [told, "x"]
    return True


def a_place_to_go_on(text: str) -> bool:
    """Where in a file, and behind which row."""
    read_checkpoint(text)
    return True


TARGETS = [
    Target("times of files", _texts(*TIMES), a_time, proof=200_000),
    Target("times of rules", _texts(*TIMES), a_moment, proof=800_000),
    Target("amounts and countries", _texts(*AMOUNTS, *COUNTRIES), an_amount, proof=150_000),
    Target("consent questions", _texts(*QUESTIONS), a_question, proof=60_000),
    Target("mail addresses", _texts(*MAILS), an_address, proof=120_000),
    Target("lists of existing pipeline", _texts("\n".join(MAILS[:3]), "example.com\nglobex.example\n", "münchen.example"), a_list, (BadListEntryError,), proof=60_000),
    Target("web addresses and names", _texts(*PAGES, "Ana Example", "2026-12-01", "Europe/Berlin"), a_page, proof=150_000),
    Target("words of templates", _texts(*RELATIVE), a_word_of_a_template, proof=300_000),
    Target("cells of exports", _texts(*FORMULAS), a_cell_for_a_spreadsheet, takes_all=True, proof=400_000),
    Target("checkpoints", _texts("1-120-3-2-1", "1-0-1-0-0"), a_place_to_go_on, (ValueError,), proof=450_000),
]  # fmt: skip
