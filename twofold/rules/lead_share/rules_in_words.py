"""The rules in words: what counts, where it goes, who is first and how soon. What is signed is the JSON beneath."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from twofold.rules.lead_share import RulesDocument
from twofold.rules.lead_share.condition import (
    AllOf,
    Always,
    AnyOf,
    Choice,
    Condition,
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
from twofold.rules.lead_share.facts import SIDES_OF_A_CUSTOMER
from twofold.rules.lead_share.null_guards import present_if
from twofold.rules.lead_share.routes import Route, Split

TO = {"host": "the host", "partner": "the partner", "both": "both sides", "none": "nobody"}
SYMBOLS = {"<": "under", "<=": "at most", ">": "over", ">=": "at least"}
MODELS = {
    "first_touch": "the first touch",
    "last_touch": "the last touch",
    "linear": "all touches alike",
    "sourced_only": "only whoever brought the lead",
}
_BLANK_BESIDE_BLANK = re.compile("^_|__|_$")


def in_words(document: RulesDocument, companies: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """`[{title, says: [sentence, …]}]`, in the order of the document; `companies` names the two by side."""
    to = {**TO, **(companies or {})}
    held = "Leads without consent for a company are held. That company gets them once consent is on file."
    if document.basis:
        held = f"Leads without consent for a company may still be shared: {document.basis.basis}, because {document.basis.because}."
    removed = (
        f"{document.retention_days} days after an import Twofold deletes the uploaded file; "
        "each company must delete its own copies by then."
    )
    listed = [to[side] for side in ("host", "partner") if side in document.exclusions]
    return [
        {
            "title": "What counts as a shared lead",
            "says": [_sentence(condition(document.shared_when, "every lead of the campaign"))],
        },
        {"title": "Where it goes, and who follows up first", "says": [route(each, to) for each in document.routes]},
        {"title": "Duplicates", "says": ["The first lead counts; the e-mail address identifies the person."]},
        {
            "title": "Existing pipeline",
            "says": [
                f"Leads already in the pipeline of {' or '.join(listed)} go there."
                if listed
                else "No existing pipeline is checked."
            ],
        },
        {"title": "Consent", "says": [held, "A lead who refused consent for a company is never shared with it."]},
        {
            "title": "Attribution, disputes, retention",
            "says": [
                f"Sales are credited to {MODELS[document.attribution.model]} within {document.attribution.window_days} days.",
                f"Leads can be disputed within {document.dispute_days} days.",
                removed,
            ],
        },
    ]


def route(one: Route, names: Mapping[str, str] = TO) -> str:
    """One route as a sentence."""
    who = "all leads that are left" if isinstance(one.when, Always) else f"leads where {condition(one.when)}"
    if isinstance(one.to, Split):
        to = f"are split, {one.to.host} of 100 to {names['host']} and {one.to.partner} to {names['partner']}"
    else:
        to = f"go to {names[one.to]}"
    begin = f"{one.name}: {who} {to}"
    if one.follow_up is None:
        return f"{begin}; nobody follows up."
    first = "whoever it went to" if one.follow_up.first == "assigned" else names[one.follow_up.first]
    return f"{begin}; {first} follows up first, within {one.follow_up.within_hours} hours."


def condition(one: Condition, always: str = "always") -> str:
    """A condition in words."""
    match one:
        case Always(value=value):
            return always if value else "never"
        case AllOf(parts=parts):
            return " and ".join(_inside(part) for part in _telling(parts))
        case AnyOf(parts=parts):
            return " or ".join(_inside(part) for part in parts)
        case Not(part=part):
            return f"not ({condition(part)})"
        case Choice(parts=parts):
            steps = [f"if {_inside(a)} then {_inside(b)}" for a, b in zip(parts[:-1:2], parts[1::2], strict=True)]
            return f"{'; '.join(steps)}; otherwise {_inside(parts[-1])}"
    return _atom(one)


def _atom(one: Condition) -> str:  # noqa: PLR0911 - one phrase for each kind of condition
    match one:
        case Holds(fact=fact):
            return f"{_term(fact)} is true"
        case Missing(names=names):
            return f"{' or '.join(name_of(name) for name in names)} is not known"
        case Equal(left=left, right=right, negated=negated):
            if _is_null(right) or _is_null(left):
                known = _term(left if _is_null(right) else right)
                return f"{known} {'is known' if negated else 'is not known'}"
            return f"{_term(left)} {'is not' if negated else 'is'} {_term(right)}"
        case Order(operator=operator, terms=terms):
            if len(terms) > 2:  # noqa: PLR2004 - between
                low, middle, high = (_term(term) for term in terms)
                least, most = ("over", "under") if operator == "<" else ("at least", "at most")
                return f"{middle} {least} {low} and {most} {high}"
            return f"{_term(terms[0])} {SYMBOLS[operator]} {_term(terms[1])}"
        case OneOf(fact=fact, values=values):
            return f"{_term(fact)} is {' or '.join(_value(value) for value in values)}"
        case Contains(piece=piece, fact=fact):
            return f"{_quoted(piece)} in {_term(fact)}"
    raise AssertionError(one)


def _telling(parts: tuple[Condition, ...]) -> list[Condition]:
    """The parts without the guards "is known" that go without saying: another part is never true of an absent fact."""
    said = list(parts)
    for part in parts:
        if isinstance(part, Equal) and part.negated and _is_null(part.right) and isinstance(part.left, Fact):
            others = [other for other in said if other is not part]
            if part.left.default is None and any(part.left.name in present_if(other, True) for other in others):
                said = others
    return said


def _inside(part: Condition) -> str:
    said = condition(part)
    return f"({said})" if isinstance(part, AllOf | AnyOf | Choice) else said


def _term(term: Term) -> str:
    if not isinstance(term, Fact):
        return _value(term.value)
    name = name_of(term.name)
    return name if term.default is None else f"{name} (or {_value(term.default)} where it is not known)"


def _value(value: Any) -> str:
    """A literal; text in quotes, but for countries, sides and times, which cannot be taken for other words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str) or value != value.lower() or value in SIDES_OF_A_CUSTOMER:
        return str(value)
    return _quoted(value)


def _quoted(text: str) -> str:
    """Text in quotes; a closing quote inside it is doubled."""
    return f"“{text.replace('”', '””')}”"


def _is_null(term: Term) -> bool:
    return not isinstance(term, Fact) and term.value is None


def name_of(name: str) -> str:
    """A fact's name for people."""
    if name.startswith("answers."):
        key = name.removeprefix("answers.")
        return f"the answer to “{key if _BLANK_BESIDE_BLANK.search(key) else key.replace('_', ' ')}”"
    return {"registered_at": "time of registration", "existing_customer_of": "existing customer of"}.get(
        name, name.replace("_", " ")
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
