"""The state of routing between two files: counters of splits and known people, as JSON."""

import json
from typing import Any

from twofold.rules.lead_share.csv_records import FileRefusedError
from twofold.rules.lead_share.document import RulesDocument
from twofold.rules.lead_share.routes import Split
from twofold.rules.lead_share.routing_state import RoutingState
from twofold.rules.strict_json import NotStrictJsonError, read_strict

SCHEMA = "lead-share-state/1"


def state_text(state: RoutingState, document: RulesDocument) -> str:
    """Write a state as one JSON document that names the rules under which it was made."""
    return json.dumps(
        {"schema": SCHEMA, "rulesHash": document.hash, "counters": state.counters, "known": state.known},
        ensure_ascii=False,
    )


def read_state(data: bytes, document: RulesDocument) -> RoutingState:
    """Read a state; raises FileRefusedError if it is none or was made under other rules."""
    try:
        found = read_strict(data, noncharacters=True)
    except NotStrictJsonError:
        raise FileRefusedError("This is not a state file.") from None
    if (
        not isinstance(found, dict)
        or set(found) != {"schema", "rulesHash", "counters", "known"}
        or found["schema"] != SCHEMA
    ):
        raise FileRefusedError("This is not a state file.")
    if found["rulesHash"] != document.hash:
        raise FileRefusedError(
            "This state was made under other rules: start a new one, or use the rules it was made under."
        )
    splits = {route.name for route in document.routes if isinstance(route.to, Split)}
    counters, known = found["counters"], found["known"]
    if not _all(counters, _is_count) or not set(counters) <= splits or not _all(known, _is_text):
        raise FileRefusedError("This state file is damaged.")
    return RoutingState(counters, known)


def _all(mapping: Any, fits: Any) -> bool:
    return isinstance(mapping, dict) and all(fits(value) for value in mapping.values())


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_text(value: Any) -> bool:
    return isinstance(value, str)
