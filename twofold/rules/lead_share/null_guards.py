"""Which facts are certainly there when a condition has come out true, or false."""

from twofold.rules.lead_share.compile import compile_condition
from twofold.rules.lead_share.condition import (
    AllOf,
    Always,
    AnyOf,
    Choice,
    Condition,
    Constant,
    Contains,
    Equal,
    Holds,
    Missing,
    Not,
    OneOf,
    Order,
    facts_of,
)
from twofold.rules.lead_share.facts import FactType

_NONE: frozenset[str] = frozenset()


def present_if(condition: Condition, outcome: bool) -> frozenset[str]:  # noqa: FBT001
    """Return the facts that cannot be absent when the condition is true (or false)."""
    match condition:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            each = [present_if(part, outcome) for part in parts]
            together = isinstance(condition, AllOf) is outcome
            return _NONE.union(*each) if together else each[0].intersection(*each[1:])
        case Not(part=part):
            return present_if(part, not outcome)
        case Missing(names=names):
            return _NONE if outcome else frozenset(names)
        case Choice() | Always():
            return _NONE
        case _:
            facts = facts_of(condition)
            return frozenset(fact.name for fact in facts if fact.default is None and not can_be(condition, outcome))


def can_be(condition: Condition, outcome: bool) -> bool:  # noqa: FBT001
    """Tell whether one comparison can come out so while a fact it names is absent."""
    match condition:
        case Holds() | OneOf() | Contains():
            return not outcome
        case Equal(left=left, right=right, negated=negated):
            constant = left if isinstance(left, Constant) else right
            if not isinstance(constant, Constant):
                return True
            return ((constant.value is None) is not negated) is outcome
        case Order(type=FactType.TIME, operator=operator, terms=terms):
            return not outcome or (operator in ("<=", ">=") and len(facts_of(condition)) == len(terms))
        case Order() if len(facts_of(condition)) == 1:
            return bool(compile_condition(condition)({"answers": {}})) is outcome
        case _:
            return True
