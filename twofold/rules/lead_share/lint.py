"""Advice on rules that are valid: absent facts without a guard, routes that no lead can reach.

An absent fact is null, and null counts as 0 beside numbers: `null < 200` is true. The lint asks
for a guard wherever a fact may be absent and that would decide. Only `email_domain` is always there.
"""

from twofold.rules.json_path import json_path
from twofold.rules.lead_share.condition import (
    AllOf,
    Always,
    AnyOf,
    Choice,
    Condition,
    Constant,
    Equal,
    Missing,
    Not,
    Order,
    facts_of,
)
from twofold.rules.lead_share.document import RulesDocument
from twofold.rules.lead_share.null_guards import can_be, present_if
from twofold.rules.strict_json import Problem

_Known = frozenset[str]


def lint(document: RulesDocument) -> list[Problem]:
    """Return warnings, each with the JSONPath of what it is about; empty when there are none."""
    found: list[Problem] = []
    _guards(document.shared_when, frozenset({"email_domain"}), True, found)
    if isinstance(document.shared_when, Always) and not document.shared_when.value:
        found.append(Problem("$.sharedLead.when", "No lead is ever shared: this is literally false."))
    seen: dict[str, str] = {}
    ended_by: str | None = None
    for place, route in enumerate(document.routes):
        _guards(route.when, frozenset({"email_domain"}), True, found)
        where = json_path(("routes", place))
        same = repr(document.source["routes"][place]["when"])
        if ended_by is not None:
            found.append(Problem(where, f"No lead reaches this route: {ended_by} before it catches every lead."))
        elif same in seen:
            found.append(Problem(where, f"No lead reaches this route: {seen[same]} before it has the same condition."))
        elif isinstance(route.when, Always) and not route.when.value:
            found.append(Problem(where, "No lead takes this route: its condition is literally false."))
        if isinstance(route.when, Always) and route.when.value and ended_by is None:
            ended_by = route.name
        seen.setdefault(same, route.name)
    return found


def _guards(condition: Condition, known: _Known, wanted: bool, found: list[Problem]) -> None:  # noqa: FBT001
    """Walk a condition with the facts known to be there; `wanted` is the outcome that decides."""
    match condition:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            outcome = isinstance(condition, AllOf)
            for place, part in enumerate(parts):
                beside = (present_if(other, outcome) for at, other in enumerate(parts) if at != place)
                _guards(part, known.union(*beside), wanted, found)
        case Not(part=part):
            _guards(part, known, not wanted, found)
        case Choice(parts=parts):
            for test, then in zip(parts[:-1:2], parts[1::2], strict=True):
                _guards(test, known, True, found)
                _guards(test, known, False, found)
                _guards(then, known | present_if(test, True), wanted, found)
                known |= present_if(test, False)
            _guards(parts[-1], known, wanted, found)
        case _:
            _atom(condition, known, wanted, found)


def _atom(condition: Condition, known: _Known, wanted: bool, found: list[Problem]) -> None:  # noqa: FBT001
    if isinstance(condition, Missing) or _asks_for_null(condition):
        return
    for fact in facts_of(condition):
        if fact.name in known or fact.default is not None:
            continue
        decides = can_be(condition, wanted)
        if not decides and not isinstance(condition, Order):
            continue
        outcome = "true" if (wanted if decides else not wanted) else "false"
        problem = Problem(
            json_path(condition.path),
            f"{fact.name} may be absent, which makes this {outcome}: add a guard "
            f'such as {{"!=": [{{"var": "{fact.name}"}}, null]}}.',
        )
        if problem not in found:
            found.append(problem)


def _asks_for_null(condition: Condition) -> bool:
    return isinstance(condition, Equal) and Constant(None) in (condition.left, condition.right)
