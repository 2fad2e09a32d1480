"""From nodes to the typed shapes: the dataclasses are the schema, this walks them once."""

import re
import types
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import time
from typing import Annotated, Any, Final, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import yaml

from twofold.rules.campaign.template.problems import Problems, did_you_mean
from twofold.rules.campaign.template.relative_date import RelativeDate, clock_time
from twofold.rules.campaign.template.role_ref import RoleRef
from twofold.rules.campaign.template.says import Says

T = TypeVar("T")

_WRONG: Final = object()
"""Stands for a value that was reported as wrong, so that reading can go on."""

_FROM_TEXT: Final[dict[type, Any]] = {
    RelativeDate: RelativeDate.parse,
    RoleRef: RoleRef.parse,
    time: clock_time,
}
_WHOLE: Final = re.compile(r"[0-9]{1,9}")
_KEY: Final = re.compile(r"[a-z][a-z0-9_-]*")
_BOOLEANS: Final = {"true": True, "false": False}


def read(shape: type[T], node: yaml.Node, problems: Problems) -> T | None:
    """The value of `node` as `shape`, or None after reporting everything wrong with it."""
    value = _mapping(shape, node, "", problems)
    return value if isinstance(value, shape) else None


def yaml_name(name: str) -> str:
    """The name of a field in the file: `task_lists` is `taskLists`."""
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def is_optional(field: "Field[Any]") -> bool:
    """Whether a field may be left out."""
    return field.default is not MISSING or field.default_factory is not MISSING


def _mapping(shape: type[Any], node: yaml.Node, path: str, problems: Problems) -> Any:
    if not isinstance(node, yaml.MappingNode):
        problems.add(path, "a group of `key: value` lines is needed here", _line(node))
        return _WRONG
    hints = get_type_hints(shape, include_extras=True)
    known = {yaml_name(field.name): field for field in fields(shape)}
    given: dict[str, yaml.Node] = {}
    before = len(problems.found)
    for key_node, value_node in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
        here = f"{path}.{key}" if path else key
        if key not in known:
            message = f"'{key}' is not a key of {_called(shape)}" + did_you_mean(key, list(known))
            problems.add(here, message, _line(key_node))
        elif key in given:
            problems.add(here, f"'{key}' is given twice; keep one", _line(key_node))
        else:
            problems.remember(here, _line(key_node))
            given[key] = value_node
    values: dict[str, Any] = {}
    for key, field in known.items():
        here = f"{path}.{key}" if path else key
        if key in given:
            values[field.name] = _value(hints[field.name], given[key], here, problems)
        elif not is_optional(field):
            problems.add(path, f"'{key}' is missing", _line(node))
    return shape(**values) if len(problems.found) == before else _WRONG


def _value(hint: Any, node: yaml.Node, path: str, problems: Problems) -> Any:
    says = None
    if get_origin(hint) is Annotated:
        hint, says = get_args(hint)[0], get_args(hint)[1]
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(part for part in get_args(hint) if part is not types.NoneType)
    if get_origin(hint) is tuple:
        return _list(get_args(hint)[0], node, path, problems, says)
    if isinstance(hint, type) and is_dataclass(hint) and hint not in _FROM_TEXT:
        return _mapping(hint, node, path, problems)
    if not isinstance(node, yaml.ScalarNode):
        problems.add(path, "one value is needed here, not a list or a group", _line(node))
        return _WRONG
    try:
        return _scalar(hint, node.value.strip(), says)
    except ValueError as error:
        problems.add(path, str(error), _line(node))
        return _WRONG


def _list(hint: Any, node: yaml.Node, path: str, problems: Problems, says: Says | None) -> Any:
    if not isinstance(node, yaml.SequenceNode):
        problems.add(path, "a list is needed here; begin each line with '- '", _line(node))
        return _WRONG
    for index, item in enumerate(node.value):
        problems.remember(f"{path}[{index}]", _line(item))
    if says and not _within(len(node.value), says):
        problems.add(path, f"{_bounds(says)} needed here, not {len(node.value)}", _line(node))
    return tuple(_value(hint, item, f"{path}[{index}]", problems) for index, item in enumerate(node.value))


def _scalar(hint: Any, text: str, says: Says | None) -> Any:
    if not text:
        raise ValueError("this is empty; write it or remove the line")
    if get_origin(hint) is Literal:
        if text not in get_args(hint):
            raise ValueError(f"'{text}' is not known here" + did_you_mean(text, get_args(hint)))
        return text
    if hint is bool:
        if text not in _BOOLEANS:
            raise ValueError(f"'{text}' is neither true nor false")
        return _BOOLEANS[text]
    if hint is int:
        return _whole_number(text, says)
    if hint in _FROM_TEXT:
        return _FROM_TEXT[hint](text)
    return _key(text) if says and says.key else " ".join(text.split())


def _whole_number(text: str, says: Says | None) -> int:
    if not _WHOLE.fullmatch(text):
        raise ValueError(f"'{text}' is not a whole number")
    if says and not _within(int(text), says):
        raise ValueError(f"{text} is out of range: {_bounds(says)} needed")
    return int(text)


def _key(text: str) -> str:
    if not _KEY.fullmatch(text):
        raise ValueError(f"'{text}' is not a key; use small letters, digits, _ and -")
    return text


def _within(number: int, says: Says) -> bool:
    return (says.at_least or 0) <= number and (says.at_most is None or number <= says.at_most)


def _bounds(says: Says) -> str:
    if says.at_most is None:
        return f"at least {says.at_least}"
    return f"{says.at_least} to {says.at_most}" if says.at_least != says.at_most else f"{says.at_most}"


def _called(shape: type[Any]) -> str:
    """`RaciRow` as words: "a raci row"."""
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in shape.__name__).strip()
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
