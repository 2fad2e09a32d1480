"""A decision can be recomputed from its record alone, and any changed byte of it is found."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.drawn import many, proof, said, some
from tests.rules.lead_share.example import facts_of_cells, rules
from tests.rules.lead_share.strategies import documents, rows
from twofold.rules.canonical import canonical, canonical_hash
from twofold.rules.lead_share import BadRow, Consent, Router, check_record, make_record, read_rules

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
LEAD = {"email": "ana@example.com", "country": "fr", "employees": "12.5", "attended": "true", "answers.q": "secret"}


def record(cells: dict[str, str], *, only_used: bool = False, **given: Any) -> bytes:
    document = read_rules(rules())
    facts = facts_of_cells(cells)
    verdict = Router(document).decide("17", facts, **{"consent": Consent("yes", "unknown"), "at": AT} | given)
    return make_record(document, verdict, facts, AT, only_used=only_used)


RECORDS = [
    record(LEAD),
    record(LEAD, only_used=True, counters={"everyone else": 41}),
    record(LEAD, duplicate_of="3"),
    record(LEAD, listed=["partner", "host"]),
    record(LEAD | {"attended": "no"}),
    record(LEAD | {"attended": "false", "job_title": "H\u0331"}),
]


def test_records_agree_with_themselves() -> None:
    assert [check_record(one) for one in RECORDS] == [[]] * len(RECORDS)


def test_a_record_of_a_time_beyond_the_calendar_is_told_to_have_none() -> None:
    changed = json.loads(RECORDS[0]) | {"at": "9999-12-31T23:59:59-14:00"}
    del changed["recordHash"]
    changed["recordHash"] = canonical_hash(changed)
    (found,) = check_record(canonical(changed))
    assert "the time in the record" in found


@given(
    st.text(
        st.sampled_from("iIıİjJǰhHtTωΩῳῼἐ\u0300\u0307\u030c\u0331\u0342\u0345\ufffe\U0001ffff\x00\x1f "), max_size=7
    ),
    st.booleans(),
)
def test_whatever_text_a_cell_holds_its_decision_can_be_replayed(text: str, only_used: bool) -> None:  # noqa: FBT001
    said = record(LEAD | {"job_title": text, "answers.q": text}, only_used=only_used)
    assert check_record(said) == []


@settings(max_examples=many(100), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    documents(),
    rows(),
    st.booleans(),
    st.sampled_from([(), ("host",), ("partner", "host")]),
    st.sampled_from([None, "5"]),
    st.integers(0, 99),
)
def test_any_decision_can_be_replayed(
    document: Any,
    cells: dict[str, str],
    only_used: bool,  # noqa: FBT001
    listed: Any,
    first: str | None,
    dealt: int,
) -> None:
    read = read_rules(document)
    facts = facts_of_cells(cells)
    counters = {route.name: dealt for route in read.routes}
    verdict = Router(read).decide(
        "x",
        facts,
        consent=Consent("unknown", "yes"),
        at=AT,
        listed=listed if read.exclusions else (),
        duplicate_of=first,
        counters=counters,
    )
    assert check_record(make_record(read, verdict, facts, AT, only_used=only_used)) == []


@settings(max_examples=many(2000), deadline=None)
@given(st.sampled_from(RECORDS), st.data())
def test_any_changed_byte_is_found(data: bytes, draw: st.DataObject) -> None:
    place = draw.draw(st.integers(0, len(data) - 1))
    changed = bytearray(data)
    changed[place] = draw.draw(st.integers(0, 255).filter(lambda byte: byte != data[place]))
    assert check_record(bytes(changed))


@pytest.mark.property
def test_every_single_bit_of_one_record_counts() -> None:
    data = RECORDS[1]
    every = [(place, bit) for place in range(len(data)) for bit in range(8)]
    for place, bit in every if proof() else some("bits", every, 1_000):
        changed = bytearray(data)
        changed[place] ^= 1 << bit
        assert check_record(bytes(changed)), (place, bit, said())


@given(st.sampled_from(RECORDS), st.data())
def test_added_and_lost_bytes_are_found(data: bytes, draw: st.DataObject) -> None:
    place = draw.draw(st.integers(0, len(data)))
    added = draw.draw(st.sampled_from([b" ", b"\n", b"0", b"\xef\xbb\xbf"]))
    assert check_record(data[:place] + added + data[place:])
    assert check_record(data[:place])[0:1] if place < len(data) else True


def forged(change: Any, which: int = 0) -> list[str]:
    """Change a record and give it a fitting record hash again."""
    found = json.loads(RECORDS[which])
    change(found)
    del found["recordHash"]
    found["recordHash"] = canonical_hash(found)
    return check_record(canonical(found))


def test_a_forger_who_mends_the_record_hash_is_still_found() -> None:
    assert forged(lambda one: one["verdict"].update(to="partner")) == [
        'verdict.to is "partner"; by the rules it is "host".'
    ]
    assert "verdict.inputHash" in forged(lambda one: one["facts"].update(country="US"))[-1]
    assert "verdict.rulesHash" in forged(lambda one: one["rules"]["retention"].update(days=1))[0]
    assert forged(lambda one: one["facts"].update(country="us")) == ["The fact country is not in its normal form."]
    assert forged(lambda one: one["facts"].update(employees="x")) == ["The fact employees is not in its normal form."]
    assert forged(lambda one: one["rules"].pop("routes"))[0].startswith("The rules are not valid: $")
    assert forged(lambda one: one.pop("at")) == [
        "The record does not have exactly the parts that a decision record has."
    ]
    assert "form it must have" in forged(lambda one: one.update(consent=[]))[0]
    assert "form it must have" in forged(lambda one: one.update(at="2026"))[0]
    assert "form it must have" in forged(lambda one: one["state"].update(counter="x"))[0]


def test_a_state_that_says_more_than_the_verdict_is_found() -> None:
    differs = ["The state in the record is not what the verdict names."]
    assert forged(lambda one: one["state"].update(duplicateOf=""), 4) == differs
    assert forged(lambda one: one["state"].update(lists=["host", "host"]), 2) == differs
    assert forged(lambda one: one["state"].update(counter=7), 2) == differs
    assert forged(lambda one: one["state"].update(counter=1.5), 3) == differs


def test_a_record_without_all_facts_still_names_an_input_by_a_hash() -> None:
    for wrong in (None, {"x": 1}, "A" * 64, "0" * 63, 1e300):
        found = forged(lambda one, wrong=wrong: one["verdict"].update(inputHash=wrong), 1)
        assert found == ["verdict.inputHash is not 64 lower-case hex digits."]


def test_the_side_without_the_card_sees_only_the_facts_that_the_rules_read() -> None:
    assert json.loads(RECORDS[1])["factsUsed"] == {"attended": True, "country": "FR", "employees": 12.5, "answers": {}}
    assert b"secret" not in RECORDS[1]


@given(st.binary(max_size=60))
def test_what_is_no_record_is_said_to_be_none(data: bytes) -> None:
    assert check_record(data)
    assert check_record(b'{"kind":"lead-share-decision/1"}')
    assert isinstance(facts_of_cells({}), BadRow)
