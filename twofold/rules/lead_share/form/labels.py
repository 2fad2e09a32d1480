"""Where a mistake in rules is, in the words of the form: `$.routes[0].to` is “Route 1”."""

from __future__ import annotations

import re

from .draft import Draft

NOTE = "What you changed"
"""The label of the note that goes with a proposal."""
_ROUTE = re.compile(r"\$?\.?routes\[(\d+)\]")
_PARTS = {
    "sharedLead": "What counts as a shared lead",
    "routes": "Where it goes",
    "consent": "Consent",
    "exclusions": "Existing pipeline",
    "attribution": "A later sale",
    "disputes": "Disputes",
    "retention": "When uploaded files are removed",
    "note": NOTE,
}


def label_of(path: str, draft: Draft) -> str:
    """The part of the form that a path of the document means; empty where the form has no such part."""
    found = _ROUTE.match(path)
    if found:
        at = int(found[1])
        if at >= len(draft.routes):
            return "All remaining leads"
        name = draft.routes[at].name
        return f"Route {at + 1} ({name})" if name else f"Route {at + 1}"
    first = re.split(r"[.\[]", path.removeprefix("$").lstrip("."), maxsplit=1)[0]
    return _PARTS.get(first, "")
