"""What breaks programs: characters, texts, numbers and nestings that somebody once forgot."""

from __future__ import annotations

import json
from typing import Any

CHARACTERS = (
    "\0", "\t", "\n", "\r\n", "\r", "\x1b", "\x7f", "\x85", "\u00a0", "\u200b", "\u202e", "\u2028", "\ufeff", "\ufffd", "\uffff",
    "\ufdd0", "\U0010ffff", "\u0130", "\u0131", "\u03a3", "\u03c2", "\u00df", "\ufb03", "h\u0331", "e\u0301", "\u0663", "\u00b2", "\u2460",
    "\u6771", "\U0001f4a1", "a", "Z", "0", "9", " ", '"', "'", "<", ">", "&", "\\", "/", "%", "%00", "%ff", "{", "}", "[", "]", "(", ")",
    "=", "+", "-", "@", "`", "*", "_", "!", "|", "#", "~", "^", "$", ":", ";", ",", ".", "?",
)  # fmt: skip
TEXTS = (
    "", "null", "true", "false", "NaN", "Infinity", "-Infinity", "-0", "1e999", "1E+999999", "-1", "0.1", "1_000", "0x10", "9" * 20,
    "9" * 400, "../", "..\\", "://", "javascript:alert(1)", "data:text/html,x", "<script>", "</p><img src=x onerror=1>", " onload=x",
    "style=", "hx-get=", "](", "![a](https://evil.example/a.png)", "<a href='javascript:x'>", "&#106;avascript:", "=cmd|'x'!A0", "{{7*7}}",
    "2026-02-30", "0000-00-00", "0001-01-01", "9999-12-31", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2026-03-29T02:30",
    "2016-12-31T23:59:60Z", "2026-11-21T09:00:00Z", "2026-W01-1", "Europe/Berlin", "Mars/Olympus", "../../etc/passwd", "launch-999wd",
    "xn--", "xn--a", "a@b.example", "@", "a@@b", "V1StGXR8_Z5jdHi6B-myT", "__proto__", "constructor", "answers.__x", "answers.", "var", "and",
    "en-US", "x" * 300, "x" * 5000, "-" * 60, "\u0301" * 50, "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
)  # fmt: skip
PIECES: tuple[str, ...] = CHARACTERS + TEXTS
SURROGATES: tuple[str, ...] = ("\ud800", "\udfff", "a\udc80b")
"""Half characters: JSON can write them and no UTF-8 can."""
PIECES_OF_BYTES: tuple[bytes, ...] = (
    *(each.encode() for each in PIECES),
    b"\xff", b"\xc3", b"\x80", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\xc0\x80",
)  # fmt: skip
NUMBERS: tuple[Any, ...] = (
    0, 1, -1, 2, 100, 101, 200.5, -0.0, 0.1, 5e-324, 1e21, 1.7e308, -1e308, 1e400, -1e400, float("nan"), 2**31, 2**53, 2**63, -(2**63),
    2**64, 10**30, 10**400,
)  # fmt: skip


def nested(deep: int, inside: Any = None, name: str = "") -> Any:
    """Lists in lists, or objects in objects under a name."""
    for _ in range(deep):
        inside = {name: inside} if name else [inside]
    return inside


DEEP: tuple[Any, ...] = (
    nested(40), nested(200), nested(470, 1), nested(600, name="!"), nested(33, inside=True, name="!"), nested(31, inside=True, name="and"),
    nested(3000), nested(250, {"var": "attended"}, "or"), list(range(2000)), {f"k{n}": n for n in range(500)},
)  # fmt: skip


def written(value: Any) -> str:
    """A value as JSON; of one that is too deep to be written, as much as there can be read."""
    try:
        return json.dumps(value)
    except RecursionError:
        return "[" * 100_000 + "]" * 100_000
