"""Conditions keep to the typed subset; what leaves it is named where it stands."""

from typing import Any

import pytest

from tests.rules.lead_share.example import when
from twofold.rules.lead_share import RulesInvalidError, read_rules

E = {"var": "employees"}
C = {"var": "country"}
T = {"var": "job_title"}
A = {"var": "attended"}
AT = {"var": "registered_at"}


def nots(count: int) -> Any:
    condition: Any = True
    for _ in range(count):
        condition = {"!": condition}
    return condition


@pytest.mark.parametrize(
    ("condition", "where"),
    [
        (None, ""),
        ("yes", ""),
        ([], ""),
        ({}, ""),
        ({"and": [True], "or": [True]}, ""),
        ({"===": [E, 1]}, "['===']"),
        ({"!!": [A]}, "['!!']"),
        ({"and": []}, ".and"),
        ({"and": [True, 1]}, ".and[1]"),
        ({"!": [True, True]}, "['!']"),
        ({"!": 1}, "['!']"),
        ({"if": [True, True]}, ".if"),
        ({"if": [True, True, True, True]}, ".if"),
        (C, ""),
        ({"var": "unknown"}, ".var"),
        ({"var": ["email"]}, ".var[0]"),
        ({"var": "answers"}, ".var"),
        ({"var": "answers.Budget"}, ".var"),
        ({"var": "answers.constructor"}, ".var"),
        ({"var": "answers.__proto__"}, ".var"),
        ({"var": []}, ".var"),
        ({"var": ["attended", None]}, ".var[1]"),
        ({"var": ["attended", "true"]}, ".var[1]"),
        ({"==": [{"var": ["country", "de"]}, "DE"]}, "['=='][0].var[1]"),
        ({"missing": []}, ".missing"),
        ({"missing": ["country", "x"]}, ".missing[1]"),
        ({"missing": [["country"]]}, ".missing[0]"),
        ({"missing": 1}, ".missing"),
        ({"==": [E]}, "['==']"),
        ({"==": [E, 1, 2]}, "['==']"),
        ({"==": [E, "1"]}, "['=='][1]"),
        ({"==": ["1", E]}, "['=='][0]"),
        ({"==": [A, 1]}, "['=='][1]"),
        ({"==": [E, C]}, "['==']"),
        ({"==": [1, "1"]}, "['==']"),
        ({"==": [{">": [E, 1]}, True]}, "['=='][0]"),
        ({"==": [C, "de"]}, "['=='][1]"),
        ({"==": [C, "Germany"]}, "['=='][1]"),
        ({"==": [T, "VP"]}, "['=='][1]"),
        ({"==": [T, " vp"]}, "['=='][1]"),
        ({"==": [T, "vp\u00a0"]}, "['=='][1]"),
        ({"==": [T, "o\u0308"]}, "['=='][1]"),
        ({"==": [T, "\u0130"]}, "['=='][1]"),
        ({"==": [T, ""]}, "['=='][1]"),
        ({"==": [{"var": "existing_customer_of"}, "us"]}, "['=='][1]"),
        ({"==": [{"var": "email_domain"}, "münchen.example"]}, "['=='][1]"),
        ({"==": [{"var": "email_domain"}, "Example.com"]}, "['=='][1]"),
        ({"==": [AT, "2026-03-01T12:00:00+00:00"]}, "['=='][1]"),
        ({"==": [AT, "2026-03-01"]}, "['=='][1]"),
        ({">": [T, "a"]}, "['>'][0]"),
        ({">": [A, True]}, "['>'][0]"),
        ({">": [E, None]}, "['>'][1]"),
        ({">": [E, "200"]}, "['>'][1]"),
        ({">": [E, AT]}, "['>']"),
        ({">": [E, 1, 2]}, "['>']"),
        ({"<": [1, E, "5"]}, "['<'][2]"),
        ({"<": ["a", "b"]}, "['<'][0]"),
        ({"in": [C, []]}, ".in[1]"),
        ({"in": [C, ["DE", "at"]]}, ".in[1][1]"),
        ({"in": [C, ["DE", None]]}, ".in[1][1]"),
        ({"in": [E, [1, True]]}, ".in[1][1]"),
        ({"in": ["DE", ["DE"]]}, ".in[0]"),
        ({"in": ["", T]}, ".in[0]"),
        ({"in": ["VP", T]}, ".in[0]"),
        ({"in": ["2026", AT]}, ".in[1]"),
        ({"in": [C, T]}, ".in"),
        (nots(33), "['!']" * 32),
    ],
)
def test_a_condition_outside_the_subset_is_refused_where_it_leaves_it(condition: Any, where: str) -> None:
    with pytest.raises(RulesInvalidError) as refused:
        read_rules(when(condition))
    assert refused.value.errors[0]["field"] == "$.sharedLead.when" + where


def test_all_that_is_wrong_is_named_not_only_the_first() -> None:
    with pytest.raises(RulesInvalidError) as refused:
        read_rules(when({"and": [{"==": [C, "de"]}, {"var": "x"}, {"<": ["a", "b"]}]}))
    assert [one["field"].removeprefix("$.sharedLead.when.and") for one in refused.value.errors] == [
        "[0]['=='][1]",
        "[1].var",
        "[2]['<'][0]",
        "[2]['<'][1]",
    ]


@pytest.mark.parametrize(
    "condition",
    [
        nots(32),
        {"==": [T, "h\u0331"]},
        {"==": [T, "i"]},
        {"==": [{"var": "email_domain"}, "xn--mnchen-3ya.example"]},
        {"in": [".example", {"var": "email_domain"}]},
        {"==": [AT, "2016-12-31T23:59:60Z"]},
        {"==": [{"var": "answers.q_1"}, "yes"]},
        {"or": {"missing": "email_domain"}},
        {"<": [0.5, E, 1e21]},
    ],
)
def test_whatever_could_be_true_is_accepted(condition: Any) -> None:
    assert read_rules(when(condition)).source["sharedLead"]["when"] == condition
