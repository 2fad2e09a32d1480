"""JSON, the rules that two companies sign, their conditions, and what is decided by them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.fuzzing.cases import Draws
from tests.fuzzing.nasty import nested
from tests.fuzzing.trial import Target
from tests.rules.lead_share.example import RULES
from tests.rules.lead_share.strategies import ALL_FACTS, VALUES
from twofold.rules.canonical import canonical, canonical_hash
from twofold.rules.lead_share import (
    BadRow,
    Consent,
    Router,
    RulesInvalidError,
    check_record,
    input_hash,
    lint,
    make_record,
    person_from_values,
    read_rules,
    verdict_json,
)
from twofold.rules.lead_share.check_condition import check_condition
from twofold.rules.lead_share.compile import compile_condition
from twofold.rules.lead_share.findings import Findings
from twofold.rules.lead_share.form.document import draft_of, to_document
from twofold.rules.lead_share.limits import beyond_limits
from twofold.rules.lead_share.null_guards import can_be, present_if
from twofold.rules.lead_share.phrases import phrase_of
from twofold.rules.lead_share.rules_in_words import condition as in_words
from twofold.rules.strict_json import NotStrictJsonError, read_strict

LIBRARY = Path(__file__).parents[3] / "library" / "rules"
DOCUMENTS: list[dict[str, Any]] = [RULES, *(json.loads(path.read_bytes()) for path in sorted(LIBRARY.glob("*.json")))]
TEXTS = [json.dumps(each, indent=indent).encode() for each in DOCUMENTS for indent in (None, 1)]
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
SIDES = ("host", "partner", "both", "none", "assigned", "hold", "existing_pipeline", "lead-share/1", "first_touch")
_NO_FACTS: dict[str, Any] = {"answers": {}}


def json_of_any_kind(data: bytes) -> bool:
    """What is read can be written in its one form, and read again as the same."""
    value = read_strict(data)
    written = canonical(value)
    assert read_strict(written) == value
    assert canonical(read_strict(written)) == written
    return True


def facts(draws: Draws) -> dict[str, Any]:
    """Facts in their normal form; each may be absent."""
    flat = {name: draws.pick(VALUES[name]) for name in ALL_FACTS if draws.random() < 0.5}
    found = {name: value for name, value in flat.items() if not name.startswith("answers.")}
    found["answers"] = {name[8:]: value for name, value in flat.items() if name.startswith("answers.")}
    return found


def var(draws: Draws, name: str) -> Any:
    """A fact, perhaps with a default."""
    how = draws.upto(5)
    return {"var": name if how < 4 else [name] if how == 4 else [name, draws.pick(VALUES[name])]}


def operand(draws: Draws, name: str) -> Any:
    """What may stand against a fact, or must not."""
    how = draws.upto(9)
    if how < 6:
        return draws.pick(VALUES[name])
    if how < 8:
        return var(draws, draws.pick(ALL_FACTS))
    return None if how == 8 else draws.value(1)


def condition(draws: Draws, deep: int = 4) -> Any:
    """A condition by the grammar of the format, some parts of it of the wrong type."""
    how, name = draws.random(), draws.pick(ALL_FACTS)
    if how < 0.02:
        return draws.value()
    if how < 0.025:
        return nested(draws.upto(40), condition(draws, 0), draws.pick(["!", "and", "or", "if", "=="]))
    if deep == 0 or how < 0.3:
        return atom(draws, name)
    operator = draws.pick(["and", "or", "!", "if", "if", "and", "or"])
    wanted = {"!": 1, "if": 3 + 2 * draws.upto(1)}.get(operator, 1 + draws.upto(3))
    if draws.random() < 0.05:
        wanted = draws.upto(4)
    parts = [condition(draws, deep - 1) for _ in range(wanted)]
    return {operator: parts[0] if len(parts) == 1 and draws.random() < 0.5 else parts}


def atom(draws: Draws, name: str) -> Any:
    """A condition without conditions inside."""
    how = draws.upto(9)
    if how == 0:
        return draws.random() < 0.5
    if how == 1:
        return var(draws, "attended")
    if how == 2:
        return {"missing": draws.pick([name, [name], [name, draws.pick(ALL_FACTS)]])}
    if how < 5:
        return {
            "in": draws.pick([[var(draws, name), [operand(draws, name)]], [operand(draws, name), var(draws, name)]])
        }
    if how < 7:
        pair = [var(draws, name), operand(draws, name)]
        return {draws.pick(["==", "!="]): pair[:: draws.pick((1, -1))]}
    name = draws.pick(["employees", "minutes", "registered_at", name])
    terms = [operand(draws, name), var(draws, name), operand(draws, name)]
    return {draws.pick(["<", "<=", ">", ">="]): terms[draws.upto(1) : 2 + draws.upto(1)]}


def any_condition(case: tuple[Any, list[dict[str, Any]]]) -> bool:
    """Findings, or a test that says true or false of any facts, with a sentence that says why."""
    value, known = case
    findings = Findings()
    checked = check_condition(value, ("when",), findings)
    test, phrase = compile_condition(checked), phrase_of(checked)
    for each in known:
        found = test(each)
        assert found is None or isinstance(found, bool), found
        assert isinstance(phrase(each), str)
    if findings.problems:
        assert all(each.field.startswith("$.when") and each.message for each in findings.problems)
        return False
    assert in_words(checked)
    for outcome in (True, False):
        assert all(name for name in present_if(checked, outcome))
        assert isinstance(can_be(checked, outcome), bool)
    return True


def changed_document(draws: Draws) -> dict[str, Any]:
    """A document of the example or the library, with other conditions, other sections, other everything."""
    document = dict(draws.pick(DOCUMENTS))
    if draws.random() < 0.5:
        document["sharedLead"] = {"when": condition(draws, 2)}
    if draws.random() < 0.5:
        document["routes"] = [
            {**document["routes"][0], "when": condition(draws, 2), "name": "x"},
            *document["routes"][1:],
        ]
    if draws.random() < 0.2:
        document["routes"] = [{**each, "to": draws.pick(SIDES)} for each in document["routes"]]
    changed: dict[str, Any] = draws.json(document) if draws.random() < 0.6 else document
    return changed


def any_document(given: Any) -> bool:
    """Refused with places and sentences; or rules that decide about a lead, whose decision can be replayed."""
    try:
        document = read_rules(given)
    except RulesInvalidError as wrong:
        assert wrong.errors
        assert all(each["field"].startswith("$") and each["message"] for each in wrong.errors)
        return False
    router = Router(document)
    lint(document)
    beyond_limits(document)
    lead = {"email_domain": "x.example", "country": "DE", "employees": 450, "attended": True, "answers": {"q_1": "a"}}
    for known in (lead, {"email_domain": "x.example", **_NO_FACTS}):
        verdict = router.decide("7", known, consent=Consent("yes", "unknown"), at=AT)
        json.loads(verdict_json(verdict))
        assert check_record(make_record(document, verdict, known, AT)) == []
    assert canonical_hash(to_document(draft_of(document.source))) == document.hash
    return True


def lead(draws: Draws) -> Any:
    """A lead as the API is given it."""
    values = {name: draws.pick(VALUES[name]) for name in ALL_FACTS if draws.random() < 0.3}
    return draws.json({"email": "a@b.example", "answers": {"q": "yes"}, **values})


def any_lead(values: Any) -> bool:
    """A bad row with half a sentence, or facts that hash alike however one writes them."""
    if not isinstance(values, dict):
        return False
    person = person_from_values(values)
    if isinstance(person, BadRow):
        assert person.reason
        return False
    assert input_hash(person.facts) == canonical_hash(person.facts)
    assert "@" in person.key
    return True


TARGETS = [
    Target("JSON", lambda draws: draws.data(draws.pick(TEXTS)), json_of_any_kind, (NotStrictJsonError,), proof=60_000),
    Target("rules as bytes", lambda draws: draws.data(draws.pick(TEXTS)), any_document, proof=15_000),
    Target("rules as values", changed_document, any_document, proof=12_000),
    Target("conditions", lambda draws: (condition(draws), [facts(draws), _NO_FACTS]), any_condition, proof=25_000),
    Target("leads as values", lead, any_lead, proof=400_000),
]
