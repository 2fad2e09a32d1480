"""Small marks in the flow of a page: icons, states, sides, people. Colour never says anything alone.

A table of fifty rows has some three hundred of them and few that differ: those are made once and kept, by what they
were made of and its type, so that a text that is safe and one that is not are never taken for each other.
"""

from functools import lru_cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from .state_colors import TONES

SYMBOLS = {
    "good": "circle-check",
    "warn": "alert-circle",
    "bad": "alert-triangle",
    "busy": "progress",
    "info": "circle",
    "neutral": "circle-dashed",
}
LETTERS = {"host": "H", "partner": "P"}
_kept = lru_cache(maxsize=2048, typed=True)


@_kept
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """The outline icon `name` of frontend/icons.txt. With a `label` it is read aloud, without it is decoration."""
    said = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon{}" {}><use href="{}#{}"></use></svg>',
        " icon-lg" if size == "lg" else "",
        said,
        static("ui/icons.svg"),
        name,
    )


@_kept
def state_badge(value: str, label: str = "", tone: str = "", symbol: str = "") -> SafeString:
    """A state in words, with the tone (good, warn, bad, busy, info, neutral) and symbol that go with it."""
    words = str(value).replace("_", " ")
    tone = tone or TONES.get(words.lower(), "neutral")
    return format_html(
        '<span class="state state-{}">{}{}</span>', tone, icon(symbol or SYMBOLS[tone]), label or capfirst(words)
    )


@_kept
def side_badge(side: str, name: str = "") -> SafeString:
    """A company by its side, `host` or `partner`: colour, shape and letter say it; `name` is the company's."""
    letter = LETTERS.get(side, "?")
    who = format_html('<span class="clip">{}</span>', name) if name else ""
    hint = {"host": "Host", "partner": "Partner"}.get(side, "No side")
    return format_html(
        '<span class="side side-{}"><span class="side-mark" role="img" aria-label="{}" title="{}">{}</span>{}</span>',
        side,
        hint,
        hint,
        letter,
        who,
    )


def initials(name: str) -> str:
    """One or two letters that stand for a name; `?` for an empty one."""
    parts = [part for part in str(name).replace("@", " ").split() if part[0].isalnum()]
    letters = [parts[0][0], parts[-1][0]] if len(parts) > 1 else [part[0] for part in parts]
    return "".join(letters).upper() or "?"


def person_chip(name: str, role: str = "", side: str = "") -> SafeString:
    """A person by initials and name, with what they are here and in the colour of their side."""
    what = format_html(' <span class="person-role">{}</span>', role) if role else ""
    return format_html(
        '<span class="person{}"><span class="person-mark" aria-hidden="true">{}</span>'
        '<span class="clip">{}{}</span></span>',
        f" person-{side}" if side in LETTERS else "",
        initials(name),
        name,
        what,
    )


def hash_value(value: str, label: str = "hash", letters: int = 12) -> SafeString:
    """A long hash or token: its first letters to compare by eye, the whole of it by the button beside it."""
    short = value if len(value) <= letters else f"{value[:letters]}…"
    return format_html(
        '<span class="hash"><code title="{}">{}</code><button type="button" class="icon-button" data-copy="{}" '
        'aria-label="Copy the {}">{}</button></span>',
        value,
        short,
        value,
        label,
        icon("copy"),
    )
