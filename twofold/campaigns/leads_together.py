"""Twenty leads that wait are one line of a list, not twenty that push everything else off the page."""

from collections.abc import Iterable
from typing import Any

from django.urls import NoReverseMatch, reverse

MOST_LEADS = 20
"""So many waiting leads of one campaign and side are told of, the most urgent first; there may be more."""
LINES = {"accept_lead": ("routed", "Accept or return {} leads"), "contact_lead": ("accepted", "Contact {} leads")}


def together(moves: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same moves in the same order, with the leads of one campaign and side that wait for the same as one line.

    The line stands where its most pressing lead stood, has its urgency and date, and leads to the leads themselves.
    """
    found: list[dict[str, Any]] = []
    lines: dict[tuple[str, str, str], dict[str, Any]] = {}
    for move in moves:
        if move["kind"] not in LINES:
            found.append(move)
            continue
        key = (move["campaignId"], move["side"], move["kind"])
        line = lines.get(key)
        if line is None:
            lines[key] = line = {**move, "leads": 0}
            found.append(line)
        line["leads"] += 1
    for line in lines.values():
        if line["leads"] > 1:
            line.update(_line(line))
    return found


def _line(line: dict[str, Any]) -> dict[str, str]:
    state, text = LINES[line["kind"]]
    try:
        link = reverse("campaign-leads", kwargs={"id": line["campaignId"]}) + f"?state={state}&sort=due"
    except NoReverseMatch:
        link = line["link"]
    said = f"{line['leads']} or more" if line["leads"] >= MOST_LEADS else str(line["leads"])
    return {"text": text.format(said), "link": link, "reason": "The follow-up time of the first is running."}
