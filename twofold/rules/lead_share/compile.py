"""From a checked condition to one Python function, as json-logic-js 2.0.5 computes it.

The functions return something true or something false. They read facts by `dict.get`, because
an absent fact is null: beside numbers null counts as 0, beside a time every order is false,
and null equals only null.
"""

from collections.abc import Callable
from typing import Any

from twofold.rules.lead_share.comparison import between, order_of, with_number
from twofold.rules.lead_share.condition import (
    AllOf,
    Always,
    AnyOf,
    Choice,
    Condition,
    Constant,
    Contains,
    Equal,
    Fact,
    Holds,
    Missing,
    Not,
    OneOf,
    Order,
    Term,
)
from twofold.rules.lead_share.facts import Facts, FactType
from twofold.rules.lead_share.normal_text import ANSWERS

Test = Callable[[Facts], Any]


def compile_condition(condition: Condition) -> Test:  # noqa: C901, PLR0911 (one case for each form)
    """Return the function that tells whether a condition is true of some facts."""
    match condition:
        case Always(value=value):
            return lambda _: value
        case Holds(fact=fact):
            return read(fact)
        case Missing(names=names):
            return _missing(names)
        case Equal():
            return _equal(condition)
        case Order():
            return _order(condition)
        case OneOf(fact=fact, values=values):
            return _one_of(read(fact), frozenset(values))
        case Contains(piece=piece, fact=fact):
            return _contains(piece, read(fact, ""))
        case AllOf(parts=parts):
            return _all([compile_condition(one) for one in parts])
        case AnyOf(parts=parts):
            return _any([compile_condition(one) for one in parts])
        case Not(part=part):
            inner = compile_condition(part)
            return lambda facts: not inner(facts)
        case Choice(parts=parts):
            return _choice([compile_condition(one) for one in parts])


def read(term: Term, absent: Any = None) -> Test:
    """Return the function that reads a term; an absent fact gives its default, else `absent`."""
    if isinstance(term, Constant):
        value = term.value
        return lambda _: value
    name = term.name
    instead = absent if term.default is None else term.default
    if name.startswith(ANSWERS):
        key = name[len(ANSWERS) :]
        return lambda facts: facts["answers"].get(key, instead)
    if instead is None:
        return lambda facts: facts.get(name)
    return lambda facts: facts.get(name, instead)


def _missing(names: tuple[str, ...]) -> Test:
    values = [read(_bare(name)) for name in names]
    return lambda facts: any(value(facts) is None for value in values)


def _bare(name: str) -> Fact:
    return Fact(name, FactType.TEXT, None)


def _equal(condition: Equal) -> Test:
    left, right = condition.left, condition.right
    if isinstance(left, Constant):
        left, right = right, left
    value = read(left)
    if isinstance(right, Constant):
        literal = right.value
        if condition.negated:
            return lambda facts: value(facts) != literal
        return lambda facts: value(facts) == literal
    other = read(right)
    if condition.negated:
        return lambda facts: value(facts) != other(facts)
    return lambda facts: value(facts) == other(facts)


def _order(condition: Order) -> Test:
    compare = order_of(condition.operator, condition.type)
    left, right, *third = condition.terms
    if third:
        return between(compare, read(left), read(right), read(third[0]))
    fast = with_number(condition)
    if fast is not None:
        return fast
    one, other = read(left), read(right)
    return lambda facts: compare(one(facts), other(facts))


def _one_of(value: Test, allowed: frozenset[Any]) -> Test:
    return lambda facts: value(facts) in allowed


def _contains(piece: str, value: Test) -> Test:
    return lambda facts: piece in value(facts)


def _all(tests: list[Test]) -> Test:
    match tests:
        case [only]:
            return only
        case [first, second]:
            return lambda facts: first(facts) and second(facts)
        case [first, second, third]:
            return lambda facts: first(facts) and second(facts) and third(facts)

    def every(facts: Facts) -> bool:
        for test in tests:  # noqa: SIM110 (all() with a generator takes twice as long)
            if not test(facts):
                return False
        return True

    return every


def _any(tests: list[Test]) -> Test:
    match tests:
        case [only]:
            return only
        case [first, second]:
            return lambda facts: first(facts) or second(facts)

    def some(facts: Facts) -> bool:
        for test in tests:  # noqa: SIM110 (any() with a generator takes twice as long)
            if test(facts):
                return True
        return False

    return some


def _choice(tests: list[Test]) -> Test:
    pairs = list(zip(tests[:-1:2], tests[1::2], strict=True))
    otherwise = tests[-1]

    def chosen(facts: Facts) -> Any:
        for test, then in pairs:
            if test(facts):
                return then(facts)
        return otherwise(facts)

    return chosen
