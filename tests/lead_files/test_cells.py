"""What people write in cells, in the form of the lead-share facts."""

from datetime import timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from twofold.rules.csv_files.refusal import CellProblem
from twofold.rules.csv_files.times import moment
from twofold.rules.lead_files.amounts import employees, minutes
from twofold.rules.lead_files.attendance import attended
from twofold.rules.lead_files.countries import CODES, country_code
from twofold.rules.lead_files.freemail import is_freemail


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(
            ("1-20", "1"),
            ("51-100", "51"),
            ("500-1,000", "500"),
            ("5,001-10,000", "5001"),
            ("More than 10,000", "10001"),
        ),
        *(
            ("1.001\u20135.000", "1001"),
            ("10 000", "10000"),
            ("10,000+", "10000"),
            ("> 500", "501"),
            ("unter 50", "1"),
            ("250 employees", "250"),
        ),
        *(
            ("über 200 Mitarbeiter", "201"),
            ("plus de 10\u00a0000", "10001"),
            ("51 to 100", "51"),
            ("007", "7"),
        ),
    ],
)
def test_of_a_range_of_employees_the_lower_end_counts(text: str, number: str) -> None:
    assert employees(text) == number


@pytest.mark.parametrize(
    ("text", "number"), [("45", "45"), ("45,5", "45.5"), ("45 min", "45"), ("1:02:30", "62.5"), ("0", "0")]
)
def test_minutes_are_a_decimal_number(text: str, number: str) -> None:
    assert minutes(text) == number


@pytest.mark.parametrize("text", ["many", "-5", "1-", "1e9", "12,34,56"])
def test_what_is_no_number_of_employees_is_a_problem(text: str) -> None:
    with pytest.raises(CellProblem):
        employees(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(
            ("de", "DE"),
            ("DEU", "DE"),
            ("Germany", "DE"),
            ("DEUTSCHLAND", "DE"),
            ("Allemagne", "DE"),
            ("UK", "GB"),
            ("Holland", "NL"),
        ),
        *(
            ("Côte d'Ivoire", "CI"),
            ("Cote d\u2019Ivoire", "CI"),
            ("the Netherlands", "NL"),
            ("United States of America", "US"),
            ("U.S.A.", "US"),
        ),
        *(
            ("Österreich", "AT"),
            ("Türkei", "TR"),
            ("Korea, Republic of", "KR"),
            ("Bosnia and Herzegovina", "BA"),
            ("Czech Republic", "CZ"),
        ),
    ],
)
def test_countries_have_many_names(text: str, code: str) -> None:
    assert country_code(text) == code


def test_every_country_is_there_with_both_codes() -> None:
    assert len({code for name, code in CODES.items() if len(name) == 2}) == 250
    assert all(len(code) == 2 and code.isupper() for code in CODES.values())


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("Mar 15, 2025 11:23:29", "2025-03-15T10:23:29Z"),
        ("Mar 23, 2025 6:26 PM", "2025-03-23T17:26:00Z"),
        ("08/02/2026 10:45:00 AM", "2026-08-02T08:45:00Z"),
        ("08/02/2026 12:05:00 AM", "2026-08-01T22:05:00Z"),
        ("03/15/2026 11:23", "2026-03-15T10:23:00Z"),
        ("2026-03-15 11:23", "2026-03-15T10:23:00Z"),
        ("2026-03-15T11:23:29.5+05:30", "2026-03-15T05:53:29Z"),
        ("2026-03-15T11:23:29Z", "2026-03-15T11:23:29Z"),
        ("15.03.2026 11:23", "2026-03-15T10:23:00Z"),
    ],
)
def test_local_times_of_many_shapes_become_utc(text: str, utc: str) -> None:
    assert moment(text, ZoneInfo("Europe/Berlin")) == utc


def test_slashes_are_month_first_unless_told_otherwise() -> None:
    assert moment("02/03/2026", timezone(timedelta(0)), day_first=True) == "2026-03-02T00:00:00Z"


@pytest.mark.parametrize(
    "text",
    [
        "13/15/2026",
        "2026-02-30",
        "2026-02-30T00:00:00Z",
        "soon",
        "Foo 1, 2026",
        "2026-W01-1T12:00:00Z",
        "0001-01-01 00:00",
        "03/15/2026 13:00 PM",
    ],
)
def test_dates_that_cannot_be_are_a_problem(text: str) -> None:
    with pytest.raises(CellProblem, match="cannot be read"):
        moment(text, ZoneInfo("Asia/Tokyo"))


def test_attendance_in_words() -> None:
    assert [attended(word) for word in ("Yes", "Checked In", "ja", "3", "No-show", "Refunded", "0")] == ["true"] * 4 + [
        "false"
    ] * 3


def test_mail_services_for_everyone_are_no_company() -> None:
    assert all(map(is_freemail, ("gmail.com", "gmx.de", "web.de", "yahoo.co.uk", "outlook.com")))
    assert not any(map(is_freemail, ("north.example.com", "me.example.com", "mail.example.com")))
