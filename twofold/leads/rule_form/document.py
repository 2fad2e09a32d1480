"""The form as the document that both sign, and a document as the form."""

from __future__ import annotations

import json
from typing import Any

from .conditions import to_lines, to_logic
from .draft import Draft, RouteDraft

ATTENDED = {"==": [{"var": "attended"}, True]}


def to_document(draft: Draft) -> dict[str, Any]:
    """The document. Numbers that are none stay as typed, so that the check of the rules says what is wrong with them."""
    exclusions = {
        side: "existing_pipeline"
        for side, wanted in (("host", draft.exclude_host), ("partner", draft.exclude_partner))
        if wanted
    }
    unnamed: Any = "hold" if draft.consent == "hold" else {"basis": draft.basis, "because": draft.because}
    return {
        "schema": "lead-share/1",
        "sharedLead": {"when": _shared(draft)},
        "routes": [_route(each, _when(each)) for each in draft.routes] + [_route(draft.rest, True)],
        "duplicates": {"key": "email", "keep": "first"},
        **({"exclusions": exclusions} if exclusions else {}),
        "consent": {"purpose": "follow_up", "unnamedRecipient": unnamed},
        "attribution": {"model": draft.model, "windowDays": _whole(draft.window)},
        "disputes": {"withinDays": _whole(draft.dispute_days)},
        "retention": {"days": _whole(draft.retention_days)},
    }


def draft_of(document: dict[str, Any]) -> Draft:
    """A valid document as the form; conditions that the lines cannot say stand in it as JSONLogic."""
    *routes, rest = document["routes"]
    exclusions = document.get("exclusions", {})
    unnamed = document["consent"]["unnamedRecipient"]
    held = unnamed == "hold"
    attribution = document.get("attribution", {"model": "first_touch", "windowDays": 90})
    draft = Draft(
        routes=[_route_draft(each) for each in routes],
        rest=_route_draft({**rest, "when": True}),
        exclude_host="host" in exclusions,
        exclude_partner="partner" in exclusions,
        consent="hold" if held else "basis",
        basis="" if held else unnamed["basis"],
        because="" if held else unnamed["because"],
        model=attribution["model"],
        window=str(attribution["windowDays"]),
        dispute_days=str(document["disputes"]["withinDays"]),
        retention_days=str(document["retention"]["days"]),
    )
    _set_shared(draft, document["sharedLead"]["when"])
    return draft


def _shared(draft: Draft) -> Any:
    if draft.shared == "attended":
        return ATTENDED
    if draft.shared == "minutes":
        minutes = {"var": "minutes"}
        return {"and": [{"!=": [minutes, None]}, {">=": [minutes, _whole(draft.shared_minutes)]}]}
    return _parsed(draft.shared_custom) if draft.shared == "custom" else True


def _set_shared(draft: Draft, when: Any) -> None:
    lines = to_lines(when.get("and", when)) if isinstance(when, dict) else None
    first = lines[0] if lines and len(lines) == 1 else None
    if when is True:
        draft.shared = "all"
    elif first and (first.fact, first.op, first.value) == ("attended", "is", "yes"):
        draft.shared = "attended"
    elif first and (first.fact, first.op) == ("minutes", "at_least"):
        draft.shared, draft.shared_minutes = "minutes", first.value
    else:
        draft.shared, draft.shared_custom = "custom", json.dumps(when)


def _when(route: RouteDraft) -> Any:
    if route.custom:
        return _parsed(route.custom)
    parts = [to_logic(line) for line in route.conditions]
    if len(parts) == 1:
        return parts[0]
    return {"or" if route.match == "any" else "and": parts}


def _route(route: RouteDraft, when: Any) -> dict[str, Any]:
    to: Any = route.to
    if to == "split":
        host = _whole(route.host)
        to = {"split": {"host": host, "partner": 100 - host if isinstance(host, int) else host}}
    made = {"name": route.name, "when": when, "to": to}
    if route.to != "none":
        first = route.first
        if route.to in ("host", "partner") and first != route.to:
            first = "assigned"
        made["followUp"] = {"first": first, "withinHours": _whole(route.hours)}
    return made


def _route_draft(route: dict[str, Any]) -> RouteDraft:
    when, to, follow = route["when"], route["to"], route.get("followUp", {})
    draft = RouteDraft(
        name=route["name"], first=follow.get("first", "assigned"), hours=str(follow.get("withinHours", 24))
    )
    if isinstance(to, dict):
        draft.to, draft.host = "split", str(to["split"]["host"])
    else:
        draft.to = to
    if when is True:
        return draft
    if isinstance(when, dict) and "or" in when:
        draft.match = "any"
    inner = when.get("or", when.get("and", when)) if isinstance(when, dict) else when
    lines = to_lines(inner)
    if lines is None:
        draft.custom = json.dumps(when)
    else:
        draft.conditions = lines
    return draft


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _whole(text: str) -> Any:
    return int(text) if text.strip().lstrip("-").isdecimal() and len(text) < 9 else text  # noqa: PLR2004 - no rule needs more digits
