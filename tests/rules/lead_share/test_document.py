"""The document both companies sign: what is allowed, and where what is wrong stands."""

import hashlib
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.drawn import many
from tests.rules.lead_share.example import ABSENT, RULES, last, routed, rules
from tests.rules.lead_share.strategies import documents
from twofold.rules.lead_share import RulesInvalidError, read_rules
from twofold.rules.lead_share.routes import Split

SPLIT = {"split": {"host": 60, "partner": 40}}


def fields(document: Any) -> list[str]:
    with pytest.raises(RulesInvalidError) as refused:
        read_rules(document)
    assert all(one["message"].endswith(".") for one in refused.value.errors)
    return [one["field"] for one in refused.value.errors]


def test_the_example_is_valid_and_its_hash_is_over_its_canonical_form() -> None:
    document = read_rules(json.dumps(RULES, indent=3))
    canonical = json.dumps(RULES, sort_keys=True, separators=(",", ":")).encode()
    assert document.hash == hashlib.sha256(canonical).hexdigest()
    assert document.facts_read == ("attended", "country", "employees")
    assert document.routes[1].to == Split(60, 40)


def test_defaults_are_not_filled_in_before_hashing() -> None:
    assert read_rules(rules(attribution=ABSENT)).hash != read_rules(rules()).hash
    absent = read_rules(rules(attribution=ABSENT, duplicates=ABSENT, exclusions=ABSENT))
    assert (absent.attribution.model, absent.attribution.window_days, absent.exclusions) == (
        "first_touch",
        90,
        frozenset(),
    )


def test_a_whole_number_may_be_written_with_a_fraction_of_nothing_and_hashes_the_same() -> None:
    text = json.dumps(rules())
    assert (
        read_rules(text.replace("365", "365.0")).hash
        == read_rules(text.replace("365", "3.65e2")).hash
        == read_rules(RULES).hash
    )


@settings(max_examples=many(150), deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_valid_documents_are_read_from_text_as_from_objects(document: dict[str, Any]) -> None:
    assert read_rules(document) == read_rules(json.dumps(document)) == read_rules(json.dumps(document).encode())


@settings(max_examples=many(300), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda x: (
            st.lists(x)
            | st.dictionaries(
                st.sampled_from(["schema", "routes", "when", "and", "var", "split", "if", "in", "==", "consent", ""]), x
            )
        ),
        max_leaves=20,
    ),
    st.sampled_from([*RULES, "x"]),
)
def test_any_json_in_any_section_is_refused_or_read_but_never_breaks(value: Any, section: str) -> None:
    for document in (value, rules(**{section: value}), last(when=value), last(to=value), last(followUp=value)):
        try:
            assert read_rules(document).hash
        except RulesInvalidError as refused:
            assert refused.errors  # noqa: PT017


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (b"\xef\xbb\xbf{}", "$"),
        ("\ufeff{}", "$"),
        (b"\xff{}", "$"),
        ("{", "$"),
        ("[" * 100_000, "$"),
        ('{"schema": "lead-share/1", "schema": "lead-share/1"}', "$.schema"),
        ('{"routes": [{"a b": 1, "a b": 2}]}', "$.routes[0]['a b']"),
        ('{"x": {"y": "\\ud800"}}', "$.x.y"),
        ('{"x": "\\uffff"}', "$.x"),
        ('{"\\udc00": 1}', "$"),
        ('{"x": [1, NaN]}', "$.x[1]"),
        ('{"x": -Infinity}', "$.x"),
        ('{"x": 1e400}', "$.x"),
        ('{"x": ' + "9" * 400 + "}", "$.x"),
        ('{"x": ' + "9" * 6000 + "}", "$.x"),
    ],
)
def test_what_is_not_i_json_is_refused_where_it_stands(text: str | bytes, field: str) -> None:
    assert fields(text) == [field]


