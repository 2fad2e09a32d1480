"""Questions whose SQL is kept: whoever asks first and whoever asks next, everybody gets what Django would give them."""

from __future__ import annotations

import ast
import inspect
import textwrap
from types import SimpleNamespace
from typing import Any

import pytest

from tests.access.story import told
from twofold.core import listing
from twofold.core.actor import Actor
from twofold.core.errors import NotFound
from twofold.core.operations.query import ask
from twofold.core.resource import RESOURCES, Resource

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
KEPT = [each for each in RESOURCES.values() if each.base and each.base_takes is not None]


def test_who_looks_is_bound_anew_each_time() -> None:
    story = told()
    world = story.world
    looking = [world.host, world.partner, world.rival, world.stranger, world.host_member, story.ex]
    seen = 0
    for found in KEPT:
        mine = [(actor, built_by_django(found, actor)) for actor in looking if actor.may(found.needs)]
        ids = {item["id"] for _, items in mine for item in items}
        for actor, items in mine:
            told_them = ask(actor, f"{found.noun}.list", {"limit": listing.MOST})["items"]
            assert told_them == items, (found.noun, actor)
            by_id = {item["id"]: item for item in items}
            for id in ids:
                assert one(actor, found, id) == by_id.get(id), (found.noun, actor)
            seen += len(items)
    assert {"campaign", "lead_share", "role"} <= {each.noun for each in KEPT}
    assert seen > 50


def test_what_is_kept_does_not_ask_for_the_time() -> None:
    for found in KEPT:
        body = ast.parse(textwrap.dedent(inspect.getsource(found.base)))  # type: ignore[arg-type]
        called = {ast.unparse(node.func) for node in ast.walk(body) if isinstance(node, ast.Call)}
        assert not called & {"now", "Now", "clock.now"}, found.noun


def built_by_django(found: Resource, actor: Actor) -> list[dict[str, Any]]:
    """The list as it is when nothing is prepared."""
    nothing: dict[str, Any] = {"q": "", "deleted": False, "limit": listing.MOST}
    for column in found.filters:
        nothing |= dict.fromkeys((column.snake, f"{column.snake}_from", f"{column.snake}_to"))
    down, name = found.sort.startswith("-"), found.sort.removeprefix("-")
    column = next(each for each in found.columns if each.name == name)
    order = listing.Order(column, down, None)
    return listing.items(found, actor, listing._asked(found, actor, SimpleNamespace(**nothing), order))


def one(actor: Actor, found: Resource, id: str) -> dict[str, Any] | None:
    """An item, or nothing where it is not theirs."""
    try:
        item: dict[str, Any] = ask(actor, f"{found.noun}.get", {"id": id})
    except NotFound:
        return None
    return item
