"""The workspace templates that ship with the house, read from YAML and kept until a file changes."""

import logging
import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import twofold
from twofold.core.errors import Invalid
from twofold.rules.campaign.template import Template, TemplateInvalid, TemplateProblem, parse_template

PACKAGE = Path(twofold.__file__).resolve().parent


def folder() -> Path:
    """Where the templates are: `TWOFOLD_LIBRARY`, else beside the package, else where the wheel put them."""
    given = os.environ.get("TWOFOLD_LIBRARY", "")
    if given:
        return Path(given) / "templates"
    beside = PACKAGE.parent / "library" / "templates"
    return beside if beside.is_dir() else Path(sys.prefix) / "share" / "twofold" / "library" / "templates"


def templates() -> list[Template]:
    """All templates that can be used, by name. A file that is wrong is left out; `problems` says why."""
    return sorted((each for each in _shelf().values() if isinstance(each, Template)), key=lambda each: each.name)


def problems() -> list[TemplateProblem]:
    """What is wrong with the files that are left out: file, line, key and a sentence."""
    return [problem for each in _shelf().values() if isinstance(each, TemplateInvalid) for problem in each.errors]


def problems_in_words() -> Iterator[str]:
    """The same for `doctor`, a sentence each."""
    for each in problems():
        yield f"The template {each} Nobody can start a campaign from it until this is mended."


def template(key: str) -> Template:
    """One template. Errors: Invalid, which names those there are, or what is wrong with its file."""
    shelf = _shelf()
    found = shelf.get(key)
    if found is None:
        raise Invalid.field("template", f"There is no template “{key}”. Possible: {', '.join(shelf)}.")
    if isinstance(found, TemplateInvalid):
        raise Invalid.field("template", f"This template cannot be used: {found.errors[0]}") from found
    return found


def _shelf() -> dict[str, Template | TemplateInvalid]:
    return {path.stem: _read(path, path.stat().st_mtime_ns) for path in sorted(folder().glob("*.yaml"))}


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int) -> Template | TemplateInvalid:
    """The template of a file, or what is wrong with it: told to the log once for each change of the file."""
    try:
        return parse_template(path.read_text(encoding="utf-8"), path.name)
    except TemplateInvalid as wrong:
        found = wrong
    except (OSError, UnicodeDecodeError) as wrong:
        why = "this file is not UTF-8" if isinstance(wrong, UnicodeDecodeError) else f"{wrong.strerror}"
        found = TemplateInvalid([TemplateProblem(path.name, 1, "", why)])
    for each in found.errors:
        logging.getLogger(__name__).warning("a campaign template is left out: %s", each)
    return found
