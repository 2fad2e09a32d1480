"""A decision as one file that either side can recompute with nothing else at hand.

The record holds the signed rules, the facts, the consent, what the state contributed and the
verdict. Its bytes are exactly the RFC 8785 form, so that any changed byte is found.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from twofold.rules.canonical import canonical, canonical_hash
from twofold.rules.lead_share.condition import Fact
from twofold.rules.lead_share.document import RulesDocument, read_rules
from twofold.rules.lead_share.facts import BadRow, Facts, fact_type
from twofold.rules.lead_share.findings import RulesInvalidError
from twofold.rules.lead_share.literals import misfit
from twofold.rules.lead_share.normal_text import ANSWERS
from twofold.rules.lead_share.router import Router
from twofold.rules.lead_share.times import as_text
from twofold.rules.lead_share.verdict import CONSENTS, Consent, Verdict
from twofold.rules.strict_json import NotStrictJsonError, read_strict

KIND = "lead-share-decision/1"
_NAMES = {"kind", "rules", "at", "consent", "state", "verdict", "recordHash"}
_LEAD = ("facts", "factsUsed", "badRow")
_HASH = re.compile("[0-9a-f]{64}")
_NOT_CANONICAL = "The file is not in the canonical form (RFC 8785) in which records are written."
_NO_RECORD = "This is not a decision record."


def make_record(
    document: RulesDocument,
    verdict: Verdict,
    facts: Facts | BadRow,
    at: datetime,
    *,
    only_used: bool = False,
    lists: Mapping[str, str] | None = None,
    id: str = "",
) -> bytes:
    """Return the record of a decision; `only_used` leaves out the facts that the rules don't read.

    A record with only those is for the side that does not hold the person's card: it proves
    the verdict, but not that the facts are the ones behind `inputHash`. `lists` are the hashes of
    the lists of existing pipeline that were asked, by side, as they had been promised. `id` is the
    lead's, by which two records of the same lead are held against each other.
    """
    record: dict[str, Any] = {
        "kind": KIND,
        "rules": document.source,
        "at": as_text(at),
        "consent": verdict.consent._asdict(),
        "state": _state_named(verdict),
        "verdict": verdict.as_dict(),
    }
    if lists:
        record["lists"] = dict(lists)
    if id:
        record["id"] = id
    if isinstance(facts, BadRow):
        record["badRow"] = facts.reason
    elif only_used:
        record["factsUsed"] = facts_used(document, facts)
    else:
        record["facts"] = facts
    record["recordHash"] = canonical_hash(record)
    return canonical(record)


def _state_named(verdict: Verdict) -> dict[str, Any]:
    """Return what the state contributed to a verdict, all of which the verdict itself names."""
    return {
        "counter": verdict.counter,
        "duplicateOf": verdict.of,
        "lists": [entry["list"] for entry in verdict.because if "list" in entry],
    }


def facts_used(document: RulesDocument, facts: Facts) -> Facts:
    """Return the facts that the rules can read, answers nested."""
    read = document.facts_read
    used: Facts = {name: facts[name] for name in read if name in facts}
    used["answers"] = {key: text for key, text in facts["answers"].items() if ANSWERS + key in read}
    return used


def check_record(data: bytes) -> list[str]:
    """Recompute a record and return what does not agree, one sentence each; empty when all does."""
    try:
        record = read_strict(data, noncharacters=True)
    except NotStrictJsonError as wrong:
        return [f"{_NO_RECORD} {one.message}" for one in wrong.problems]
    if not isinstance(record, dict) or record.get("kind") != KIND:
        return [_NO_RECORD]
    found = [] if canonical(record) == data else [_NOT_CANONICAL]
    claimed = record.pop("recordHash", None)
    if claimed != canonical_hash(record):
        found.append("recordHash is not the hash of the rest of the record.")
    return found + _check_decision(record)


def _check_decision(record: dict[str, Any]) -> list[str]:
    lead = [name for name in _LEAD if name in record]
    if (
        set(record) - {"lists", "id"} != _NAMES - {"recordHash"} | set(lead)
        or len(lead) != 1
        or not isinstance(record.get("id", ""), str)
    ):
        return ["The record does not have exactly the parts that a decision record has."]
    try:
        router = Router(read_rules(record["rules"]))
    except RulesInvalidError as wrong:
        return [f"The rules are not valid: {one.field}: {one.message}" for one in wrong.problems]
    facts: Facts | BadRow = record[lead[0]] if lead[0] != "badRow" else BadRow(str(record["badRow"]))
    misfit_found = (
        _facts_misfit(facts) or _facts_used_misfit(record, router.document) or _lists_misfit(record, router.document)
    )
    if misfit_found:
        return [misfit_found]
    return _decided_differently(router, record, facts)


def check_verdict(router: Router, verdict: Verdict, facts: Facts | BadRow, at: datetime) -> list[str]:
    """Decide once more from the facts that the rules read; return what comes out otherwise, one sentence each."""
    told = {"at": as_text(at), "consent": verdict.consent._asdict(), "state": _state_named(verdict)}
    return _decided_differently(router, {**told, "verdict": verdict.as_dict(), "factsUsed": facts}, facts)


def _decided_differently(router: Router, record: dict[str, Any], facts: Facts | BadRow) -> list[str]:
    claimed = record["verdict"]
    try:
        verdict = _decide(router, record, facts)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return ["The consent, the state or the time in the record does not have the form it must have."]
    given = verdict.as_dict()
    if "factsUsed" in record:
        given["inputHash"] = claimed["inputHash"]
    found = _differences(claimed, given)
    if not found and not _same(record["state"], _state_named(verdict)):
        found.append("The state in the record is not what the verdict names.")
    return found


def _same(one: Any, other: Any) -> bool:
    """Whether two values have one canonical form; what Python spells alike has, and that is found out sooner."""
    return repr(one) == repr(other) or canonical(one) == canonical(other)


def _decide(router: Router, record: dict[str, Any], facts: Facts | BadRow) -> Verdict:
    at = datetime.fromisoformat(record["at"])
    consent, state = record["consent"], record["state"]
    if (
        as_text(at) != record["at"]
        or set(consent) != {"host", "partner"}
        or set(state) != {"counter", "duplicateOf", "lists"}
    ):
        raise ValueError
    if not isinstance(record["verdict"]["lead"], str) or not all(one in CONSENTS for one in consent.values()):
        raise ValueError
    counter = state["counter"]
    counters = {} if counter is None else {route.name: counter - 1 for route in router.document.routes}
    return router.decide(
        record["verdict"]["lead"],
        facts,
        consent=Consent(consent["host"], consent["partner"]),
        at=at,
        duplicate_of=state["duplicateOf"],
        listed=state["lists"],
        counters=counters,
    )


def _lists_misfit(record: dict[str, Any], document: RulesDocument) -> str | None:
    """Each list that was asked is one of the rules', named by a hash; a list that matched was asked."""
    if "lists" not in record:
        return None
    lists, state = record["lists"], record["state"]
    matched = state.get("lists") if isinstance(state, dict) else None
    fits = isinstance(lists, dict) and lists and document.exclusions.issuperset(lists)
    matching = matched if isinstance(matched, list) else [None]
    if not fits or not all(isinstance(side, str) and side in lists for side in matching):
        return "The lists in the record are not those that the rules have and the decision asked."
    if not all(isinstance(hashed, str) and _HASH.fullmatch(hashed) for hashed in lists.values()):
        return "A list in the record is not named by its hash."
    return None


