"""`{% load workspace %}`: how pressing something is, and what is missing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from twofold.ui.badges import state_badge

register = template.Library()

URGENCY = {
    "overdue": ("Overdue", "bad"),
    "today": ("Today", "warn"),
    "other_side_waits": ("Partner is waiting", "warn"),
    "soon": ("Soon", "info"),
    "later": ("Later", "neutral"),
}


@register.filter
def links(gaps: Sequence[Mapping[str, Any]]) -> SafeString:
    """What is missing, each with the way to where it is done."""
    each = format_html_join("", '<li><a href="{}">{}</a></li>', ((gap["link"], gap["what"]) for gap in gaps))
    return format_html("<ul>{}</ul>", each) if gaps else mark_safe("")


@register.simple_tag
def urgency_badge(move: Mapping[str, Any], whose: str) -> SafeString:
    """How pressing a move is, `ours` or `theirs`: where the other side waits for one of theirs, it is us who wait."""
    word, tone = URGENCY[move["urgency"]]
    return state_badge("You are waiting" if word == "Partner is waiting" and whose == "theirs" else word, "", tone)
