"""What is committed speaks of the project alone: no machine, no package index, nobody's real address."""

import re
from pathlib import Path

from tests.house.sources import committed, short

_TEXT = (
    ".py",
    ".md",
    ".txt",
    ".in",
    ".toml",
    ".yaml",
    ".yml",
    ".json",
    ".html",
    ".css",
    ".js",
    ".mjs",
    ".sh",
    ".cfg",
    "Makefile",
    "Dockerfile",
)
_MACHINE = re.compile(r"(?<![\w.\"'/-])/(?:home|Users|root|work|mnt)/[\w.-]+")
_INDEX = re.compile(
    r"--(?:extra-)?index-url|--trusted-host|--find-links|\"resolved\"\s*:|https?://(?:files\.pythonhosted|registry\.npmjs|pypi\.org/simple)"
)
_CONTAINER = {"Dockerfile", "compose.yaml"}


def _texts() -> list[tuple[str, str]]:
    here = short(Path(__file__))
    return [
        (short(path), path.read_text(encoding="utf-8", errors="replace"))
        for path in committed()
        if path.name.endswith(_TEXT) and short(path) != here and path.name not in _CONTAINER
    ]


def test_no_machine_is_named() -> None:
    assert not [f"{name}: {found[0]}" for name, text in _texts() if (found := _MACHINE.search(text))]


def test_no_package_index_is_named() -> None:
    assert not [f"{name}: {found[0]}" for name, text in _texts() if (found := _INDEX.search(text))]