def _facts_used_misfit(record: dict[str, Any], document: RulesDocument) -> str | None:
    """Without all facts `inputHash` cannot be recomputed, but it must be one."""
    if "factsUsed" not in record:
        return None
    if record["factsUsed"] != facts_used(document, record["factsUsed"]):
        return "factsUsed holds a fact that the rules do not read."
    hashed = record["verdict"].get("inputHash") if isinstance(record["verdict"], dict) else None
    if not isinstance(hashed, str) or not _HASH.fullmatch(hashed):
        return "verdict.inputHash is not 64 lower-case hex digits."
    return None


def _facts_misfit(facts: Facts | BadRow) -> str | None:
    if isinstance(facts, BadRow):
        return None
    if not isinstance(facts, dict) or not isinstance(facts.get("answers"), dict):
        return "The facts are not an object with answers."
    named = {name: value for name, value in facts.items() if name != "answers"}
    named |= {ANSWERS + key: value for key, value in facts["answers"].items()}
    for name, value in named.items():
        kind = fact_type(name)
        if kind is None:
            return f"{name} is no fact."
        if misfit(value, Fact(name, kind, None)):
            return f"The fact {name} is not in its normal form."
    return None


def _differences(claimed: Any, given: dict[str, Any]) -> list[str]:
    if not isinstance(claimed, dict):
        return ["The verdict is not an object."]
    if _same(claimed, given):
        return []
    names = [*given, *(name for name in claimed if name not in given)]
    return [
        f"verdict.{name} is {_show(claimed, name)}; by the rules it is {_show(given, name)}."
        for name in names
        if _show(claimed, name) != _show(given, name)
    ]


def _show(verdict: dict[str, Any], name: str) -> str:
    return canonical(verdict[name]).decode() if name in verdict else "absent"
