"""`twofold route`, `verify` and `replay`: files in, verdicts or findings out, nothing half done."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.rules.lead_share.example import rules
from tests.rules.lead_share.test_decision_records import RECORDS
from tests.rules.test_receipts import RECEIPT
from twofold.doors.offline.replay import replay_files
from twofold.doors.offline.route import route_file
from twofold.doors.offline.verify import verify_files
from twofold.rules.receipts import signed_with

HEADER = "id,email,country,employees,attended,consent.host,consent.partner"
ROWS = [
    f"L{number},p{number % 7}@x{number % 3}.example,{'DE' if number % 2 else 'fr'},{number * 9},true,yes,yes"
    for number in range(40)
]
AT = "2026-11-20T10:00:00.5+01:00"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules.json").write_text(json.dumps(rules()))
    (tmp_path / "leads.csv").write_bytes(("\ufeff" + "\r\n".join([HEADER, *ROWS])).encode())
    return tmp_path


def run(folder: Path, leads: str = "leads.csv", rules_file: str = "rules.json", **options: Any) -> int:
    return route_file(folder / rules_file, folder / leads, **{"at": AT} | options)


def problem(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    out, err = capsys.readouterr()
    assert out == ""
    found: dict[str, Any] = json.loads(err)
    assert (found["status"], found["title"]) == (422, "Invalid")
    return found


def test_one_verdict_for_every_row_in_file_order(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder) == 0
    printed = capsys.readouterr().out
    verdicts = [json.loads(line) for line in printed.splitlines()]
    assert [one["lead"] for one in verdicts] == [f"L{number}" for number in range(40)]
    assert verdicts[0]["followUp"]["due"] == "2026-11-22T09:00:00Z"
    assert run(folder, out=folder / "out.jsonl") == 0
    assert (folder / "out.jsonl").read_text() == printed


def test_batches_with_a_state_and_ids_equal_the_whole(folder: Path) -> None:
    assert run(folder, out=folder / "whole") == 0
    joined = ""
    for start in range(0, 40, 11):
        (folder / "part.csv").write_text("\n".join([HEADER, *ROWS[start : start + 11]]))
        assert run(folder, "part.csv", out=folder / "part", state=folder / "state") == 0
        joined += (folder / "part").read_text()
    assert joined == (folder / "whole").read_text()
    assert not list(folder.glob(".*"))


def test_bad_rows_do_not_change_the_exit_status(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.csv").write_text("email,employees\n,\na@x.example,many\nb@x.example,1,2\n")
    assert run(folder, "bad.csv") == 0
    verdicts = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["lead"], one["status"], one["inputHash"]) for one in verdicts] == [(n, "bad_row", None) for n in "123"]


def test_lists_send_leads_to_the_side_that_has_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "list").write_bytes("\ufeffX1.Example\r\n\r\np0@x0.example\r\n".encode())
    assert run(folder, exclude_partner=folder / "list") == 0
    verdicts = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    listed = [one for one in verdicts if one["because"] and "list" in one["because"][0]]
    assert [one["lead"] for one in listed[:2]] == ["L0", "L1"]
    assert {(one["to"], one["route"]) for one in listed} == {("partner", None)}


@pytest.mark.parametrize(
    ("name", "content", "options", "says"),
    [
        ("leads.csv", b"mail\n", {}, "no column named email"),
        ("leads.csv", b'email\na@x.example\n"b@x.example\n', {}, "never closed"),
        ("leads.csv", b"email\na@x.example\n\xff@x.example\n", {}, "not UTF-8"),
        ("rules.json", b"{}", {}, "not valid"),
        ("state", b"{}", {"state": "state"}, "not a state file"),
        ("list", b"two words\n", {"exclude_host": "list"}, "Line 1"),
        ("list", b"\xff", {"exclude_host": "list"}, "not UTF-8"),
        ("x", b"", {"exclude_host": "gone"}, "No such file"),
        ("x", b"", {"leads": "gone"}, "No such file"),
        ("x", b"", {"leads": "."}, "directory"),
        ("x", b"", {"rules_file": "gone"}, "No such file"),
        ("x", b"", {"at": "yesterday"}, "RFC 3339"),
        ("x", b"", {"engine": "duckdb"}, "no engine duckdb"),
        ("x", b"", {"engine": "abacus"}, "no engine abacus"),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_no_file(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, options: dict[str, Any], says: str
) -> None:
    (folder / name).write_bytes(content)
    placed = {key: folder / value if key in ("state", "exclude_host") else value for key, value in options.items()}
    before = sorted(folder.iterdir())
    assert run(folder, **{"out": folder / "out"} | placed) == 2
    found = problem(capsys)
    assert says in found["detail"]
    assert ("errors" in found) is (name == "rules.json")
    assert sorted(folder.iterdir()) == before


def test_a_list_without_its_section_and_a_state_of_other_rules_are_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, out=folder / "out", state=folder / "state") == 0
    (folder / "other.json").write_text(json.dumps(rules(exclusions={"host": "existing_pipeline"})))
    assert run(folder, rules_file="other.json", state=folder / "state") == 2
    assert "other rules" in problem(capsys)["detail"]
    assert run(folder, rules_file="other.json", exclude_partner=folder / "out") == 2
    assert "no exclusions for the partner" in problem(capsys)["detail"]


def test_an_out_path_that_cannot_be_written_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, out=folder / "no" / "where") == 2
    assert "cannot be used" in problem(capsys)["detail"]


def test_verify_and_replay_name_the_file_and_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    for check, data in ((verify_files, RECEIPT), (replay_files, RECORDS[0])):
        good.write_bytes(data)
        bad.write_bytes(data.replace(b"a", b"b", 1))
        assert check([good]) == 0
        assert capsys.readouterr().out.startswith(f"{good}: all agrees")
        assert check([bad, good]) == 1
        assert f"{bad}: " in capsys.readouterr().out
        assert check([tmp_path / "gone"]) == 2


def test_verify_says_which_key_signed_and_refuses_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    forged, key = tmp_path / "forged", signed_with(RECEIPT)
    forged.write_bytes(RECEIPT)
    assert verify_files([forged]) == 0
    assert capsys.readouterr().out == (
        f"{forged}: all agrees, signed with the key {key}. Without --key nobody checked whose key that is.\n"
    )
    assert verify_files([forged], key.upper()) == 0
    assert capsys.readouterr().out == f"{forged}: all agrees, signed with the key {key}.\n"
    assert verify_files([forged], "0" * 64) == 1
    assert f"another key than the server's: {key}" in capsys.readouterr().out


def test_the_offline_doors_start_without_django() -> None:
    code = "import sys, twofold.doors.offline.route, twofold.doors.offline.verify, twofold.doors.offline.replay; print('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
