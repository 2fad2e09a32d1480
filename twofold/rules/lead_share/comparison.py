"""Order between numbers or times, absent facts included, as JavaScript computes it."""

import operator
from collections.abc import Callable
from typing import Any

from twofold.rules.lead_share.condition import Constant, Fact, Order
from twofold.rules.lead_share.facts import Facts, FactType
from twofold.rules.lead_share.normal_text import ANSWERS

Compare = Callable[[Any, Any], bool]
Test = Callable[[Facts], Any]

_PLAIN: dict[str, Compare] = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def order_of(name: str, kind: FactType) -> Compare:
    """Return the comparison of two values of one type, either of which may be None."""
    plain = _PLAIN[name]
    both_absent = name in ("<=", ">=")

    def numbers(one: Any, other: Any) -> bool:
        return plain(one or 0, other or 0)

    def times(one: Any, other: Any) -> bool:
        if one is None or other is None:
            # null beside null is 0 beside 0; beside a text it is no number at all.
            return both_absent and one is other
        return plain(one, other)

    return numbers if kind is FactType.NUMBER else times


def between(compare: Compare, low: Test, middle: Test, high: Test) -> Test:
    """Return the test low < middle < high, the middle standing in both."""

    def test(facts: Facts) -> bool:
        value = middle(facts)
        return compare(low(facts), value) and compare(value, high(facts))

    return test


def with_number(condition: Order) -> Test | None:
    """Return the shortest test of a number fact against a literal; None for other orders."""
    left, right = condition.terms[:2]
    name = condition.operator
    if isinstance(left, Constant):
        left, right, name = right, left, _TURNED[name]
    if condition.type is not FactType.NUMBER or not isinstance(left, Fact) or not isinstance(right, Constant):
        return None
    if left.name.startswith(ANSWERS):
        return None
    fact, absent, limit = left.name, left.default or 0, _number(right.value)
    if name == "<":
        return lambda facts: facts.get(fact, absent) < limit
    if name == "<=":
        return lambda facts: facts.get(fact, absent) <= limit
    if name == ">":
        return lambda facts: facts.get(fact, absent) > limit
    return lambda facts: facts.get(fact, absent) >= limit


def _number(value: Any) -> int | float:
    return value if isinstance(value, int | float) else 0
