"""The pages one can go to and the actions one can take, as far as what was typed fits them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import Resolver404, resolve, reverse

from twofold.core.actor import Actor
from twofold.core.entities import ENTITIES
from twofold.ui.actions import actions_for
from twofold.ui.navigation import TABS, entries, tabs_of


@dataclass(frozen=True)
class Command:
    """A page or an action as it is offered; `about` says of what it is, `theme` a choice of the browser's."""

    label: str
    url: str
    icon: str
    about: str = ""
    theme: str = ""


@dataclass(frozen=True)
class Here:
    """The thing whose page somebody is on."""

    kind: str
    id: str
    title: str


def here(actor: Actor, path: str) -> Here | None:
    """The thing whose page has this address, if it is one the actor sees."""
    try:
        match = resolve(path.partition("?")[0])
    except Resolver404:
        return None
    kind, thing = (match.url_name or "").partition("-")[0], match.kwargs.get("id", "")
    entity = ENTITIES.get(kind)
    named = entity.field(entity.title) if entity else None
    if entity is None or named is None or not thing or entity.page != kind or not actor.may(entity.needs):
        return None
    row = entity.rows(actor).filter(**{entity.id_path: thing}).values_list(named.path).first()
    return Here(kind, thing, str(row[0])) if row else None


def pages_for(actor: Actor, words: list[str], at: Here | None) -> list[Command]:
    """The tabs of the thing one is at, and the pages of the sidebar."""
    found = []
    if at is not None and at.kind in TABS:
        icon = ENTITIES[at.kind].icon
        found = [Command(tab.label, tab.address(at.id), icon, at.title) for tab in tabs_of(at.kind)]
    found += [Command(each.label, reverse(each.url_name), each.icon) for each in entries(actor)]
    return [each for each in found if fits(words, each.label)]


def actions_to(actor: Actor, words: list[str], at: Here | None, *, without_script: bool = False) -> list[Command]:
    """The actions; those that only a script can do are left out where there is none."""
    return [
        Command(
            each.label, each.address(at.id if at else ""), each.icon, at.title if at and each.of else "", each.theme
        )
        for each in actions_for(actor, at.kind if at else "")
        if fits(words, f"{each.label} {each.keywords}") and not (without_script and each.theme)
    ]


def fits(words: Iterable[str], text: str) -> bool:
    """Whether each word begins one of the text."""
    there = text.casefold().replace("-", " ").split()
    return all(any(each.startswith(word.casefold()) for each in there) for word in words)
