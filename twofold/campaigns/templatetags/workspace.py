"""`{% load workspace %}`: buttons of a campaign's pages, and words for what the code calls by keys."""

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from twofold.campaigns.actions import ACTIONS
from twofold.ui.badges import icon

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


@register.simple_tag(takes_context=True)
def act_button(
    context: Context,
    verb: str,
    target: str,
    label: str,
    *,
    symbol: str = "",
    look: str = "btn btn-sm",
    about: str = "",
) -> SafeString:
    """A button that runs one act on a target and comes back to this page. `about` is read aloud only."""
    campaign = context["campaign"]["id"]
    request: Any = context["request"]
    back = request.get_full_path()
    question = ACTIONS[verb].asks
    asks = format_html(' data-confirm="{}"', question) if question else ""
    spoken = format_html('<span class="visually-hidden"> {}</span>', about) if about else ""
    return format_html(
        '<form method="post" action="{}" class="inline-form"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="back" value="{}"><button class="{}"{}>{}{}{}</button></form>',
        reverse("campaign-act", kwargs={"id": campaign, "verb": verb, "target": target}),
        context["csrf_token"],
        back,
        look,
        asks,
        icon(symbol) if symbol else "",
        label,
        spoken,
    )


@register.filter
def pick(mapping: dict[str, Any], key: str) -> Any:
    """A value of a mapping by a key that the template only knows when it is drawn."""
    return mapping.get(key)


@register.filter
def choices(pairs: str) -> list[list[str]]:
    """`"open:Open,done:Done"` as pairs, for a short menu."""
    return [pair.split(":") for pair in pairs.split(",")]
