"""How the value of a field is shown: the same in a table, on a card, on an item's page and in a chip."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from html import escape
from typing import Any, Final

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from twofold.core.actor import Actor
from twofold.core.entities import ENTITIES, Entity, Field
from twofold.core.entities.side_companies import SIDE_NAMES, companies_in
from twofold.core.operations.query import ask
from twofold.rules.sides import RECEIVERS
from twofold.rules.web_address import is_web_address
from twofold.ui.badges import side_badge, state_badge
from twofold.ui.links import link_to
from twofold.ui.times import day, moment

from .declaration import PAGES

NOTHING: Final = mark_safe('<span class="muted">–</span>')
Names = Mapping[str, Mapping[str, str]]
"""What referred items are called: by the noun of their entity, by id."""
_Draw = Callable[[Any, Mapping[str, Any]], SafeString]
_CENT: Final = 2


def shown(field: Field, item: Mapping[str, Any], names: Names, entity: Entity | None = None) -> SafeString:
    """The value of a field as people read it; a muted dash where there is none."""
    return drawer(field, names, entity)(item)


def drawer(field: Field, names: Names, entity: Entity | None = None) -> Callable[[Mapping[str, Any]], SafeString]:
    """What shows a field of any item. How is looked up once, and not again for each row of a list."""
    name, filled = field.name, _filled(field, names, entity)

    def value(item: Mapping[str, Any]) -> SafeString:
        held = item.get(name)
        return NOTHING if held is None or held in ("", []) else filled(held, item)

    drawn = PAGES[entity.noun].drawn.get(name) if entity and entity.noun in PAGES else None
    if drawn is None:
        return value
    draw = drawn.draw
    return lambda item: conditional_escape(draw(item, value(item)))


def _filled(field: Field, names: Names, entity: Entity | None) -> _Draw:
    """How the field's values are shown, where there is one."""
    if field.side:
        companies = names.get(SIDE_NAMES, {})
        return lambda value, item: _side(field, value, companies, item.get("spaceId", ""))
    if field.choices and field.type != "array":
        return lambda value, _: _choice(field, value)
    if field.to:
        known = names.get(field.to, {})
        return lambda value, item: _references(field.to, value, known, item)
    by_type = _BY_TYPE.get(field.type, _as_text)
    behind = entity.field(f"{field.name}Id") if entity else None
    if behind is None or not behind.to:
        return lambda value, item: by_type(value, field, item)
    noun, key = behind.to, behind.name
    return lambda value, item: (
        _referred(noun, item[key], str(value), item) if item.get(key) else by_type(value, field, item)
    )


def _text(value: object) -> SafeString:
    """A text that somebody wrote. A list has hundreds: `format_html` takes five times as long."""
    return SafeString(escape(str(value)))


def _link(address: str, words: str) -> SafeString:
    return SafeString(f'<a href="{escape(address)}">{escape(words)}</a>')


def _as_text(value: Any, field: Field, item: Mapping[str, Any]) -> SafeString:
    return _text(value)


def _number(value: Any, field: Field, item: Mapping[str, Any]) -> SafeString:
    return _text(amount(value, item.get(field.currency) or "" if field.currency else ""))


def _moment(value: Any, field: Field, item: Mapping[str, Any]) -> SafeString:
    return moment(date.fromisoformat(value) if isinstance(value, str) else value)


def _web_page(value: str, field: Field, item: Mapping[str, Any]) -> SafeString:
    """A link, for what a browser opens as a page; anything else stays the text it is."""
    if not is_web_address(value):
        return _text(value)
    return format_html('<a href="{}" rel="noreferrer">{}</a>', value, value.partition("://")[2])


_BY_TYPE: dict[str, Callable[[Any, Field, Mapping[str, Any]], SafeString]] = {
    "integer": _number,
    "number": _number,
    "date": _moment,
    "datetime": _moment,
    "day": lambda value, *_: day(value),
    "boolean": lambda value, *_: SafeString("Yes" if value else "No"),
    "email": lambda value, *_: _link(f"mailto:{value}", value),
    "url": _web_page,
    "array": lambda value, field, _: _text(", ".join(_word(field, each) for each in value)),
}


def amount(value: float, currency: str = "") -> str:
    """A number with its thousands apart and at most two places behind the point; an amount with its currency."""
    whole = isinstance(value, int) or (math.isfinite(value) and value == int(value))
    text = f"{int(value):,}" if whole else f"{value:,.{_CENT}f}"
    return f"{text}\u00a0{currency}" if currency.isalpha() else text


@lru_cache(maxsize=1024)
def _choice(field: Field, value: str) -> SafeString:
    """A badge where the field's values have tones, else the word: a column of neutral badges says less than words."""
    known = field.choice(value)
    if known is None:
        return _text(value)
    if any(each.tone != "neutral" for each in field.choices):
        return state_badge(value, known.label, known.tone)
    return _text(known.label)


def _word(field: Field, value: Any) -> str:
    known = field.choice(value)
    return known.label if known else str(value)


def _side(field: Field, value: str, companies: Mapping[str, str], space: str) -> SafeString:
    """A side, or both, by mark and company; the word for it where the space is not known, or nobody is meant."""
    label = _word(field, value)
    sides = RECEIVERS.get(value, ())
    if not sides:
        return format_html('<span class="muted">{}</span>', label)
    said = label if len(sides) == 1 else ""
    badges = [side_badge(each, companies.get(f"{space} {each}", said)) for each in sides]
    return badges[0] if len(badges) == 1 else SafeString(" ".join(badges))


def _references(noun: str, value: str | list[str], known: Mapping[str, str], item: Mapping[str, Any]) -> SafeString:
    """What a reference leads to; of several, those that one sees."""
    if isinstance(value, str):
        return _referred(noun, value, known.get(value, ""), item)
    links = [(_referred(noun, each, known[each], item),) for each in value if each in known]
    return format_html_join(", ", "{}", links) if links else NOTHING


def _referred(noun: str, id: str, name: str, item: Mapping[str, Any]) -> SafeString:
    """What something else is called, with a link: to its own page, or to its place on that of what both belong to."""
    page_of = ENTITIES[noun].page_of
    within = id if page_of == "id" else item.get(page_of)
    address = link_to(noun, within, id) if name and within else ""
    words = name or f"A {ENTITIES[noun].words[0]} you cannot see"
    return _link(address, words) if address else _text(words)


def title_of(noun: str) -> str:
    """The field that names an item of an entity."""
    found = ENTITIES[noun]
    return found.title or ("name" if found.field("name") else "id")


def names_of(actor: Actor, fields: Iterable[Field], items: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """What the items that these refer to are called; one question for each kind. Of sides, the companies that stand there
    in the spaces of the items, which whoever sees these is in.
    """
    wanted: dict[str, set[str]] = {}
    fields, items = list(fields), list(items)
    for field in fields:
        if field.to:
            values = [item[field.name] for item in items if item.get(field.name)]
            wanted.setdefault(field.to, set()).update(
                each for value in values for each in (value if isinstance(value, list) else [value])
            )
    found = {noun: _named(actor, noun, ids) for noun, ids in wanted.items() if ids}
    spaces = {item["spaceId"] for item in items if item.get("spaceId")}
    if spaces and any(field.side for field in fields):
        found[SIDE_NAMES] = companies_in(spaces)
    return found


def _named(actor: Actor, noun: str, ids: set[str]) -> dict[str, str]:
    title = title_of(noun)
    asked = {"id": sorted(ids), "fields": f"id,{title}", "limit": 200}
    return {each["id"]: each[title] for each in ask(actor, f"{noun}.list", asked)["items"]}
