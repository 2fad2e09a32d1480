"""The sentences of a verdict; each says what happens with the lead, then why."""

import re
from collections.abc import Mapping
from typing import Any

from twofold.rules.lead_share.condition import Always
from twofold.rules.lead_share.routes import Route, Split

_TO = {"host": "the host", "partner": "the partner", "both": "both sides", "none": "nobody"}
_SIDE = re.compile(r"\b[Tt]he (host|partner)\b")


def sentence_bad_row(reason: str) -> str:
    """Say what is wrong with a row, without repeating its cells."""
    return f"This row cannot be used: {reason}."


def sentence_not_shared(phrase: str) -> str:
    """Say why a lead is no shared lead."""
    return f"Is not a shared lead: {phrase}."


def sentence_duplicate(first: str) -> str:
    """Say which lead the same person had first."""
    return f"Is the same person as lead {first}, which came first."


def sentence_goes(to: str, held: tuple[str, ...], reason: str) -> str:
    """Say where a lead goes, or for whose lack of consent it is held, and why."""
    if not held:
        return f"Goes to {_TO[to]}: {reason}."
    lacking = " and ".join(_TO[side] for side in held)
    return f"On hold: no consent for {lacking} on file; with it the lead goes to {_TO[to]}: {reason}."


def because_listed(sides: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return one entry of the trace for each list that the person is on, host first."""
    return [
        {"route": None, "list": side, "matched": True, "why": f"the person is in the existing pipeline of the {side}"}
        for side in sides
    ]


def because_routed(route: Route, phrase: str, counter: int | None) -> str:
    """Return the reason of the route that matched, with the place in its split if it has one."""
    reason = f"the route {route.name} catches all remaining leads" if isinstance(route.when, Always) else phrase
    if counter is None or not isinstance(route.to, Split):
        return reason
    return f"{reason}, and it is number {counter} in the split {route.to.host} to {route.to.partner}"


def with_names(sentence: str, companies: Mapping[str, str]) -> str:
    """“Goes to the partner: …” as “Goes to Brightwater Analytics: …”; a side without a name stays “the partner”."""
    return _SIDE.sub(lambda found: companies.get(found[1]) or found[0], sentence)
