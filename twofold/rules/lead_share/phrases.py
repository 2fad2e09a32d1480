"""Why a condition is true or false of a lead, in a few words for people.

A phrase says what the facts are ("country is FR, not DE, AT or CH"), so that the phrase of
a negation is that of what it negates.
"""

from collections.abc import Callable
from typing import Any

from twofold.rules.lead_share.atom_phrases import atom_phrase
from twofold.rules.lead_share.compile import Test, compile_condition
from twofold.rules.lead_share.condition import AllOf, AnyOf, Choice, Condition, Constant, Equal, Not, facts_of, parts_of
from twofold.rules.lead_share.facts import Facts

Phrase = Callable[[Facts], str]


def phrase_of(condition: Condition) -> Phrase:
    """Return the function that explains a condition for any facts."""
    match condition:
        case AllOf(parts=parts):
            return _joined([_tested(one) for one in parts], [_told(parts, one) for one in parts], stops_at=False)
        case AnyOf(parts=parts):
            return _joined([_tested(one) for one in parts], [True] * len(parts), stops_at=True)
        case Not(part=part):
            return phrase_of(part)
        case Choice(parts=parts):
            return _chosen([_tested(one) for one in parts])
    return atom_phrase(condition)


_Tested = tuple[Test, Phrase]


def _tested(condition: Condition) -> _Tested:
    return compile_condition(condition), phrase_of(condition)


def _told(parts: tuple[Condition, ...], one: Condition) -> bool:
    """A guard against null needs no words where another part, itself no guard, speaks of the same fact."""
    if not _guards(one):
        return True
    guarded = {fact.name for fact in facts_of(one)}
    return not any(guarded & _names(other) for other in parts if not _guards(other))


def _guards(one: Condition) -> bool:
    return isinstance(one, Equal) and one.negated and Constant(None) in (one.left, one.right)


def _names(condition: Condition) -> set[str]:
    return {fact.name for fact in facts_of(condition)}.union(*(_names(part) for part in parts_of(condition)))


def _joined(tested: list[_Tested], told: list[bool], *, stops_at: bool) -> Phrase:
    """Explain by the part that decided alone, or else by all parts together."""

    def phrase(facts: Facts) -> str:
        said: dict[str, None] = {}
        for (test, why), tell in zip(tested, told, strict=True):
            if bool(test(facts)) is stops_at:
                return why(facts)
            if tell:
                said[why(facts)] = None
        return " and ".join(said)

    return phrase


def _chosen(tested: list[_Tested]) -> Phrase:
    def phrase(facts: Facts) -> str:
        said: list[Any] = []
        for (test, why), (_, then) in zip(tested[:-1:2], tested[1::2], strict=True):
            said.append(why(facts))
            if test(facts):
                said.append(then(facts))
                break
        else:
            said.append(tested[-1][1](facts))
        return " and ".join(dict.fromkeys(said))

    return phrase
