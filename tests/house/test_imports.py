"""A floor uses only floors below it: the contracts of pyproject.toml, held in every test run."""

import subprocess
import sys
from pathlib import Path

from tests.house.sources import ROOT


def test_who_may_import_whom() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    told = subprocess.run([str(linter), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout[-4000:] + told.stderr[-1000:]
