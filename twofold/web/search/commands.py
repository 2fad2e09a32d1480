"""The pages one can go to and the actions one can take, as far as what was typed fits them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from twofold.core.actor import Actor
from twofold.core.entities import ENTITIES
from twofold.ui.actions import actions_for
from twofold.ui.navigation import TABS, entries, tabs_of
from twofold.web.declaration import PAGES
from twofold.web.list_page import add_button


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
    """The tabs of the thing one is at, and the pages of the sidebar; for who looks for something every list there is."""
    found = []
    if at is not None and at.kind in TABS:
        icon = ENTITIES[at.kind].icon
        found = [Command(tab.label, tab.address(at.id), icon, at.title) for tab in tabs_of(at.kind)]
    found = [each for each in found if fits(words, each.label)]
    found += [
        Command(each.label, each.url, each.icon)
        for each in entries(actor)
        if fits(words, f"{each.label} {each.keywords}")
    ]
    return [*found, *_further_lists(actor, words, {each.url for each in found})] if words else found


def _further_lists(actor: Actor, words: list[str], known: set[str]) -> list[Command]:
    """The lists that stand in no sidebar, such as the tokens of a company."""
    found = []
    for pages in PAGES.values():
        if not actor.may(pages.entity.needs) or not fits(words, f"{pages.title} {pages.keywords}"):
            continue
        try:
            url = reverse(pages.name)
        except NoReverseMatch:  # within another page
            continue
        if url not in known:
            found.append(Command(pages.title, url, pages.entity.icon))
    return found


def actions_to(actor: Actor, words: list[str], at: Here | None, *, without_script: bool = False) -> list[Command]:
    """The actions, for who looks for something also what adds an item of each kind; those that only a script can do are
    left out where there is none.
    """
    found = [
        Command(
            each.label, each.address(at.id if at else ""), each.icon, at.title if at and each.of else "", each.theme
        )
        for each in actions_for(actor, at.kind if at else "")
        if fits(words, f"{each.label} {each.keywords}") and not (without_script and each.theme)
    ]
    return [*found, *_to_add(actor, words, at, {each.label for each in found})] if words else found


def _to_add(actor: Actor, words: list[str], at: Here | None, known: set[str]) -> list[Command]:
    """The buttons of lists that add an item, as far as no action is called so already."""
    found = {}
    for pages in PAGES.values():
        is_here = at is not None and pages.frame is not None and pages.frame.of == f"{at.kind}Id"
        button = add_button(pages, actor, {"id": at.id} if at and is_here else {})
        if not button["add_url"]:  # of all campaigns' items, where one chooses which
            button = add_button(replace(pages, add_url=f"{pages.entity.path}-new"), actor, {})
        label = button.get("add_label", "")
        if label and label not in known and fits(words, f"{label} new create {pages.keywords}"):
            found[label] = Command(label, button["add_url"], "plus", at.title if at and is_here else "")
    return list(found.values())


def fits(words: Iterable[str], text: str) -> bool:
    """Whether each word begins one of the text."""
    there = text.casefold().replace("-", " ").split()
    wanted = " ".join(words).casefold().replace("-", " ").split()
    return all(any(each.startswith(word) for each in there) for word in wanted)
