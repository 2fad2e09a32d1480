"""What a person typed: JSON from an option, a file or standard input, and files to upload."""

import json
import sys
from pathlib import Path
from typing import Any


def json_object(text: str) -> dict[str, Any]:
    """The object behind `--input`: JSON itself, `-` for standard input, `@file`. Errors: Invalid."""
    from twofold.core.errors import Invalid

    if text == "-":
        text = sys.stdin.read()
    elif text.startswith("@"):
        text = _text_of(Path(text[1:]))
    try:
        found = json.loads(text) if text.strip() else {}
    except ValueError as wrong:
        raise Invalid(f"The input is not JSON: {wrong}.") from None
    except RecursionError:
        raise Invalid("The input is nested too deeply to be read. Write it flatter.") from None
    if not isinstance(found, dict):
        raise Invalid('The input must be a JSON object, like {"name": "Spring webinar"}.')
    return found


def uploads(named: list[str]) -> dict[str, Any]:
    """`name=path` options as open files, under the name of the input field. Errors: Invalid."""
    from django.core.files import File

    from twofold.core.errors import Invalid

    found: dict[str, Any] = {}
    for each in named:
        name, separator, path = each.partition("=")
        if not separator or not path:
            raise Invalid(f"--file takes name=path, such as file=attendees.csv, not “{each}”.")
        try:
            found[name] = File(Path(path).open("rb"), name=Path(path).name)  # noqa: SIM115 (closed when the command ends)
        except OSError as wrong:
            raise Invalid(f"The file {path} cannot be read: {wrong.strerror}.") from None
    return found


def _bytes_of(path: Path) -> bytes:
    from twofold.core.errors import Invalid

    try:
        return path.read_bytes()
    except OSError as wrong:
        raise Invalid(f"The file {path} cannot be read: {wrong.strerror}.") from None


def _text_of(path: Path) -> str:
    from twofold.core.errors import Invalid

    try:
        return _bytes_of(path).decode()
    except UnicodeDecodeError:
        raise Invalid(f"The file {path} is not UTF-8 text.") from None
