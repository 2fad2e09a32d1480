"""The control that fits a field of an entity. What is typed into it is judged by the operation, not by the form."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.html import format_html, format_html_join

from twofold.core.entities import ENTITIES, Entity, Field
from twofold.core.entities.inputs import longest
from twofold.core.errors import NotFound
from twofold.core.operations.query import ask

from .cells import title_of
from .form_texts import is_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.utils.safestring import SafeString

    from twofold.core.actor import Actor

MOST_CHOICES = 200
_TYPES = {"email": "email", "url": "url", "date": "date", "datetime": "datetime-local"}


class Control(forms.Field):
    """Takes whatever was typed, and remembers beside the page's own value what another person made of it meanwhile.
    `when` is the field and value, as `role=guest`, with which alone it is asked.
    """

    note: Any = None
    when = ""

    def validate(self, value: Any) -> None:
        """The operation says what is wrong, so that every door says the same."""


def control(
    actor: Actor, entity: Entity, field: Field, text: str, *, required: bool | None = None, below: str = ""
) -> Control:
    """The field of the form for a field of the entity; `text` is what stands in it, `below` the id of its parent."""
    made = Control(
        label=field.label,
        help_text=field.help,
        required=(field.required or bool(field.when)) if required is None else required,
        widget=_widget(actor, entity, field, text, below),
        show_hidden_initial=True,
    )
    made.when = field.when
    return made


class Boxes(forms.CheckboxSelectMultiple):
    """A list of which each value is a box to tick; its text has one value a line, as any list's."""

    def format_value(self, value: Any) -> list[str]:
        """The values that are ticked."""
        return (value if isinstance(value, str) else "\n".join(value or ())).split("\n")


class Suggested(forms.TextInput):
    """A text of which the browser offers some while one types."""

    def __init__(self, texts: Sequence[str], attrs: dict[str, Any]) -> None:
        super().__init__(attrs=attrs)
        self.texts = texts

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The control, and the list of texts behind it."""
        control = super().render(name, value, {**(attrs or {}), "list": f"suggested-{name}"}, renderer)
        offered = format_html_join("", '<option value="{}"></option>', ((text,) for text in self.texts))
        return format_html('{}<datalist id="suggested-{}">{}</datalist>', control, name, offered)


def _widget(actor: Actor, entity: Entity, field: Field, text: str, below: str) -> forms.Widget:
    if field.choices:
        return _choice(field, text)
    if field.to:
        return _reference(actor, entity, field, text, below)
    if field.type == "boolean":
        return forms.CheckboxInput()
    if field.type in {"array", "text"}:
        more = {"placeholder": "One per line"} if field.type == "array" else {"maxlength": longest(entity, field)}
        return forms.Textarea(attrs={"rows": 4, **more})
    if field.type in {"integer", "number"}:
        return forms.NumberInput(attrs=_bounds(field))
    kind = "date" if field.type == "day" and (not text or is_day(text)) else _TYPES.get(field.type, "text")
    attrs: dict[str, Any] = {"type": kind}
    if kind in {"text", "email", "url"}:
        attrs["maxlength"] = longest(entity, field)
    return Suggested(field.suggests(), attrs=attrs) if field.suggests else forms.TextInput(attrs=attrs)


def _choice(field: Field, text: str) -> forms.Widget:
    if field.type == "array":
        return Boxes(choices=_grouped(field))
    words = [(each.value, each.label) for each in field.choices]
    return forms.RadioSelect(choices=words) if field.radio else forms.Select(choices=_with(text, words, field))


def _grouped(field: Field) -> list[Any]:
    """The choices under their headings; those without one stand by themselves."""
    found: list[Any] = []
    for group, members in groupby(field.choices, key=lambda each: each.group):
        words = [(each.value, f"{each.label} ({each.help})" if each.help else each.label) for each in members]
        found += [(group, words)] if group else words
    return found


def _bounds(field: Field) -> dict[str, Any]:
    told = {"min": field.least, "max": field.most}
    step = "1" if field.type == "integer" else "any"
    return {name: _plain(bound) for name, bound in told.items() if bound is not None} | {"step": step}


def _reference(actor: Actor, entity: Entity, field: Field, text: str, below: str) -> forms.Select | Boxes:
    """The items one may choose from: those of the same parent, where they have one. With more of them than a list can
    hold, the rest is found by typing.
    """
    target = ENTITIES[field.to]
    title = title_of(target.noun)
    attrs = {
        "data-typed-select": "",
        "data-api": f"/api/v1/{target.path}",
        "data-title": title,
        "data-more": ",".join(target.told_apart),
    }
    found: list[tuple[str, str]] = []
    if actor.may(target.needs):
        names = ",".join(("id", title, *target.told_apart))
        given: dict[str, Any] = {"fields": names, "sort": title, "limit": MOST_CHOICES}
        same = same_parent(entity, target.noun)
        if same and below:
            given[same] = below
            attrs["data-narrowed"] = f"{same}={below}"
        found = [(each["id"], option_of(target, each)) for each in ask(actor, f"{target.noun}.list", given)["items"]]
        known = {each for each, _ in found}
        found += [(each, _title_of_one(actor, target, each)) for each in text.split() if each not in known]
    if field.type == "array":
        return Boxes(choices=found)
    return forms.Select(attrs=attrs, choices=_with(text, found, field))


def same_parent(entity: Entity, noun: str) -> str:
    """The field by which both say what they belong to, where that is the same; else empty."""
    name = entity.parent_name
    return name if name and ENTITIES[noun].field(name) else ""


def option_of(target: Entity, item: Mapping[str, Any]) -> str:
    """What an item is called among others to choose from."""
    return ", ".join(str(item[name]) for name in (title_of(target.noun), *target.told_apart) if item[name])


def _title_of_one(actor: Actor, target: Entity, id: str) -> str:
    try:
        return option_of(target, ask(actor, f"{target.noun}.get", {"id": id}))
    except NotFound:
        return "Somebody you don't see" if target.noun == "person" else f"A {target.words[0]} you don't see"


def _with(text: str, choices: list[tuple[str, str]], field: Field) -> list[tuple[str, str]]:
    """The choices, with one for nothing where there is nothing yet or may be, and with what stands there already."""
    may_be_empty = not text or not (field.required or field.default)
    known = {value for value, _ in choices}
    there = [(text, text)] if text and text not in known else []
    return [*([("", "–")] if may_be_empty else []), *choices, *there]


def _plain(bound: float) -> str:
    return str(int(bound)) if float(bound).is_integer() else str(bound)
