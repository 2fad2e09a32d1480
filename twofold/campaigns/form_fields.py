"""Fields of forms within a campaign, whose choices say which company is meant."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from twofold.core.domain import Actor, ask_all
from twofold.core.entities import Choice, Field


def with_choices(fields: Sequence[Field], *, first: bool = False, **choices: tuple[Choice, ...]) -> list[Field]:
    """The fields, some of them with these choices, of which the first may be chosen to begin with."""
    return [
        replace(each, choices=choices[each.name], default=choices[each.name][0].value if first else each.default)
        if each.name in choices
        else each
        for each in fields
    ]


def companies(around: dict[str, Any]) -> tuple[Choice, ...]:
    """The two sides by the names of their companies, one's own first."""
    return tuple(Choice(around[side], around["companies"][around[side]]) for side in ("own", "other"))


def roles(actor: Actor, around: dict[str, Any]) -> tuple[Choice, ...]:
    """The roles of the campaign with their companies, those of one's own first."""
    return tuple(Choice(role["id"], f"{role['title']}, {company}") for role, company in _roles(actor, around))


def people(actor: Actor, around: dict[str, Any]) -> tuple[Choice, ...]:
    """Whoever has a role in the campaign, with their companies, one's own colleagues first."""
    found = {role["personId"]: f"{role['person']}, {company}" for role, company in _roles(actor, around)}
    return tuple(Choice(person, words) for person, words in found.items() if person)


def _roles(actor: Actor, around: dict[str, Any]) -> list[tuple[dict[str, Any], str]]:
    found = ask_all(actor, "role.list", {"campaignId": around["campaign"]["id"]})
    found.sort(key=lambda role: role["side"] != around["own"])
    return [(role, around["companies"][role["side"]]) for role in found]
