"""Every app stands on a floor, and a floor uses only floors below it: the contracts of pyproject.toml, held in every test run."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.house.sources import ROOT
from twofold.project.settings import OWN_APPS


def test_an_app_that_stands_on_no_floor_is_found() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    floors = next(each for each in contracts if each["id"] == "floors")
    assert {f"({app.removeprefix('twofold.')})" for app in OWN_APPS} <= set(
        re.split(r" \| |\n", "\n".join(floors["layers"]))
    )
    assert floors["exhaustive"]


def test_who_may_import_whom() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    told = subprocess.run([str(linter), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout[-4000:] + told.stderr[-1000:]
