"""What a list is narrowed by, as chips: each says it in words, and opens to be changed. What it takes to change one is
found when it is opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from twofold.core.actor import Actor
from twofold.core.entities import ENTITIES, Field
from twofold.core.entities.filters import ME, Filter, questions
from twofold.core.operations.query import ask
from twofold.rules.date_windows import WINDOWS
from twofold.ui.times import moment

from .cells import title_of
from .list_choices import Value
from .list_state import ListState

MOST_REFERRED: Final = 200
_INPUTS: Final = {"integer": "number", "number": "number", "date": "date", "day": "date", "datetime": "datetime-local"}
_ORDER: Final = ("contains", "is", "within", "from", "to", "empty")
_WORDS: Final = {
    "contains": "Contains",
    "is": "Is",
    "within": "In",
    "from": "From",
    "to": "Below",
    "empty": "Filled in",
}
_OF_TIMES: Final = {"from": "From", "to": "Before"}


@dataclass(frozen=True)
class Control:
    """One input of a chip's form: boxes to tick, a choice of one, or a line of text."""

    name: str
    label: str
    kind: str
    value: str = ""
    options: tuple[tuple[str, str, bool], ...] = ()
    most: int | None = None


@dataclass(frozen=True)
class Chip:
    """What a list is narrowed by in one field: the words, how to take it away, where it opens, and open the form that
    changes it.
    """

    field: Field
    words: str
    html: SafeString
    removed: str
    opens: str
    controls: tuple[Control, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    is_open: bool = False

    @property
    def remove_label(self) -> str:
        """What its cross says."""
        return f"Remove the filter: {self.words}"


def chips(state: ListState, actor: Actor, opened: str = "") -> list[Chip]:
    """A chip for each field that narrows the list, and an open one for the field that is about to."""
    found = []
    for field in state.entity.filters:
        asked = {each.spelled: each for each in questions(field)}
        set_here = {name: value for name, value in state.filters.items() if name in asked}
        if set_here or field.name == opened:
            found.append(_chip(state, actor, field, asked, is_open=field.name == opened))
    return found


def possible(state: ListState) -> list[Field]:
    """The fields by which the list can be narrowed that no chip stands for yet."""
    taken = {*state.filters, *state.fixed}
    fields = [each for each in state.entity.filters if each.column != "never" or each.to]
    return [each for each in fields if not taken & {one.spelled for one in questions(each)}]


def _chip(state: ListState, actor: Actor, field: Field, asked: Mapping[str, Filter], *, is_open: bool) -> Chip:
    options = _options(actor, field, None if is_open else state.filters.get(field.name, ""))
    parts = [_said(asked[name], value, options) for name, value in state.filters.items() if name in asked]
    words = f"{field.label} {' and '.join(map(' '.join, parts))}" if parts else field.label
    shown = format_html_join(" and ", "{} {}", ((verb, _when(field, actor, said)) for verb, said in parts))
    html = format_html("{} {}", field.label, shown) if parts else format_html("{}", field.label)
    closed = Chip(field, words, html, state.address(**dict.fromkeys(asked, "")), state.address(edit=field.name))
    if not is_open:
        return closed
    offered = {name: each for name, each in asked.items() if each.kind != "empty" or _may_be_empty(field)}
    controls = [_control(name, each, state.filters.get(name, ""), options) for name, each in offered.items()]
    controls.sort(key=lambda each: _ORDER.index(asked[each.name].kind))
    return replace(closed, controls=tuple(controls), hidden=tuple(state.hidden(*asked)), is_open=True)


def _may_be_empty(field: Field) -> bool:
    """Whether it makes sense to look for items without it."""
    return not (field.required or (field.choices and field.default is not None))


def _options(actor: Actor, field: Field, only: Value | None) -> list[tuple[str, str]]:
    """What the field can be, by value and word; of references `only` those that are asked for, where that is enough."""
    if field.to:
        return _referred(actor, field, only)
    if field.type == "boolean":
        return [("true", "Yes"), ("false", "No")]
    return [(each.value, each.label) for each in field.choices]


def _referred(actor: Actor, field: Field, only: Value | None) -> list[tuple[str, str]]:
    """What a reference can lead to: whoever asks first, then the others by name."""
    title = title_of(field.to)
    named = ENTITIES[field.to].field(title)
    order = title if named and named.sort else ""
    asked = {"fields": f"id,{title}", "sort": order, "limit": MOST_REFERRED}
    if only is not None:
        ids = [each for each in (only.split(",") if isinstance(only, str) else only) if each and each != ME]
        asked |= {"id": ids}
    others = ask(actor, f"{field.to}.list", asked)["items"] if only is None or asked["id"] else []
    options = [(each["id"], each[title]) for each in others]
    return [(ME, "Me"), *options] if field.to == "person" else options


def _control(name: str, asked: Filter, value: Value, options: list[tuple[str, str]]) -> Control:
    field, text = asked.field, value if isinstance(value, str) else ", ".join(value)
    label = {**_WORDS, **(_OF_TIMES if field.type in {"date", "day", "datetime"} else {})}[asked.kind]
    if asked.kind == "is" and options and field.type != "boolean":
        ticked = text.split(",")
        return Control(name, field.label, "boxes", options=tuple((key, word, key in ticked) for key, word in options))
    if asked.kind == "is" and field.type == "boolean":
        return Control(name, label, "one", options=_one_of(options, text))
    if asked.kind == "within":
        return Control(name, label, "one", options=_one_of(list(WINDOWS.items()), text))
    if asked.kind == "empty":
        return Control(name, label, "one", options=_one_of([("false", "Yes"), ("true", "No")], text))
    kind = _INPUTS.get(field.type, "text") if asked.kind in {"from", "to", "is"} else "text"
    return Control(name, label, kind, text)


def _one_of(options: list[tuple[str, str]], text: str) -> tuple[tuple[str, str, bool], ...]:
    return tuple((key, word, key == text) for key, word in [("", "–"), *options])


def _when(field: Field, actor: Actor, text: str) -> SafeString | str:
    """A date or time as every other on the page; any other text as it stands."""
    if field.type not in {"date", "day", "datetime"}:
        return text
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return text
    if field.type != "datetime":
        return moment(when.date())
    zone = ZoneInfo(actor.person.time_zone if actor.person else "UTC")
    return moment(when if when.tzinfo else when.replace(tzinfo=zone))


def _said(asked: Filter, value: Value, options: list[tuple[str, str]]) -> tuple[str, str]:
    """One question in words, what it asks and for what: “is” “Active or Expanding”, “contains” “acme”, “is” “empty”."""
    text = value if isinstance(value, str) else " or ".join(value)
    if asked.kind == "is":
        known: dict[str, Any] = dict(options)
        words = [known.get(each, each) for each in text.split(",")] if options else [text]
        return "is", " or ".join(words)
    if asked.kind == "within":
        return "in:", WINDOWS.get(text, text).lower()
    if asked.kind == "empty":
        return "is", "empty" if text == "true" else "filled in"
    times = asked.field.type in {"date", "day", "datetime"}
    return {"contains": "contains", "from": "from", "to": "before" if times else "below"}[asked.kind], text
