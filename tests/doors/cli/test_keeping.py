"""From an empty folder to a founded house, its backup, its restore elsewhere, and its bucket: as real commands.

Those on the one house are forks of a process in which everything is loaded; the others begin from nothing.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.doors.cli.house import PASSWORD, environment, founded, said, twofold
from tests.journeys.preloaded import Commands, preloaded

HANNA = ("--email", "hanna@northwind.example")
NEW = {"company": "Brightleaf", "contactName": "Pia", "contactEmail": "pia@brightleaf.example", "type": "co_marketing"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("keeping") / "data"
    assert {"companyId", "personId"} <= founded(found).keys()
    said(twofold(found, "do", "partner.create", *HANNA, "--input", json.dumps(NEW)))
    return found


@pytest.fixture(scope="module")
def house(data: Path) -> Iterator[Commands]:
    with preloaded(environment(data)) as commands:
        yield commands


def problem(done: Any) -> Any:
    assert done.returncode == 2
    return json.loads(done.stderr)


def test_init_says_who_is_there_already(house: Commands) -> None:
    words = ("init", "--company", "B", "--email", "b@b.example", "--password-stdin")
    found = problem(house.run(*words, given=PASSWORD))
    assert found["status"] == 409
    assert "Northwind Cloud" in found["detail"]


def test_when_a_command_is_done_the_database_is_one_file(data: Path) -> None:
    assert twofold(data, "ask", "partner.list", *HANNA).returncode == 0
    assert [each.name for each in data.glob("*.sqlite3*") if each.suffix != ".lock"] == ["twofold.sqlite3"]


def test_an_empty_folder_says_how_to_begin(tmp_path: Path) -> None:
    assert "twofold init" in problem(twofold(tmp_path, "ask", "partner.list", *HANNA))["detail"]


def test_doctor_backup_restore_and_dump_go_round(house: Commands, tmp_path: Path) -> None:
    sick = house.run("doctor", "--json")
    assert sick.returncode == 1
    assert [each["name"] for each in json.loads(sick.stdout)["findings"] if each["wrong"]] == ["worker"]
    before = house.run("dump").stdout
    assert '"company":"Brightleaf"' in before
    saved, elsewhere = tmp_path / "saved.tar.gz", tmp_path / "elsewhere" / "data"
    assert house.run("backup", str(saved)).returncode == 0
    assert twofold(elsewhere, "restore", str(saved)).returncode == 0
    again = twofold(elsewhere, "restore", str(saved))
    assert again.returncode == 1
    assert "--force" in again.stderr
    assert twofold(elsewhere, "restore", "--force", str(saved)).returncode == 0
    assert list(elsewhere.parent.glob("data.before-restore-*/twofold.sqlite3"))
    assert twofold(elsewhere, "dump").stdout == before
    assert twofold(elsewhere, "doctor", "--stopped").returncode == 0


def test_a_damaged_backup_is_refused_and_nothing_changes(data: Path, house: Commands, tmp_path: Path) -> None:
    saved = tmp_path / "saved.tar.gz"
    assert house.run("backup", str(saved)).returncode == 0
    whole = bytearray(saved.read_bytes())
    whole[len(whole) // 2] ^= 1
    saved.write_bytes(whole)
    there = {path: path.stat().st_mtime_ns for path in data.parent.rglob("*")}
    done = house.run("restore", "--force", str(saved))
    assert done.returncode == 1
    assert "damaged" in done.stderr
    assert {path: path.stat().st_mtime_ns for path in data.parent.rglob("*")} == there


def test_a_bucket_goes_to_a_fresh_server_and_comes_out_equal(house: Commands, tmp_path: Path) -> None:
    first, second, other = tmp_path / "first", tmp_path / "second", tmp_path / "other"
    told = said(house.run("export", "--to", str(first), *HANNA))
    assert told["partners"] == 1
    founded(other)
    assert said(twofold(other, "import", str(first), *HANNA))["imported"] == {"partners": 1}
    said(twofold(other, "export", "--to", str(second), *HANNA))
    assert _bytes(first) == _bytes(second)
    assert "not an empty folder" in problem(house.run("export", "--to", str(first), *HANNA))["detail"]


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
