"""The form as the document that both sign, and a document as the form."""

from __future__ import annotations

import json
import re
from typing import Any

from twofold.rules.strict_json import NotStrictJsonError, plain, read_strict, whole_or_double

from .conditions import to_lines, to_when
from .draft import Draft, RouteDraft

ATTENDED = {"==": [{"var": "attended"}, True]}
DUPLICATES = {"key": "email", "keep": "first"}
ATTRIBUTION = {"model": "first_touch", "windowDays": 90}
_NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?")


def to_document(draft: Draft) -> dict[str, Any]:
    """The document. Numbers that are none stay as typed, so that the check of the rules says what is wrong with them."""
    exclusions = {
        side: "existing_pipeline"
        for side, wanted in (("host", draft.exclude_host), ("partner", draft.exclude_partner))
        if wanted
    }
    unnamed: Any = "hold" if draft.consent == "hold" else {"basis": draft.basis, "because": draft.because}
    implied = {
        "duplicates": (DUPLICATES, DUPLICATES),
        "attribution": (ATTRIBUTION, {"model": draft.model, "windowDays": _number(draft.window)}),
    }
    left_out = draft.left_out.split()
    return {
        "schema": "lead-share/1",
        "sharedLead": {"when": _shared(draft)},
        "routes": [_route(each, _when(each)) for each in draft.routes] + [_route(draft.rest, True)],
        **{name: said for name, (meant, said) in implied.items() if name not in left_out or said != meant},
        **({"exclusions": exclusions} if exclusions else {}),
        "consent": {"purpose": "follow_up", "unnamedRecipient": unnamed},
        "disputes": {"withinDays": _number(draft.dispute_days)},
        "retention": {"days": _number(draft.retention_days)},
    }


def draft_of(document: dict[str, Any]) -> Draft:
    """A valid document as the form, which gives exactly this document back.

    Conditions that the lines cannot say stand in it as JSONLogic; `left_out` names sections that are only implied.
    """
    document = plain(document)
    *routes, rest = document["routes"]
    exclusions = document.get("exclusions", {})
    unnamed = document["consent"]["unnamedRecipient"]
    held = unnamed == "hold"
    attribution = document.get("attribution", ATTRIBUTION)
    draft = Draft(
        routes=[_route_draft(each) for each in routes],
        rest=_destination(rest),
        exclude_host="host" in exclusions,
        exclude_partner="partner" in exclusions,
        consent="hold" if held else "basis",
        basis="" if held else unnamed["basis"],
        because="" if held else unnamed["because"],
        model=attribution["model"],
        window=str(attribution["windowDays"]),
        dispute_days=str(document["disputes"]["withinDays"]),
        retention_days=str(document["retention"]["days"]),
        left_out=" ".join(name for name in ("duplicates", "attribution") if name not in document),
    )
    _set_shared(draft, document["sharedLead"]["when"])
    return draft


def _shared(draft: Draft) -> Any:
    if draft.shared == "attended":
        return ATTENDED
    if draft.shared == "minutes":
        minutes = {"var": "minutes"}
        return {"and": [{"!=": [minutes, None]}, {">=": [minutes, _number(draft.shared_minutes)]}]}
    return _parsed(draft.shared_custom) if draft.shared == "custom" else True


def _set_shared(draft: Draft, when: Any) -> None:
    _, lines = to_lines(when) or ("", [])
    first = lines[0] if len(lines) == 1 else None
    if when is True:
        draft.shared = "all"
    elif when == ATTENDED:
        draft.shared = "attended"
    elif first and (first.fact, first.op) == ("minutes", "at_least"):
        draft.shared, draft.shared_minutes = "minutes", first.value
    else:
        draft.shared, draft.shared_custom = "custom", _written(when)


def _when(route: RouteDraft) -> Any:
    return _parsed(route.custom) if route.custom else to_when(route.match, route.conditions)


def _route(route: RouteDraft, when: Any) -> dict[str, Any]:
    to: Any = route.to
    if to == "split":
        host = _number(route.host)
        to = {"split": {"host": host, "partner": host if isinstance(host, str) else 100 - host}}
    made = {"name": route.name, "when": when, "to": to}
    if route.to != "none":
        first = route.first
        if route.to in ("host", "partner") and first != route.to:
            first = "assigned"
        made["followUp"] = {"first": first, "withinHours": _number(route.hours)}
    return made


def _destination(route: dict[str, Any]) -> RouteDraft:
    to, follow = route["to"], route.get("followUp", {})
    draft = RouteDraft(
        name=route["name"], first=follow.get("first", "assigned"), hours=str(follow.get("withinHours", 24))
    )
    if isinstance(to, dict):
        draft.to, draft.host = "split", str(to["split"]["host"])
    else:
        draft.to = to
    return draft


def _route_draft(route: dict[str, Any]) -> RouteDraft:
    draft = _destination(route)
    lines = to_lines(route["when"])
    if lines is None:
        draft.custom = _written(route["when"])
    else:
        draft.match, draft.conditions = lines
    return draft


def _written(when: Any) -> str:
    return json.dumps(when, ensure_ascii=False)


def _parsed(text: str) -> Any:
    """JSONLogic as typed; what is no JSON stays text, which the check of the rules refuses where it stands."""
    try:
        return read_strict(text)
    except NotStrictJsonError:
        return text


def _number(text: str) -> Any:
    """A number as typed, or the text where it is none."""
    return whole_or_double(float(text)) if _NUMBER.fullmatch(text.strip().lower()) else text
