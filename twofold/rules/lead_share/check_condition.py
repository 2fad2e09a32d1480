"""Checking a condition: JSONLogic in the typed subset that every implementation agrees on.

Source: lead-share format version 1, "Conditions". Every problem is noted at the innermost
value that is wrong; what could not be understood counts as `false` so that the rest is still read.
"""

from typing import Any

from twofold.rules.json_path import Path
from twofold.rules.lead_share.check_terms import Terms
from twofold.rules.lead_share.condition import AllOf, Always, AnyOf, Choice, Condition, Holds, Missing, Not
from twofold.rules.lead_share.facts import FactType, fact_type
from twofold.rules.lead_share.findings import Findings

MAX_DEPTH = 32
_LEAST_OF_IF = 3


def check_condition(value: Any, path: Path, findings: Findings) -> Condition:
    """Return the typed condition that a JSON value is; problems are noted in `findings`."""
    return _Checker(findings).condition(value, path, 1)


class _Checker:
    """Reads one condition; depth counts conditions inside conditions, from 1; facts and literals don't count."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.terms = Terms(findings)

    def condition(self, value: Any, path: Path, depth: int) -> Condition:  # noqa: PLR0911 (one return for each form)
        nothing = Always(path, False)
        if isinstance(value, bool):
            return Always(path, value)
        if not isinstance(value, dict):
            self.findings.add(path, "A condition must be true, false or an object with one operator.")
            return nothing
        if len(value) != 1:
            self.findings.add(path, "A condition must have exactly one operator.")
            return nothing
        if depth > MAX_DEPTH:
            self.findings.add(path, f"A condition must not be more than {MAX_DEPTH} deep.")
            return nothing
        ((operator, given),) = value.items()
        inside = (*path, operator)
        if operator in ("and", "or", "if", "!"):
            return self._over_conditions(operator, given, path, depth) or nothing
        if operator == "var":
            return self._holds(value, path) or nothing
        if operator == "missing":
            return self._missing(given, path) or nothing
        if operator in ("==", "!=", "<", "<=", ">", ">=", "in"):
            return self.terms.comparison(operator, given, path) or nothing
        self.findings.add(inside, f"The operator {operator or 'without a name'} is not one that these rules know.")
        return nothing

    def _over_conditions(self, operator: str, given: Any, path: Path, depth: int) -> Condition | None:
        inside = (*path, operator)
        listed = isinstance(given, list)
        values = given if listed else [given]
        parts = tuple(
            self.condition(one, (*inside, place) if listed else inside, depth + 1) for place, one in enumerate(values)
        )
        if operator == "if":
            if len(parts) < _LEAST_OF_IF or len(parts) % 2 == 0:
                self.findings.add(inside, "if must have 3, 5, 7 … parts: condition, then, …, otherwise.")
                return None
            return Choice(path, parts)
        if operator == "!":
            if len(parts) != 1:
                self.findings.add(inside, "! must have exactly one part.")
                return None
            return Not(path, parts[0])
        if not parts:
            self.findings.add(inside, f"{operator} must have at least one part.")
            return None
        return AllOf(path, parts) if operator == "and" else AnyOf(path, parts)

    def _holds(self, value: dict[str, Any], path: Path) -> Condition | None:
        fact = self.terms.fact(value, path)
        if fact is None:
            return None
        if fact.type is not FactType.BOOLEAN:
            self.findings.add(path, f"{fact.name} is not true or false: compare it with something.")
            return None
        return Holds(path, fact)

    def _missing(self, given: Any, path: Path) -> Condition | None:
        inside = (*path, "missing")
        listed = isinstance(given, list)
        names = given if listed else [given]
        if not names:
            self.findings.add(inside, "missing must name at least one fact.")
            return None
        known = True
        for place, name in enumerate(names):
            if not isinstance(name, str) or fact_type(name) is None:
                self.findings.add((*inside, place) if listed else inside, "This is not the name of a fact.")
                known = False
        return Missing(path, tuple(names)) if known else None
