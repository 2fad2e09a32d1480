"""Every condition means what json-logic-js 2.0.5 makes of it."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.drawn import many
from tests.rules.lead_share.strategies import conditions, facts
from twofold.rules.lead_share.check_condition import check_condition
from twofold.rules.lead_share.compile import compile_condition
from twofold.rules.lead_share.findings import Findings
from twofold.rules.lead_share.phrases import phrase_of

NONE: dict[str, Any] = {"answers": {}}
EMPLOYEES = {"var": "employees"}
WHEN = {"var": "registered_at"}


def compiled(when: Any) -> Any:
    findings = Findings()
    condition = check_condition(when, (), findings)
    assert findings.problems == []
    return condition


@settings(max_examples=many(1500), deadline=None, suppress_health_check=list(HealthCheck))
@given(when=conditions(), known=facts())
def test_every_condition_equals_json_logic_js(json_logic: Any, when: Any, known: dict[str, Any]) -> None:
    condition = compiled(when)
    assert bool(compile_condition(condition)(known)) == json_logic(when, known)
    assert phrase_of(condition)(known)


@pytest.mark.parametrize(
    ("when", "known", "outcome"),
    [
        ({"<": [EMPLOYEES, 200]}, NONE, True),
        ({">": [EMPLOYEES, 200]}, NONE, False),
        ({">": [EMPLOYEES, -5]}, NONE, True),
        ({">=": [EMPLOYEES, 0]}, NONE, True),
        ({"<": [EMPLOYEES, 0]}, NONE, False),
        ({"<=": [EMPLOYEES, {"var": "minutes"}]}, NONE, True),
        ({"==": [EMPLOYEES, 0]}, NONE, False),
        ({"==": [EMPLOYEES, None]}, NONE, True),
        ({"==": [None, None]}, NONE, True),
        ({"!=": [EMPLOYEES, None]}, NONE, False),
        ({"!=": [{"var": "country"}, "DE"]}, NONE, True),
        ({"==": [{"var": "attended"}, False]}, NONE, False),
        ({"!": {"var": "attended"}}, NONE, True),
        ({"var": ["attended", True]}, NONE, True),
        ({"<": [WHEN, "2026-03-01T12:00:00Z"]}, NONE, False),
        ({">": [WHEN, "2026-03-01T12:00:00Z"]}, NONE, False),
        ({"<=": [WHEN, WHEN]}, NONE, True),
        ({"<": [WHEN, WHEN]}, NONE, False),
        (
            {"<": ["1999-01-01T00:00:00Z", WHEN, "2026-03-01T12:00:00Z"]},
            {"registered_at": "2000-01-01T00:00:00Z", **NONE},
            True,
        ),
        ({"<": [1, EMPLOYEES, 5]}, {"employees": 5, **NONE}, False),
        ({"<=": [1, EMPLOYEES, 5]}, {"employees": 5, **NONE}, True),
        ({"<=": [0, EMPLOYEES, 5]}, NONE, True),
        ({"in": ["vp", {"var": "job_title"}]}, {"job_title": "the vp", **NONE}, True),
        ({"in": ["vp", {"var": "job_title"}]}, NONE, False),
        ({"in": [EMPLOYEES, [0]]}, NONE, False),
        ({"in": [{"var": "country"}, ["DE"]]}, {"country": "DE", **NONE}, True),
        ({"missing": "country"}, NONE, True),
        ({"missing": ["email_domain", "answers.q"]}, {"email_domain": "x.example", "answers": {"q": "a"}}, False),
        ({"missing": ["email_domain", "answers.q"]}, {"email_domain": "x.example", **NONE}, True),
        ({"and": [True, {"missing": ["country"]}]}, {"country": "DE", **NONE}, False),
        ({"if": [{"var": "attended"}, False, {"missing": "country"}, True, False]}, NONE, True),
        ({"and": {"var": "attended"}}, {"attended": True, **NONE}, True),
        ({">": [300, EMPLOYEES]}, {"employees": 200, **NONE}, True),
    ],
)
def test_absent_facts_and_edges_come_out_as_in_javascript(
    json_logic: Any,
    when: Any,
    known: dict[str, Any],
    outcome: bool,  # noqa: FBT001
) -> None:
    assert bool(compile_condition(compiled(when))(known)) is outcome
    assert json_logic(when, known) is outcome
