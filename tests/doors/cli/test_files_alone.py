"""`route`, `verify`, `replay`, and every `--help`, need neither a database nor Django."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.doors.cli.house import environment, twofold

ALONE = "import sys; from twofold.doors.cli import main; sys.argv = ['twofold', *{words}]\ntry: main()\nfinally: assert 'django' not in sys.modules, 'read Django'"


@pytest.mark.parametrize(
    "words",
    [["--help"], ["route", "--help"], ["serve", "--help"], ["verify", "nowhere.json"], ["replay", "nowhere.json"]],
)
def test_django_is_not_read(words: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ALONE.format(words=words)],
        env=environment(tmp_path / "data"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "read Django" not in done.stderr
    assert not (tmp_path / "data").exists()


def test_an_unreadable_file_is_a_sentence_and_exit_2(tmp_path: Path) -> None:
    for command in ("verify", "replay"):
        done = twofold(tmp_path, command, "nowhere.json")
        assert done.returncode == 2
        assert "nowhere.json cannot be used" in done.stderr


def test_another_engine_is_said_to_come_later(tmp_path: Path) -> None:
    (tmp_path / "rules.json").write_text("{}")
    (tmp_path / "leads.csv").write_text("email\n")
    words = (
        "route",
        "--rules",
        str(tmp_path / "rules.json"),
        "--leads",
        str(tmp_path / "leads.csv"),
        "--engine",
        "duckdb",
    )
    done = twofold(tmp_path, *words)
    assert done.returncode == 2
    assert "duckdb" in done.stderr
