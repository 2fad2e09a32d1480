"""Advice on valid rules, and the words that say why a condition is true or false."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.drawn import many
from tests.rules.lead_share.example import routed, rules, when
from tests.rules.lead_share.strategies import conditions, documents, facts
from twofold.rules.lead_share import lint, read_rules
from twofold.rules.lead_share.check_condition import check_condition
from twofold.rules.lead_share.compile import compile_condition
from twofold.rules.lead_share.findings import Findings
from twofold.rules.lead_share.null_guards import present_if
from twofold.rules.lead_share.phrases import phrase_of

E = {"var": "employees"}
C = {"var": "country"}
UNDER = {"<": [E, 200]}
GUARD = {"!=": [E, None]}


def warned(document: dict[str, Any]) -> list[str]:
    return [one.field for one in lint(read_rules(document))]


def test_the_example_of_the_format_needs_no_advice() -> None:
    assert warned(rules()) == []


@pytest.mark.parametrize(
    ("condition", "where"),
    [
        (UNDER, [""]),
        ({">": [E, 200]}, [""]),
        ({"and": [UNDER, GUARD]}, []),
        ({"and": [{"!": {"missing": ["employees"]}}, UNDER]}, []),
        ({"or": [{"==": [E, None]}, UNDER]}, []),
        ({"or": [GUARD, UNDER]}, [".or[1]"]),
        ({"if": [GUARD, UNDER, False]}, []),
        ({"if": [{"missing": "employees"}, False, UNDER]}, []),
        ({"if": [GUARD, True, UNDER]}, [".if[2]"]),
        ({"<": [{"var": ["employees", 500]}, 200]}, []),
        ({"!=": [C, "DE"]}, [""]),
        ({"==": [C, "DE"]}, []),
        ({"!": {"in": [C, ["DE"]]}}, ["['!']"]),
        ({"!": {"var": "attended"}}, ["['!']"]),
        ({"!=": [{"var": "email_domain"}, "x.example"]}, []),
        ({"and": [{">": [E, 0]}, {"<": [E, 9]}]}, [".and[0]"]),
    ],
)
def test_a_guard_is_asked_for_where_an_absent_fact_decides(condition: Any, where: list[str]) -> None:
    assert warned(when(condition)) == ["$.sharedLead.when" + one for one in where]


def test_the_advice_says_that_an_absent_number_makes_it_true() -> None:
    (advice,) = lint(read_rules(when(UNDER)))
    assert (
        advice.message
        == 'employees may be absent, which makes this true: add a guard such as {"!=": [{"var": "employees"}, null]}.'
    )


def test_routes_that_no_lead_can_reach_are_named() -> None:
    german = {"==": [C, "DE"]}
    named = [
        routed(one) | {"name": str(place)} for place, one in enumerate([german, german, False, True, german, True])
    ]
    assert warned(rules(routes=named)) == ["$.routes[1]", "$.routes[2]", "$.routes[4]", "$.routes[5]"]
    assert warned(when(False)) == ["$.sharedLead.when"]


@settings(max_examples=many(100), deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_any_valid_document_can_be_linted(document: dict[str, Any]) -> None:
    assert all(one.field.startswith("$.") and one.message.endswith(".") for one in lint(read_rules(document)))


@settings(max_examples=many(500), deadline=None, suppress_health_check=list(HealthCheck))
@given(conditions(), facts())
def test_a_fact_said_to_be_present_is_present(given_when: Any, known: dict[str, Any]) -> None:
    condition = check_condition(given_when, (), Findings())
    flat = {name for name in known if name != "answers"} | {f"answers.{key}" for key in known["answers"]}
    assert present_if(condition, bool(compile_condition(condition)(known))) <= flat


@pytest.mark.parametrize(
    ("condition", "known", "words"),
    [
        (
            {"and": [{"in": [C, ["DE"]]}, GUARD, {">": [E, 200]}]},
            {"country": "DE", "employees": 450},
            "country is DE and employees 450 is over 200",
        ),
        ({">": [E, 200]}, {"employees": 12.5}, "employees 12.5 is not over 200"),
        ({">": [200, E]}, {"employees": 12}, "employees 12 is under 200"),
        (UNDER, {}, "employees (not known, counts as 0) is under 200"),
        ({"<=": [1, E, 5]}, {"employees": 3}, "employees 3 is between 1 and 5, ends included"),
        (GUARD, {}, "employees is not known"),
        (GUARD, {"employees": 1}, "employees is known"),
        ({"and": [GUARD, GUARD]}, {"employees": 1}, "employees is known"),
        ({"==": [C, "DE"]}, {"country": "FR"}, "country is FR, not DE"),
        ({"!": {"==": [C, "DE"]}}, {"country": "FR"}, "country is FR, not DE"),
        ({"in": [C, ["DE", "AT", "CH"]]}, {}, "country is not known"),
        ({"in": [E, [1, 2, 3, 4, 5, 6, 7]]}, {"employees": 9}, "employees is 9, not 1, 2, 3, 4, 5 or 2 others"),
        ({"in": ["vp", {"var": "job_title"}]}, {"job_title": "svp"}, "job_title svp contains vp"),
        ({"in": ["vp", {"var": "job_title"}]}, {"job_title": "x" * 99}, f"job_title {'x' * 59}… does not contain vp"),
        (
            {"or": [{"==": [C, "DE"]}, {"var": "attended"}]},
            {"country": "FR", "attended": False},
            "country is FR, not DE and attended is false, not true",
        ),
        ({"missing": ["country", "employees"]}, {"country": "DE"}, "employees is not known"),
        (
            {">": [{"var": "registered_at"}, "2026-03-01T12:00:00Z"]},
            {"registered_at": "2026-03-02T12:00:00Z"},
            "registered_at 2026-03-02T12:00:00Z is after 2026-03-01T12:00:00Z",
        ),
    ],
)
def test_a_phrase_says_what_the_facts_are(condition: Any, known: dict[str, Any], words: str) -> None:
    assert phrase_of(check_condition(condition, (), Findings()))({"answers": {}, **known}) == words
