"""Checking what stands inside a comparison: facts, literals and whether their types agree."""

from typing import Any

from twofold.rules.json_path import Path
from twofold.rules.lead_share.condition import Condition, Constant, Contains, Equal, Fact, OneOf, Order, Term
from twofold.rules.lead_share.facts import FactType, fact_type
from twofold.rules.lead_share.findings import Findings
from twofold.rules.lead_share.literals import is_time, misfit, piece_misfit, type_of


class Terms:
    """Reads the operands of comparisons; None stands for what was refused and noted."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings

    def comparison(self, operator: str, given: Any, path: Path) -> Condition | None:
        """Read `==`, `!=`, `<`, `<=`, `>`, `>=` or `in`."""
        inside = (*path, operator)
        counts = {2: "two", 3: "two or three"} if operator in ("<", "<=") else {2: "two"}
        if not isinstance(given, list) or len(given) not in counts:
            self.findings.add(inside, f"{operator} must have {counts[max(counts)]} operands in a list.")
            return None
        if operator == "in":
            return self._within(given, path)
        terms = [self._term(one, (*inside, place)) for place, one in enumerate(given)]
        if operator in ("==", "!="):
            return self._equal(operator, terms, path)
        return self._order(operator, terms, path)

    def fact(self, value: dict[str, Any], path: Path) -> Fact | None:
        """Read `{"var": …}`, bare or in a list, with or without a default."""
        inside = (*path, "var")
        if list(value) != ["var"]:
            self.findings.add(path, 'Here only a fact, written {"var": name}, or a literal can stand.')
            return None
        given = value["var"]
        listed = isinstance(given, list)
        values = given if listed else [given]
        if len(values) not in (1, 2):
            self.findings.add(inside, "var must have the name of a fact and at most a default.")
            return None
        name = values[0]
        kind = fact_type(name) if isinstance(name, str) else None
        if kind is None:
            self.findings.add((*inside, 0) if listed else inside, "This is not the name of a fact.")
            return None
        plain = Fact(name, kind, None)
        if len(values) == 1:
            return plain
        wrong = misfit(values[1], plain)
        if wrong is not None:
            self.findings.add((*inside, 1), wrong)
            return None
        return Fact(name, kind, values[1])

    def _term(self, value: Any, path: Path) -> Term | None:
        if isinstance(value, dict):
            return self.fact(value, path)
        if isinstance(value, list):
            self.findings.add(path, "A list cannot be compared.")
            return None
        return Constant(value)

    def _fits(self, terms: list[Term | None], path: Path) -> bool:
        """Check each literal against the first fact beside it."""
        fact = next((one for one in terms if isinstance(one, Fact)), None)
        fits = all(one is not None for one in terms)
        for place, one in enumerate(terms):
            if fact is None or not isinstance(one, Constant) or one.value is None:
                continue
            wrong = misfit(one.value, fact)
            if wrong is not None:
                self.findings.add((*path, place), wrong)
                fits = False
        return fits

    def _equal(self, operator: str, terms: list[Term | None], path: Path) -> Condition | None:
        inside = (*path, operator)
        left, right = terms
        if not self._fits(terms, inside) or left is None or right is None:
            return None
        kinds = {_kind(one) for one in (left, right)} - {None}
        with_fact = isinstance(left, Fact) != isinstance(right, Fact)
        if len(kinds) > 1 and not with_fact:
            self.findings.add(inside, f"{operator} must have two operands of one type.")
            return None
        return Equal(path, left, right, operator == "!=")

    def _order(self, operator: str, terms: list[Term | None], path: Path) -> Condition | None:
        inside = (*path, operator)
        wrong = False
        among_facts = any(isinstance(one, Fact) for one in terms)
        for place, one in enumerate(terms):
            if one is not None and not _can_be_ordered(one, among_facts=among_facts):
                self.findings.add((*inside, place), f"{operator} compares numbers or times, and this is neither.")
                wrong = True
        if wrong or not self._fits(terms, inside):
            return None
        sound = tuple(one for one in terms if one is not None)
        facts = {one.type for one in sound if isinstance(one, Fact)}
        kinds = facts or {_ordered_kind(one) for one in sound}
        if len(kinds) > 1:
            self.findings.add(inside, f"{operator} must have operands of one type: all numbers or all times.")
            return None
        return Order(path, operator, kinds.pop(), sound)

    def _within(self, given: list[Any], path: Path) -> Condition | None:
        inside = (*path, "in")
        first, second = given
        if isinstance(second, list):
            return self._one_of(first, second, path)
        if not isinstance(first, str) or not isinstance(second, dict):
            self.findings.add(inside, "in must be a fact in a list of literals, or a text in a text fact.")
            return None
        fact = self.fact(second, (*inside, 1))
        if fact is None:
            return None
        if fact.type is not FactType.TEXT:
            self.findings.add((*inside, 1), f"{fact.name} is not text, so nothing can stand in it.")
            return None
        wrong = piece_misfit(first, fact)
        if wrong is not None:
            self.findings.add((*inside, 0), wrong)
            return None
        return Contains(path, first, fact)

    def _one_of(self, first: Any, values: list[Any], path: Path) -> Condition | None:
        inside = (*path, "in")
        if not isinstance(first, dict):
            self.findings.add((*inside, 0), 'Before a list there must be a fact, written {"var": name}.')
            return None
        fact = self.fact(first, (*inside, 0))
        if not values:
            self.findings.add((*inside, 1), "This list must have at least one literal.")
        if fact is None or not values:
            return None
        fits = True
        for place, value in enumerate(values):
            wrong = misfit(value, fact)
            if wrong is not None:
                self.findings.add((*inside, 1, place), wrong)
                fits = False
        return OneOf(path, fact, tuple(values)) if fits else None


def _kind(term: Term) -> FactType | None:
    return term.type if isinstance(term, Fact) else type_of(term.value)


def _ordered_kind(term: Term) -> FactType:
    if isinstance(term, Fact):
        return term.type
    return FactType.TIME if is_time(term.value) else FactType.NUMBER


def _can_be_ordered(term: Term, *, among_facts: bool) -> bool:
    """A text beside a fact is judged with the fact; alone it must be a time."""
    if isinstance(term, Fact):
        return term.type in (FactType.NUMBER, FactType.TIME)
    if isinstance(term.value, str):
        return among_facts or is_time(term.value)
    return type_of(term.value) is FactType.NUMBER
