"""The hash chain of a space's log: pure functions over the entries' canonical bodies."""

from collections.abc import Iterable
from typing import Any

from twofold.rules.canonical import canonical, sha256_hex


def seal(body: dict[str, Any]) -> tuple[str, str]:
    """The canonical text of an entry and its SHA-256. The body carries the previous entry's hash as `prev`."""
    text = canonical(body)
    return text.decode(), sha256_hex(text)


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
