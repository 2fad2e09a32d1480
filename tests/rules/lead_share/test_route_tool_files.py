"""`twofold route` takes the exports of known tools as they are; what has no place in it is told what to do."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.lead_files.make import lead_file
from tests.rules.lead_share.example import rules
from tests.rules.lead_share.test_offline_commands import AT, problem
from twofold.doors.offline.route import route_file
from twofold.doors.offline.tool_files import ReadAs
from twofold.leads.importing.incoming import from_rows
from twofold.rules.lead_files import Recipients, open_lead_file

NAMES = Recipients("Host Ltd", "Globex")
NAMED = ReadAs(NAMES)
ROWS = 60
SAID: dict[str, dict[str, set[str]]] = {
    "zoom": {"host": {"unknown"}, "partner": {"yes", "no"}},
    "eventbrite": {"host": {"yes", "unknown"}, "partner": {"unknown"}},
    "hubspot": {"host": {"unknown"}, "partner": {"unknown"}},
}


def routed(folder: Path, data: bytes, **options: Any) -> list[dict[str, Any]]:
    """The verdicts on a file."""
    (folder / "rules.json").write_text(json.dumps({**rules(), "sharedLead": {"when": True}}))
    (folder / "leads.csv").write_bytes(data)
    out = folder / "out.jsonl"
    assert route_file(folder / "rules.json", folder / "leads.csv", out=out, at=AT, **options) == 0
    return [json.loads(line) for line in out.read_text().splitlines()]


def refused(folder: Path, data: bytes, capsys: pytest.CaptureFixture[str]) -> str:
    """The sentence with which a file is refused; nothing is left behind."""
    (folder / "rules.json").write_text(json.dumps({**rules(), "sharedLead": {"when": True}}))
    (folder / "leads.csv").write_bytes(data)
    assert route_file(folder / "rules.json", folder / "leads.csv", out=folder / "out", at=AT, read_as=NAMED) == 2
    assert not (folder / "out").exists()
    detail: str = problem(capsys)["detail"]
    return detail


@pytest.mark.parametrize("tool", ["zoom", "eventbrite", "hubspot"])
def test_an_export_is_taken_as_it_is_with_the_people_an_import_finds(tmp_path: Path, tool: str) -> None:
    data = lead_file(tool, ROWS)
    verdicts = routed(tmp_path, data, read_as=NAMED)
    people = list(from_rows(open_lead_file(io.BytesIO(data), recipients=NAMES).rows()))
    assert [verdict["lead"] for verdict in verdicts] == [one.ref for one in people]
    assert len(verdicts) == ROWS
    for side, expected in SAID[tool].items():
        assert {verdict["consent"][side] for verdict in verdicts} == expected


def test_a_file_of_the_lead_share_format_is_read_as_ever_whatever_else_it_looks_like(tmp_path: Path) -> None:
    # A HubSpot export but for its lower-case address: today's reading knows no country names and no “Record ID”.
    data = b"Record ID,email,Lifecycle Stage,country\n70001,a@x.example,lead,Germany\n70002,b@x.example,lead,DE\n"
    verdicts = routed(tmp_path, data, read_as=NAMED)
    assert [(verdict["lead"], verdict["status"] == "bad_row") for verdict in verdicts] == [("1", True), ("2", False)]


def test_a_consent_question_that_names_nobody_known_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verdicts = routed(tmp_path, lead_file("zoom", ROWS))
    assert {verdict["consent"]["partner"] for verdict in verdicts} == {"unknown"}
    assert "“I agree to be contacted by Globex” counts for nobody" in capsys.readouterr().err
    routed(tmp_path, lead_file("zoom", ROWS), read_as=NAMED)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"E-mail address,country\na@x.example,DE\n", "rename “E-mail address” to email"),
        (b"Wer,Wo\na@x.example,DE\n", "rename the column that holds it"),
        (b"email;country\na@x.example;DE\n", "save the file as CSV UTF-8 with commas"),
        (b"a@x.example,DE\nb@x.example,DE\n", "Line 1, column 1: the first row looks like a lead, not like headings"),
        (b"Attendee Report\nTopic,Webinar ID\nT,1\n", "no “Attendee Details” table"),
    ],
)
def test_what_has_no_column_named_email_is_told_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes, says: str
) -> None:
    detail = refused(tmp_path, data, capsys)
    assert detail.startswith("The leads cannot be read. There is no column named email")
    assert says in detail


def test_an_export_that_breaks_off_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    detail = refused(tmp_path, lead_file("hubspot", ROWS) + b'"70001,a', capsys)
    assert "opens a quoted cell here that is not closed before the file ends" in detail
