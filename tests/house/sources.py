"""The files of the house, for the rules about the code itself."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def committed() -> list[Path]:
    """Every file that git keeps, or every file where there is no git."""
    told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if told.returncode != 0:
        skipped = {".venv", "node_modules", "build", "data", "__pycache__"}
        return [path for path in ROOT.rglob("*") if path.is_file() and not skipped & set(path.relative_to(ROOT).parts)]
    return [ROOT / name for name in told.stdout.split("\0") if name and (ROOT / name).is_file()]


def under(*folders: str, ends: str = ".py") -> list[Path]:
    """The committed files below some folders, less what Django generates."""
    inside = [ROOT / folder for folder in folders]
    return [
        path
        for path in committed()
        if path.name.endswith(ends)
        and "migrations" not in path.parts
        and any(folder in path.parents for folder in inside)
    ]


@cache
def tree(path: Path) -> ast.Module:
    """A file as Python reads it."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def lines(path: Path) -> int:
    """How long a file is."""
    return len(path.read_text(encoding="utf-8").splitlines())


def short(path: Path) -> str:
    """A file's place below the root."""
    return str(path.relative_to(ROOT))
