"""Panels of next moves, as the start page and the page of a campaign show them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from twofold.ui.badges import state_badge
from twofold.ui.panels import Row, RowPanel
from twofold.ui.times import due

Move = Mapping[str, Any]
URGENCY = {
    "overdue": ("Overdue", "bad"),
    "today": ("Today", "warn"),
    "other_side_waits": ("Partner is waiting", "warn"),
    "soon": ("Soon", "info"),
    "later": ("Later", "neutral"),
}


def reason(move: Move) -> SafeString:
    """Why it matters, and until when."""
    return format_html("{} {}", move["reason"], due(move["due"]) if move["due"] else "")


def moves_panel(
    title: str, moves: Sequence[Move], *, theirs: bool = False, says: Callable[[Move], str] = reason, **more: Any
) -> RowPanel:
    """The moves of a side, each with how pressing it is: where the other side waits for one of `theirs`, it is us who wait.
    `more` is said of the panel.
    """
    rows = [Row(move["text"], move["link"], says(move), _urgency(move["urgency"], theirs=theirs)) for move in moves]
    return RowPanel(title, rows, **{"nothing": "Nothing to do right now.", **more})


def _urgency(urgency: str, *, theirs: bool) -> SafeString:
    word, tone = URGENCY[urgency]
    return state_badge("You are waiting" if theirs and urgency == "other_side_waits" else word, "", tone)
