"""Every chain holds, and any single changed byte of it is found."""

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import many
from twofold.core.oplog.hash_chain import breaks, hash_entry
from twofold.rules.canonical import canonical

Entry = tuple[int, str, dict[str, Any], str]
VALUES = st.one_of(st.none(), st.booleans(), st.integers(1 - 2**53, 2**53 - 1), st.text(max_size=20))
BODIES = st.lists(st.dictionaries(st.text(max_size=8), VALUES, max_size=4), min_size=1, max_size=6)


ANY_JSON = st.recursive(
    VALUES | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
)


def chained(bodies: list[dict[str, Any]]) -> list[Entry]:
    """Entries as the log keeps them, each after the one before it."""
    made: list[Entry] = []
    previous = ""
    for seq, given_body in enumerate(bodies, 1):
        text, previous_now = hash_entry({**given_body, "seq": seq, "prev": previous})
        made.append((seq, text, json.loads(text), previous_now))
        previous = previous_now
    return made


@given(BODIES)
def test_a_chain_that_nobody_touched_holds(bodies: list[dict[str, Any]]) -> None:
    assert breaks(chained(bodies)) == []


@given(st.dictionaries(st.text(max_size=8), ANY_JSON, max_size=4))
@settings(max_examples=many(500))
def test_an_entry_is_spelled_as_the_standard_spells_it(body: dict[str, Any]) -> None:
    assert hash_entry(body)[0].encode() == canonical(body)


def test_what_json_cannot_say_is_refused() -> None:
    for wrong in ({"n": 2**53}, {"half": "\ud800"}, {"\ud800": 1}, {"n": float("nan")}, {"when": object()}):
        with pytest.raises(ValueError):  # noqa: PT011 - as the standard's own: whatever its words
            hash_entry(wrong)


@given(BODIES, st.data())
@settings(max_examples=many(300))
def test_any_changed_byte_is_found(bodies: list[dict[str, Any]], data: st.DataObject) -> None:
    chain = chained(bodies)
    place = data.draw(st.integers(0, len(chain) - 1), label="entry")
    seq, text, body, stored = chain[place]
    whole = bytearray(f"{text}{stored}".encode())
    at = data.draw(st.integers(0, len(whole) - 1), label="byte")
    whole[at] ^= data.draw(st.integers(1, 255), label="flip")
    cut = len(text.encode())
    # What is no text any more is read as it would be from a damaged file; what is no JSON, as if it still were.
    text, stored = whole[:cut].decode(errors="replace"), whole[cut:].decode(errors="replace")
    with contextlib.suppress(ValueError):
        body = json.loads(text)
    chain[place] = (seq, text, body if isinstance(body, dict) else {}, stored)
    assert breaks(chain) != []


@given(BODIES, st.data())
def test_an_entry_that_is_gone_doubled_or_moved_is_found(bodies: list[dict[str, Any]], data: st.DataObject) -> None:
    chain = chained(bodies)
    place = data.draw(st.integers(0, len(chain) - 1), label="entry")
    assert breaks([*chain[: place + 1], chain[place], *chain[place + 1 :]]) != []
    if place < len(chain) - 1:
        assert breaks(chain[:place] + chain[place + 1 :]) != []
        assert breaks([*chain[:place], chain[place + 1], chain[place], *chain[place + 2 :]]) != []
