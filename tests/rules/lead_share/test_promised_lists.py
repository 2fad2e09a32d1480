"""A promised list has one hash, whatever its order; a record names the lists that were asked, and only those."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.rules.lead_share.example import facts_of_cells, rules
from twofold.rules.canonical import canonical, canonical_hash
from twofold.rules.lead_share import Consent, Router, check_record, make_record, read_rules
from twofold.rules.lead_share.list_hash import list_hash

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)


def record(lists: Any, listed: tuple[str, ...] = ("partner",)) -> bytes:
    document = read_rules(rules(exclusions={"partner": "existing_pipeline"}))
    facts = facts_of_cells({"email": "ana@example.com", "country": "fr", "attended": "true"})
    verdict = Router(document).decide("17", facts, consent=Consent("yes", "yes"), at=AT, listed=listed)
    made = json.loads(make_record(document, verdict, facts, AT))
    made.pop("recordHash")
    made |= {"lists": lists}
    return canonical(made | {"recordHash": canonical_hash(made)})


def test_order_and_repeats_change_nothing_and_the_salt_changes_everything() -> None:
    assert list_hash(["b.example", "a.example", "b.example"], "s") == list_hash(["a.example", "b.example"], "s")
    assert list_hash(["a.example"], "s") != list_hash(["a.example"], "t")
    # printf 'salt\\na.example\\nb.example\\n' | sha256sum
    assert list_hash(["b.example", "a.example"], "salt") == (
        "1f0f8332ea74cfd38c5882dabb6b4684df6ab27c10d11f345d1cc53e7add382b"
    )


def test_a_record_with_the_hash_of_the_list_agrees_with_itself() -> None:
    assert check_record(record({"partner": "0" * 64})) == []
    assert check_record(record({"partner": "0" * 64}, listed=())) == []


@pytest.mark.parametrize(
    "lists",
    [
        {},
        [],
        None,
        "x",
        {"host": "0" * 64},
        {"partner": "0" * 63},
        {"partner": 7},
        {"partner": "0" * 64, "host": "0" * 64},
    ],
)
def test_lists_that_the_rules_do_not_have_or_no_hash_are_found(lists: Any) -> None:
    assert check_record(record(lists))
