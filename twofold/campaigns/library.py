"""The workspace templates that ship with the house, read from YAML and kept until a file changes."""

import os
import sys
from functools import lru_cache
from pathlib import Path

import twofold
from twofold.core.errors import Invalid
from twofold.rules.campaign.template import Template, TemplateInvalid, parse_template

PACKAGE = Path(twofold.__file__).resolve().parent


def folder() -> Path:
    """Where the templates are: `TWOFOLD_LIBRARY`, else beside the package, else where the wheel put them."""
    given = os.environ.get("TWOFOLD_LIBRARY", "")
    if given:
        return Path(given) / "templates"
    beside = PACKAGE.parent / "library" / "templates"
    return beside if beside.is_dir() else Path(sys.prefix) / "share" / "twofold" / "library" / "templates"


def templates() -> list[Template]:
    """All templates that can be used, by name. A file that is wrong is left out; `bin/check-templates` says why."""
    found = []
    for path in sorted(folder().glob("*.yaml")):
        try:
            found.append(_read(path, path.stat().st_mtime_ns))
        except TemplateInvalid:
            continue
    return sorted(found, key=lambda each: each.name)


def template(key: str) -> Template:
    """One template. Errors: Invalid, which names those there are, or what is wrong with its file."""
    path = folder() / f"{key}.yaml"
    known = sorted(each.stem for each in folder().glob("*.yaml"))
    if key not in known:
        raise Invalid.field("template", f"There is no template “{key}”. Possible: {', '.join(known)}.")
    try:
        return _read(path, path.stat().st_mtime_ns)
    except TemplateInvalid as wrong:
        raise Invalid.field("template", f"This template cannot be used: {wrong.errors[0]}") from wrong


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int) -> Template:
    return parse_template(path.read_text(encoding="utf-8"), path.name)
