"""Files that one company hands to the other: receipts, decisions, states of routing. What was changed is found."""

from __future__ import annotations

import json

from tests.fuzzing.cases import Draws
from tests.fuzzing.nasty import written
from tests.fuzzing.targets.rules import LIBRARY
from tests.fuzzing.trial import Target
from tests.rules.lead_share.test_decision_records import RECORDS
from tests.rules.test_receipts import RECEIPT
from twofold.rules.canonical import canonical
from twofold.rules.lead_share import check_record, read_rules
from twofold.rules.lead_share.csv_records import FileRefusedError
from twofold.rules.lead_share.state_file import read_state
from twofold.rules.receipts import check_receipt, signed_with
from twofold.rules.strict_json import NotStrictJsonError, plain

RULES = read_rules((LIBRARY / "split-60-40.json").read_bytes())
STATES = [
    json.dumps({"schema": "lead-share-state/1", "rulesHash": RULES.hash, "counters": counters, "known": known}).encode()
    for counters, known in (({}, {}), ({RULES.routes[-1].name: 3}, {"a@b.example": "1"}))
]


def changed(draws: Draws, sample: bytes) -> bytes:
    """A file of which some bytes changed, or one that is in its one form but says something else."""
    if draws.random() < 0.5:
        return draws.data(sample)
    other = json.loads(sample)
    if draws.random() < 0.5 and isinstance(other, dict):
        name = draws.pick(list(other))
        other = {**other, name: draws.json(other[name])}
    else:
        other = draws.json(other)
    try:
        return canonical(plain(other))
    except NotStrictJsonError:
        return written(other).encode()


def any_receipt(data: bytes) -> bool:
    """Sentences, or the receipt as it was signed."""
    found = check_receipt(data)
    assert all(isinstance(each, str) and each for each in found)
    assert bool(found) == (data != RECEIPT), found
    return bool(found) or bool(signed_with(data))


def any_record(data: bytes) -> bool:
    """Sentences; a record whose bytes were changed by chance does not agree any more."""
    found = check_record(data)
    assert all(isinstance(each, str) and each for each in found)
    return not found


def any_state(data: bytes) -> bool:
    """Counters and people that routing can go on from."""
    state = read_state(data, RULES)
    assert all(isinstance(each, int) and each >= 0 for each in state.counters.values())
    return True


TARGETS = [
    Target("receipts", lambda draws: changed(draws, RECEIPT), any_receipt, takes_all=True, proof=50_000),
    Target("decisions", lambda draws: changed(draws, draws.pick(RECORDS)), any_record, proof=10_000),
    Target(
        "states of routing",
        lambda draws: changed(draws, draws.pick(STATES)),
        any_state,
        (FileRefusedError,),
        proof=40_000,
    ),
]
