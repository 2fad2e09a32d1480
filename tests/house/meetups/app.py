"""The app that `docs/guide/adding-an-entity.md` tells of, one model and one declaration, in a folder of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SETTINGS = "meetups_settings"
GUIDE = ROOT / "docs" / "guide" / "adding-an-entity.md"
FILES = dict(
    re.findall(r"^```python\n# (\w+\.py)\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
)
"""All that somebody writes by hand: the guide's own words, so that they are true."""
SURROUNDINGS = {
    "meetups/__init__.py": "",
    f"{SETTINGS}.py": """\
from tests.settings import *

OWN_APPS = [*OWN_APPS, "meetups"]
INSTALLED_APPS = [*INSTALLED_APPS, "meetups"]
""",
}
"""What makes the folder an app of the house: in an app that there is already, nothing of it is written."""


def write_app(folder: Path) -> None:
    """The app in a folder, with the migration that Django makes of it."""
    files = SURROUNDINGS | {f"meetups/{name}": text for name, text in FILES.items()}
    (folder / "meetups").mkdir()
    for name, text in files.items():
        (folder / name).write_text(text)
    make = [sys.executable, "-m", "django", "makemigrations", "meetups", "--verbosity", "0"]
    subprocess.run(make, env={**os.environ, **in_the_house(folder)}, check=True)


def in_the_house(folder: Path) -> dict[str, str]:
    """What has to be set for a process in which the app is one of the house."""
    return {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", "DJANGO_SETTINGS_MODULE": SETTINGS}
