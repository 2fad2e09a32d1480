"""Lines of the form as JSONLogic, and as lines the JSONLogic that lines say exactly."""

from __future__ import annotations

from typing import Any

from twofold.rules.canonical import canonical
from twofold.rules.csv_files.refusal import CellProblem
from twofold.rules.lead_files.countries import country_code
from twofold.rules.lead_share.facts import FactType, fact_from_text, fact_type
from twofold.rules.lead_share.normal_text import answer_key, normal_text

from .draft import ConditionDraft

COMPARISONS = {"over": ">", "at_least": ">=", "under": "<", "at_most": "<="}
_BACK = {symbol: op for op, symbol in COMPARISONS.items()}
_YES = frozenset({"yes", "y", "true", "1", "ja", "oui"})
_NO = frozenset({"no", "n", "false", "0", "nein", "non"})


def to_when(match: str, lines: list[ConditionDraft]) -> Any:
    """All of the lines, or with the match `any` any of them, as one condition.

    Comparisons of size ask first whether the fact is known: null would count as 0.
    """
    parts: list[Any] = []
    for line in lines:
        guard, said = _logic(line)
        if guard is None:
            parts.append(said)
        elif match == "any":
            parts.append({"and": [guard, said]})
        else:
            parts += [said] if guard in parts else [guard, said]
    if len(parts) == 1:
        return parts[0]
    return {"or" if match == "any" else "and": parts}


def to_lines(when: Any) -> tuple[str, list[ConditionDraft]] | None:
    """The match and the lines that say exactly this condition; None where lines cannot say it."""
    ((operator, given),) = when.items() if isinstance(when, dict) and len(when) == 1 else (("", when),)
    listed = operator in ("and", "or") and isinstance(given, list)
    match = "any" if operator == "or" else "all"
    parts = given if listed else [when]
    following = [*parts[1:], None]
    lines = [
        _line(part)
        for part, after in zip(parts, following, strict=True)
        if operator == "or" or _guard(part) is None or _guard(part) != _compared(after)
    ]
    said = [line for line in lines if line is not None]
    if len(said) < len(lines) or canonical(to_when(match, said)) != canonical(when):
        return None
    return match, said


def _logic(line: ConditionDraft) -> tuple[Any, Any]:
    """One line as JSONLogic, and before it the guard that it needs, if any."""
    name = _name(line)
    var = {"var": name}
    if line.op in ("known", "not_known"):
        return None, {"!=" if line.op == "known" else "==": [var, None]}
    if line.op == "one_of":
        return None, {"in": [var, [_value(name, part) for part in line.value.split(",") if part.strip()]]}
    if line.op == "contains":
        return None, {"in": [normal_text(line.value), var]}
    if line.op in COMPARISONS:
        return {"!=": [var, None]}, {COMPARISONS[line.op]: [var, _value(name, line.value)]}
    return None, {"!=" if line.op == "is_not" else "==": [var, _value(name, line.value)]}


def _line(part: Any) -> ConditionDraft | None:  # noqa: PLR0911 - one line for each form that the page can show
    if not isinstance(part, dict) or len(part) != 1:
        return None
    ((operator, given),) = part.items()
    if operator == "and" and isinstance(given, list) and len(given) == 2 and _guard(given[0]) is not None:  # noqa: PLR2004 - guard, comparison
        return _line(given[1]) if _guard(given[0]) == _compared(given[1]) else None
    if not isinstance(given, list) or len(given) != 2:  # noqa: PLR2004 - fact and value
        return None
    left, right = given
    name = _fact(left)
    if operator == "in" and isinstance(left, str) and _fact(right):
        return _about(_fact(right) or "", "contains", left)
    if name is None or isinstance(right, dict):
        return None
    if operator == "in" and isinstance(right, list):
        return _about(name, "one_of", ", ".join(_shown(each) for each in right))
    if operator in ("==", "!="):
        if right is None:
            return _about(name, "not_known" if operator == "==" else "known", "")
        return _about(name, "is" if operator == "==" else "is_not", _shown(right))
    if operator in _BACK:
        return _about(name, _BACK[operator], _shown(right))
    return None


def _guard(part: Any) -> str | None:
    """The fact that `{"!=": [fact, null]}` asks for."""
    given = part.get("!=") if isinstance(part, dict) else None
    if isinstance(given, list) and len(given) == 2 and given[1] is None:  # noqa: PLR2004 - fact and null
        return _fact(given[0])
    return None


def _compared(part: Any) -> str | None:
    if isinstance(part, dict) and len(part) == 1:
        ((operator, given),) = part.items()
        if operator in _BACK and isinstance(given, list) and len(given) == 2:  # noqa: PLR2004 - fact and value
            return _fact(given[0])
    return None


def _fact(term: Any) -> str | None:
    found = term.get("var") if isinstance(term, dict) and len(term) == 1 else None
    return found if isinstance(found, str) and fact_type(found) else None


def _about(name: str, op: str, value: str) -> ConditionDraft:
    if name.startswith("answers."):
        return ConditionDraft("answers", name.removeprefix("answers."), op, value)
    return ConditionDraft(name, "", op, value)


def _name(line: ConditionDraft) -> str:
    if line.fact != "answers":
        return line.fact
    return f"answers.{answer_key(f'answers.{line.key}') or line.key}"


def _value(name: str, typed: str) -> Any:
    """What was typed as the fact holds it; what does not fit stays, so that the rules' own sentence is shown."""
    text = normal_text(typed)
    kind = fact_type(name)
    if kind is FactType.BOOLEAN:
        return True if text in _YES else False if text in _NO else typed
    if name == "country":
        try:
            text = normal_text(country_code(typed.strip()))
        except CellProblem:
            return typed
    if kind is FactType.TIME and len(text) == len("2026-01-01"):
        text = f"{text}t00:00:00z"
    value = fact_from_text(name, text) if text else None
    return typed if value is None else value


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
