"""`{% load workspace %}`: words for what the code calls by keys."""

from typing import Any

from django import template

register = template.Library()

URGENCY = {
    "overdue": ("Overdue", "bad"),
    "today": ("Today", "warn"),
    "other_side_waits": ("Partner is waiting", "warn"),
    "soon": ("Soon", "info"),
    "later": ("Later", "neutral"),
}


@register.filter
def urgency_word(key: str, whose: str = "") -> str:
    """`other_side_waits` in words; of `theirs`, it is us who wait."""
    return "You are waiting" if key == "other_side_waits" and whose == "theirs" else URGENCY[key][0]


@register.filter
def urgency_tone(key: str) -> str:
    """The tone an urgency has."""
    return URGENCY[key][1]


@register.filter
def words(key: str) -> str:
    """`landing_page` as "Landing page"."""
    return key.replace("_", " ").capitalize()


@register.filter
def pick(mapping: dict[str, Any], key: str) -> Any:
    """A value of a mapping by a key that the template only knows when it is drawn."""
    return mapping.get(key)
