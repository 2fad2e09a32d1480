"""Reading JSON so that no two readers can see different documents (I-JSON, RFC 7493).

Refused: repeated names, lone surrogates and noncharacters, NaN and infinities, numbers too
large for a double, a byte order mark, bytes that are not UTF-8. Numbers come out as doubles;
a double that is a whole number within 2**53 - 1 comes out as int, which RFC 8785 writes the same.
"""

import json
import math
import re
from dataclasses import dataclass
from typing import Any

from twofold.rules.json_path import Path, json_path

_SAFE = 2**53 - 1
_SURROGATES = "\ud800-\udfff"
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(f"{chr(p * 65536 + 65534)}{chr(p * 65536 + 65535)}" for p in range(17))
_NOT_TEXT = re.compile(f"[{_SURROGATES}{_NONCHARACTERS}]")
_NOT_UTF8 = re.compile(f"[{_SURROGATES}]")
_TOO_DEEP = "This is nested too deeply to be read."


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where (a JSONPath) and what, as one sentence for people."""

    field: str
    message: str

    def as_dict(self) -> dict[str, str]:
        """Return the form that problem details carry in `errors`."""
        return {"field": self.field, "message": self.message}


class NotStrictJsonError(ValueError):
    """The input is not I-JSON; `problems` says where and why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{one.field}: {one.message}" for one in problems))
        self.problems = problems


class _Repeated(dict[str, Any]):
    """An object in whose text the names in `again` stand more than once."""

    again: list[str]


def whole_or_double(value: float) -> int | float:
    """Return a double as int where it is a whole number that doubles hold exactly."""
    if value.is_integer() and abs(value) <= _SAFE:
        return int(value)
    return value


def read_strict(source: bytes | str, *, noncharacters: bool = False) -> Any:
    """Parse JSON text or UTF-8 bytes; raises NotStrictJsonError.

    With `noncharacters` those are let through: what people wrote into a file of leads may hold them.
    """
    try:
        text = source.decode("utf-8") if isinstance(source, bytes) else source
    except UnicodeDecodeError as wrong:
        raise _refused(f"The text is not UTF-8: byte {wrong.start + 1} does not fit.") from None
    if text.startswith("\ufeff"):
        raise _refused("The text starts with a byte order mark; JSON must not have one.")
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=float,
            parse_float=float,
            parse_constant=float,
        )
    except json.JSONDecodeError as wrong:
        raise _refused(f"This is not JSON: {wrong.msg}, line {wrong.lineno} column {wrong.colno}.") from None
    except RecursionError:
        raise _refused(_TOO_DEEP) from None
    return _checked(value, _NOT_UTF8 if noncharacters else _NOT_TEXT)


def plain(value: Any) -> Any:
    """Copy a Python value into plain JSON types, numbers as doubles; raises NotStrictJsonError."""
    return _checked(value, _NOT_TEXT)


def _checked(value: Any, not_text: re.Pattern[str]) -> Any:
    problems: list[Problem] = []
    try:
        copy = _copy(value, (), problems, not_text)
    except RecursionError:
        raise _refused(_TOO_DEEP) from None
    if problems:
        raise NotStrictJsonError(problems)
    return copy


def _refused(message: str) -> NotStrictJsonError:
    return NotStrictJsonError([Problem("$", message)])


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    seen: set[str] = set()
    repeated = _Repeated(found)
    repeated.again = []
    for name, _ in pairs:
        if name in seen and name not in repeated.again:
            repeated.again.append(name)
        seen.add(name)
    return repeated


def _copy(value: Any, path: Path, problems: list[Problem], not_text: re.Pattern[str]) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        if not_text.search(value):
            problems.append(Problem(json_path(path), "This text holds a code point that is no character."))
        return value
    if isinstance(value, int | float):
        return _number(value, path, problems)
    if isinstance(value, list):
        return [_copy(one, (*path, place), problems, not_text) for place, one in enumerate(value)]
    if isinstance(value, dict):
        return _copy_object(value, path, problems, not_text)
    problems.append(Problem(json_path(path), f"JSON has no value of the kind {type(value).__name__}."))
    return None


def _number(value: float, path: Path, problems: list[Problem]) -> int | float:
    try:
        double = float(value)
    except OverflowError:
        double = math.inf
    if not math.isfinite(double):
        problems.append(Problem(json_path(path), "This number is not one that a double can hold."))
        return 0
    return whole_or_double(double)


def _copy_object(
    value: dict[Any, Any], path: Path, problems: list[Problem], not_text: re.Pattern[str]
) -> dict[str, Any]:
    if isinstance(value, _Repeated):
        problems.extend(
            Problem(json_path((*path, name)), f"The name {json.dumps(name)} stands here more than once.")
            for name in value.again
        )
    copy: dict[str, Any] = {}
    for name, one in value.items():
        if not isinstance(name, str) or not_text.search(name):
            problems.append(Problem(json_path(path), "A name in this object is not text."))
            continue
        copy[name] = _copy(one, (*path, name), problems, not_text)
    return copy
