"""The hash chain of a space's log: pure functions over the entries' canonical bodies."""

import contextlib
from collections.abc import Iterable
from typing import Any

import orjson

from twofold.rules.canonical import canonical, sha256_hex

_LARGEST = 2**53 - 1


def hash_entry(body: dict[str, Any]) -> tuple[str, str]:
    """The canonical text of an entry and its SHA-256. The body carries the previous entry's hash as `prev`."""
    text = _canonical(body)
    return text.decode(), sha256_hex(text)


def _canonical(body: dict[str, Any]) -> bytes:
    if _spelled_alike(body):
        with contextlib.suppress(orjson.JSONEncodeError):  # half a character: the other one says so
            return orjson.dumps(body, option=orjson.OPT_SORT_KEYS)
    return canonical(body)


def _spelled_alike(value: Any) -> bool:
    """Whether orjson spells this as RFC 8785 does, many times as fast: fractions and names beyond ASCII may differ."""
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return True
    if kind is dict:
        return all(type(name) is str and name.isascii() and _spelled_alike(inner) for name, inner in value.items())
    if kind is list:
        return all(map(_spelled_alike, value))
    return kind is int and -_LARGEST <= value <= _LARGEST


def breaks(entries: Iterable[tuple[int, str, dict[str, Any], str]]) -> list[str]:
    """Where a chain does not hold: entries as (seq, text, parsed body, stored hash), in order; empty when sound."""
    wrong: list[str] = []
    expected, previous = 1, ""
    for seq, text, body, stored in entries:
        if seq != expected:
            wrong.append(f"entry {expected} is missing: {seq} follows")
        if sha256_hex(text.encode()) != stored:
            wrong.append(f"entry {seq}: its text does not have its hash")
        if body.get("prev") != previous or body.get("seq") != seq:
            wrong.append(f"entry {seq}: it does not follow the entry before it")
        expected, previous = seq + 1, stored
    return wrong