def test_surrogate_pairs_are_characters_and_no_reason_to_refuse() -> None:
    assert read_rules(json.dumps(last(name="\U0001f4a1"))).routes[0].name == "\U0001f4a1"


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ([], ["$"]),
        ("null", ["$"]),
        *[
            (rules(**{name: ABSENT}), ["$"])
            for name in ("schema", "sharedLead", "routes", "consent", "disputes", "retention")
        ],
        (rules(extra=1), ["$.extra"]),
        (rules(**{"it's": 1}), ["$['it\\'s']"]),
        (rules(schema="lead-share/2"), ["$.schema"]),
        (rules(sharedLead={}), ["$.sharedLead"]),
        (rules(sharedLead=True), ["$.sharedLead"]),
        (rules(routes=[]), ["$.routes"]),
        (rules(routes=[{"name": "x"}]), ["$.routes[0]"] * 2),
        (last(when={"var": "attended"}), ["$.routes[0].when"]),
        (last(when=1), ["$.routes[0].when"] * 2),
        (last(name=""), ["$.routes[0].name"]),
        (last(name=7), ["$.routes[0].name"]),
        (rules(routes=[routed(), routed()]), ["$.routes[1].name"]),
        (last(to="nobody"), ["$.routes[0].to"]),
        (last(to={"split": {"host": 60}}, followUp={"first": "assigned", "withinHours": 1}), ["$.routes[0].to.split"]),
        (last(to={"split": {"host": 60, "partner": 41}}), ["$.routes[0].to.split"]),
        (
            last(to={"split": {"host": 60.5, "partner": 39.5}}),
            ["$.routes[0].to.split.host", "$.routes[0].to.split.partner"],
        ),
        (last(to={"split": {"host": 110, "partner": -10}}), ["$.routes[0].to.split.partner"]),
        (last(to={"split": {"host": True, "partner": 99}}), ["$.routes[0].to.split.host"]),
        (last(followUp=ABSENT), ["$.routes[0]"]),
        (last(followUp={"first": "partner", "withinHours": 24}), ["$.routes[0].followUp.first"]),
        (last(followUp={"first": "host"}), ["$.routes[0].followUp"]),
        (last(followUp={"first": "host", "withinHours": 0}), ["$.routes[0].followUp.withinHours"]),
        (last(followUp={"first": "host", "withinHours": 1.5}), ["$.routes[0].followUp.withinHours"]),
        (last(to="both", followUp={"first": "assigned", "withinHours": 1}), ["$.routes[0].followUp.first"]),
        (last(to="none"), ["$.routes[0].followUp.first"]),
        (last(to=SPLIT), ["$.routes[0].followUp.first"]),
        (rules(duplicates={"key": "phone", "keep": "first"}), ["$.duplicates.key"]),
        (rules(duplicates={"key": "email"}), ["$.duplicates"]),
        (rules(exclusions={"host": "pipeline"}), ["$.exclusions.host"]),
        (rules(exclusions={}), ["$.exclusions"]),
        (rules(consent={"purpose": "newsletter", "unnamedRecipient": "hold"}), ["$.consent.purpose"]),
        (rules(consent={"purpose": "follow_up"}), ["$.consent"]),
        (rules(consent={"purpose": "follow_up", "unnamedRecipient": "share"}), ["$.consent.unnamedRecipient"]),
        (rules(consent={"purpose": "follow_up", "unnamedRecipient": {"basis": "x"}}), ["$.consent.unnamedRecipient"]),
        (rules(attribution={"model": "luck", "windowDays": 1}), ["$.attribution.model"]),
        (rules(attribution={"model": "linear", "windowDays": 0}), ["$.attribution.windowDays"]),
        (rules(disputes={"withinDays": "14"}), ["$.disputes.withinDays"]),
        (rules(retention={"days": 0}), ["$.retention.days"]),
        (rules(retention=None, disputes=None), ["$.disputes", "$.retention"]),
    ],
)
def test_what_is_not_allowed_is_refused_where_it_stands(document: Any, expected: list[str]) -> None:
    assert fields(document) == expected


@pytest.mark.parametrize(
    "document",
    [
        last(to="none", followUp=ABSENT),
        last(to="both", followUp={"first": "partner", "withinHours": 1}),
        last(followUp={"first": "assigned", "withinHours": 1}),
        last(to=SPLIT, followUp={"first": "assigned", "withinHours": 1}),
        last(to={"split": {"host": 0, "partner": 100}}, followUp={"first": "partner", "withinHours": 1}),
        rules(exclusions={"partner": "existing_pipeline"}),
        rules(consent={"purpose": "follow_up", "unnamedRecipient": {"basis": "x", "because": "y"}}),
        *[rules(attribution={"model": model, "windowDays": 1}) for model in ("last_touch", "linear", "sourced_only")],
    ],
)
def test_every_allowed_form_is_accepted(document: Any) -> None:
    assert read_rules(document).source == document
