"""The form as a browser posts it, and the buttons that change its shape: more routes, more lines, another order."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .draft import ConditionDraft, Draft, RouteDraft

MOST_ROUTES = 50
MOST_LINES = 150  # in all: a browser may send no more than 1,000 fields at once
_DIGITS = 3
_LINE_ENDS = re.compile("[\r\n]")
_TEXTS = (
    "shared", "shared_minutes", "shared_custom", "consent", "basis", "because", "model", "window", "dispute_days",
    "retention_days", "left_out", "note",
)  # fmt: skip


def draft_from(post: Mapping[str, str]) -> Draft:
    """What was posted. Names are `route-0-name`, `route-0-line-1-fact`, `rest-to`."""
    draft = Draft(**{name: post[name].strip() for name in _TEXTS if name in post})
    draft.exclude_host, draft.exclude_partner = "exclude_host" in post, "exclude_partner" in post
    draft.rest = _route(post, "rest")
    place = 0
    while f"route-{place}-name" in post and place < MOST_ROUTES:
        draft.routes.append(_route(post, f"route-{place}"))
        place += 1
    return draft


def edited(draft: Draft, action: str) -> bool:
    """Carry out a button of the form: `add-route`, `remove-route-1`, `up-route-1`, `add-line-0`, `remove-line-0-2`.

    Gives whether it was one.
    """
    verb, _, rest = action.partition("-")
    what, *numbers = rest.split("-")
    places = [int(number) for number in numbers if number.isdecimal() and len(number) <= _DIGITS]
    routes = draft.routes
    if action == "add-route" and len(routes) < MOST_ROUTES and _lines(draft) < MOST_LINES:
        routes.append(RouteDraft(name=f"Route {len(routes) + 1}", conditions=[ConditionDraft()]))
        return True
    if not places or places[0] >= len(routes):
        return False
    at = places[0]
    if (verb, what) == ("remove", "route"):
        del routes[at]
    elif (verb, what) == ("up", "route") and at > 0:
        routes[at - 1], routes[at] = routes[at], routes[at - 1]
    elif (verb, what) == ("add", "line") and _lines(draft) < MOST_LINES:
        routes[at].conditions.append(ConditionDraft())
    elif (verb, what) == ("remove", "line") and len(places) > 1 and places[1] < len(routes[at].conditions):
        del routes[at].conditions[places[1]]
    else:
        return False
    return True


def survives_post(draft: Draft) -> bool:
    """Whether a browser sends all of this form as it is shown: fields of one line hold no line ends and lose outer blanks."""
    rows = [draft, draft.rest, *draft.routes, *(line for each in draft.routes for line in each.conditions)]
    texts = [value for row in rows for value in vars(row).values() if isinstance(value, str)]
    return (
        all(text == _LINE_ENDS.sub("", text).strip() for text in texts)
        and len(draft.routes) <= MOST_ROUTES
        and _lines(draft) <= MOST_LINES
    )


def _lines(draft: Draft) -> int:
    return sum(len(route.conditions) for route in draft.routes)


def _route(post: Mapping[str, str], name: str) -> RouteDraft:
    route = RouteDraft(conditions=[])
    for field in ("name", "match", "custom", "to", "host", "first", "hours"):
        if f"{name}-{field}" in post:
            setattr(route, field, post[f"{name}-{field}"].strip())
    place = 0
    while f"{name}-line-{place}-fact" in post and place < MOST_LINES:
        at = f"{name}-line-{place}"
        route.conditions.append(
            ConditionDraft(*(post.get(f"{at}-{field}", "").strip() for field in ("fact", "key", "op", "value")))
        )
        place += 1
    return route
