"""What people read above their signature says what the document says, and nothing else."""

from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.drawn import many
from tests.rules.lead_share.strategies import conditions, facts
from twofold.rules.lead_share.check_condition import check_condition
from twofold.rules.lead_share.compile import compile_condition
from twofold.rules.lead_share.condition import Condition
from twofold.rules.lead_share.findings import Findings
from twofold.rules.lead_share.form.conditions import to_when
from twofold.rules.lead_share.form.draft import ConditionDraft
from twofold.rules.lead_share.rules_in_words import condition

EMPLOYEES, COUNTRY, INDUSTRY = {"var": "employees"}, {"var": "country"}, {"var": "industry"}
KNOWN = {"!=": [EMPLOYEES, None]}
VALUES = {
    "employees": ["0", "1", "2"],
    "country": ["DE", "AT"],
    "attended": ["yes", "no"],
    "industry": ["known", "medium", "a or b", "a", "b", "a” or “b", "1", "true"],
}
WORLDS = [
    {name: value for name, value in zip(VALUES, values, strict=True) if value is not None} | {"answers": {}}
    for values in product((None, 0, 1, 3), (None, "DE", "FR"), (None, True, False), (None, "a", "a or b", "a” or “b"))
]


def tree(logic: Any) -> Condition:
    findings = Findings()
    found = check_condition(logic, (), findings)
    assert not findings.problems, findings.problems
    return found


def lines() -> list[ConditionDraft]:
    """Every line that the form can make of a few facts and values."""
    found = []
    for name, values in VALUES.items():
        sized = ["over", "at_least", "under", "at_most"] if name == "employees" else []
        inside = ["contains"] if name == "industry" else []
        found += [ConditionDraft(name, "", op, each) for op in ("is", "is_not", *sized, *inside) for each in values]
        found += [ConditionDraft(name, "", op) for op in ("known", "not_known")]
        found += [ConditionDraft(name, "", "one_of", ",".join(each)) for each in combinations(values, 2)]
    return found


@pytest.mark.parametrize(
    ("logic", "said"),
    [
        ({">": [EMPLOYEES, 1]}, "employees over 1"),
        ({">=": [{"var": "minutes"}, 0]}, "minutes at least 0"),
        ({"and": [KNOWN, {">": [EMPLOYEES, 200]}]}, "employees over 200"),
        ({"and": [KNOWN, {"<": [EMPLOYEES, 200]}]}, "employees is known and employees under 200"),
        ({"<": [EMPLOYEES, 200]}, "employees under 200"),
        ({"and": [{"!=": [COUNTRY, None]}, {"!=": [COUNTRY, "DE"]}]}, "country is known and country is not DE"),
        ({"!=": [COUNTRY, "DE"]}, "country is not DE"),
        ({"in": [COUNTRY, ["DE", "AT"]]}, "country is DE or AT"),
        ({"in": [INDUSTRY, ["hospital, health care", "it"]]}, "industry is “hospital, health care” or “it”"),
        ({"==": [INDUSTRY, "known"]}, "industry is “known”"),
        ({"==": [INDUSTRY, INDUSTRY]}, "industry is industry"),
        ({"and": [KNOWN, KNOWN]}, "employees is known"),
        ({"<": [1, EMPLOYEES, 9]}, "employees over 1 and under 9"),
        ({"<=": [1, EMPLOYEES, 9]}, "employees at least 1 and at most 9"),
        ({">": [{"var": ["employees", 5]}, 1]}, "employees (or 5 where it is not known) over 1"),
        ({"==": [{"var": "attended"}, True]}, "attended is true"),
    ],
)
def test_a_condition_is_said_as_it_is(logic: Any, said: str) -> None:
    assert condition(tree(logic)) == said


def test_conditions_of_the_form_that_differ_on_any_lead_never_read_alike() -> None:
    every = lines()
    wanted = [[each] for each in every] + [list(pair) for pair in product(every, every)]
    meant: dict[str, tuple[bytes, Any]] = {}
    for match, chosen in product(("all", "any"), wanted):
        logic = to_when(match, chosen)
        one = tree(logic)
        test = compile_condition(one)
        outcomes = bytes(bool(test(world)) for world in WORLDS)
        before, other = meant.setdefault(condition(one), (outcomes, logic))
        assert before == outcomes, (condition(one), logic, other)


@settings(max_examples=many(150), deadline=None, suppress_health_check=list(HealthCheck))
@given(conditions(), st.sampled_from(["employees", "country", "answers.budget"]), facts())
def test_a_guard_is_left_unsaid_only_where_it_makes_no_difference(logic: Any, name: str, known: Any) -> None:
    guarded = {"and": [{"!=": [{"var": name}, None]}, logic]}
    plain, safe = tree({"and": [logic]}), tree(guarded)
    if condition(plain) == condition(safe):
        assert bool(compile_condition(plain)(known)) == bool(compile_condition(safe)(known))


@settings(max_examples=many(200), deadline=None, suppress_health_check=list(HealthCheck))
@given(conditions(), conditions(), facts())
def test_any_two_conditions_that_read_alike_come_out_alike(one: Any, other: Any, known: Any) -> None:
    first, second = tree(one), tree(other)
    if condition(first) == condition(second):
        assert bool(compile_condition(first)(known)) == bool(compile_condition(second)(known))
