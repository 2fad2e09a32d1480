"""The words for one comparison of facts: "employees 450 is over 200"."""

from collections.abc import Callable
from typing import Any

from twofold.rules.lead_share.compile import Test, compile_condition, read
from twofold.rules.lead_share.condition import (
    Always,
    Condition,
    Constant,
    Contains,
    Equal,
    Fact,
    Holds,
    Missing,
    OneOf,
    Order,
    Term,
)
from twofold.rules.lead_share.facts import Facts, FactType

Phrase = Callable[[Facts], str]

_LONGEST = 60
_PAIR = 2
_MOST = 5
_NUMBERS = {">": "over", ">=": "at least", "<": "under", "<=": "at most"}
_TIMES = {">": "after", ">=": "at or after", "<": "before", "<=": "at or before"}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def atom_phrase(condition: Condition) -> Phrase:  # noqa: PLR0911 (one case for each form)
    """Return the function that says what the facts of one comparison are."""
    match condition:
        case Always(value=value):
            return lambda _: "this catches every lead" if value else "this catches no lead"
        case Holds(fact=fact):
            return _compared(fact, (True,))
        case Missing(names=names):
            return _missing(names)
        case Equal():
            return _equal(condition)
        case Order():
            return _order(condition)
        case OneOf(fact=fact, values=values):
            return _compared(fact, values)
        case Contains():
            return _contains(condition)
    raise TypeError(f"{type(condition).__name__} is not one comparison")


def words(value: Any) -> str:
    """Write a value as people read it: true, 450, DE; long text is cut."""
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _compared(fact: Fact, values: tuple[Any, ...]) -> Phrase:
    value = read(fact)
    wanted = [words(one) for one in values[:_MOST]]
    if len(values) > _MOST:
        wanted.append(f"{len(values) - _MOST} others")
    others = wanted[0] if len(wanted) == 1 else f"{', '.join(wanted[:-1])} or {wanted[-1]}"

    def phrase(facts: Facts) -> str:
        found = value(facts)
        if found is None or found in values:
            return f"{fact.name} is {words(found)}"
        return f"{fact.name} is {words(found)}, not {others}"

    return phrase


def _missing(names: tuple[str, ...]) -> Phrase:
    values = [(name, read(Fact(name, FactType.TEXT, None))) for name in names]

    def phrase(facts: Facts) -> str:
        absent = [name for name, value in values if value(facts) is None]
        if not absent:
            return " and ".join(f"{name} is known" for name in names)
        return " and ".join(f"{name} is not known" for name in absent)

    return phrase


def _equal(condition: Equal) -> Phrase:
    left, right = condition.left, condition.right
    if isinstance(left, Constant):
        left, right = right, left
    if isinstance(left, Constant):
        return lambda _: f"{words(left.value)} is compared with {words(_constant(right))}"
    if isinstance(right, Fact):
        one, other = read(left), read(right)
        return lambda facts: f"{left.name} is {words(one(facts))} and {right.name} is {words(other(facts))}"
    if right.value is None:
        value = read(left)
        return lambda facts: f"{left.name} is {'not known' if value(facts) is None else 'known'}"
    return _compared(left, (right.value,))


def _constant(term: Term) -> Any:
    return term.value if isinstance(term, Constant) else term.name


def _contains(condition: Contains) -> Phrase:
    value, piece, name = read(condition.fact), condition.piece, condition.fact.name

    def phrase(facts: Facts) -> str:
        found = value(facts)
        if found is None:
            return f"{name} is not known"
        return f"{name} {words(found)} {'contains' if piece in found else 'does not contain'} {words(piece)}"

    return phrase


def _order(condition: Order) -> Phrase:
    test = compile_condition(condition)
    terms, sign = condition.terms, condition.operator
    if len(terms) > _PAIR:
        low, middle, high = (_named(one, condition.type) for one in terms)
        ends = "" if sign == "<" else ", ends included"
        return lambda facts: f"{middle(facts)} is {_not(test, facts)}between {low(facts)} and {high(facts)}{ends}"
    if isinstance(terms[0], Constant):
        terms, sign = (terms[1], terms[0]), _TURNED[sign]
    word = (_NUMBERS if condition.type is FactType.NUMBER else _TIMES)[sign]
    left, right = (_named(one, condition.type) for one in terms)
    return lambda facts: f"{left(facts)} is {_not(test, facts)}{word} {right(facts)}"


def _not(test: Test, facts: Facts) -> str:
    return "" if test(facts) else "not "


def _named(term: Term, kind: FactType) -> Phrase:
    value = read(term)
    if isinstance(term, Constant):
        text = words(term.value)
        return lambda _: text
    unknown = " (not known, counts as 0)" if kind is FactType.NUMBER else " (not known)"

    def phrase(facts: Facts) -> str:
        found = value(facts)
        return f"{term.name}{unknown}" if found is None else f"{term.name} {words(found)}"

    return phrase
