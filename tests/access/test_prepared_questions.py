"""Questions whose SQL is kept: whoever asks first and whoever asks next, everybody gets what Django would give them."""

from __future__ import annotations

import ast
import inspect
import textwrap
from types import SimpleNamespace
from typing import Any

import pytest

from tests.access.story import Story
from twofold.core.actor import Actor
from twofold.core.entities import ENTITIES, Entity, lists
from twofold.core.entities.order import order_of
from twofold.core.errors import NotFound
from twofold.core.operations.query import ask

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
KEPT = [each for each in ENTITIES.values() if each.base and each.base_takes is not None]


def test_who_looks_is_bound_anew_each_time(story: Story) -> None:
    world = story.world
    looking = [world.host, world.partner, world.rival, world.stranger, world.host_member, story.ex]
    seen = 0
    for found in KEPT:
        mine = [(actor, built_by_django(found, actor)) for actor in looking if actor.may(found.needs)]
        ids = {item["id"] for _, items in mine for item in items}
        for actor, items in mine:
            told_them = ask(actor, f"{found.noun}.list", {"limit": lists.MOST})["items"]
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


def built_by_django(found: Entity, actor: Actor) -> list[dict[str, Any]]:
    """The list as it is when nothing is prepared."""
    given = SimpleNamespace(q="", deleted=False, limit=lists.MOST, model_fields_set=set())
    rows = lists.asked_rows(found, actor, given, order_of(found, found.sort, ""), found.names)
    return lists.items(found, actor, rows)


def one(actor: Actor, found: Entity, id: str) -> dict[str, Any] | None:
    """An item, or nothing where it is not theirs."""
    try:
        item: dict[str, Any] = ask(actor, f"{found.noun}.get", {"id": id})
    except NotFound:
        return None
    return item
