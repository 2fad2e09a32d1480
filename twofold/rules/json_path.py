"""Where something stands in a JSON document, written as RFC 9535 JSONPath."""

import re

Path = tuple[str | int, ...]

_PLAIN_NAME = re.compile(r"[A-Za-z_\u0080-\ud7ff\ue000-\U0010ffff][0-9A-Za-z_\u0080-\ud7ff\ue000-\U0010ffff]*")
_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", "'": "\\'", "\\": "\\\\"}


def json_path(path: Path) -> str:
    """Write a path: ("routes", 0, "when", "==", 1) is $.routes[0].when['=='][1]."""
    return "$" + "".join(_segment(part) for part in path)


def _segment(part: str | int) -> str:
    if isinstance(part, int):
        return f"[{part}]"
    if _PLAIN_NAME.fullmatch(part):
        return f".{part}"
    return "['" + "".join(_character(one) for one in part) + "']"


def _character(one: str) -> str:
    if one in _ESCAPES:
        return _ESCAPES[one]
    if one < " " or "\ud800" <= one <= "\udfff":
        return f"\\u{ord(one):04x}"
    return one
