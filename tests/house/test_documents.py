"""What the documents say of files is so: each path they name is there."""

import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT

_PATH = re.compile(r"`([a-z_]+/[A-Za-z0-9_./-]*)(?::[^`]*)?`")
"""`core/models/rows.py`, `tests/access/`, `core/permissions.py: covered`."""
_BASES = (ROOT, ROOT / "twofold", ROOT / "twofold" / "core")
_NOT_HERE = ("data/", "text/", "twofold-backup/", "partners/", "campaigns/", "oplog/")
"""Folders of an installation or of a bucket, media types and formats, which look like paths of ours."""


def documents() -> list[Path]:
    """All but decisions and the changelog, which keep the names of their day."""
    guides = [*(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "guide").glob("*.md")]
    return [*(each for each in ROOT.glob("*.md") if each.name != "CHANGELOG.md"), *guides]


def missing(text: str) -> list[str]:
    """Paths in a text that lead nowhere."""
    named = [path for path in _PATH.findall(text) if not path.startswith(_NOT_HERE) or path.endswith(".py")]
    return [path for path in named if not any((base / path).exists() for base in _BASES)]


@pytest.mark.parametrize("document", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_that_a_document_names_is_there(document: Path) -> None:
    assert missing(document.read_text(encoding="utf-8")) == []


def test_a_path_that_leads_nowhere_is_found() -> None:
    assert missing("In `core/doing.py`, `core/models/rows.py: visible_to` and `tests/access/`.") == ["core/doing.py"]
