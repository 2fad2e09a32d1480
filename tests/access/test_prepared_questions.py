"""Questions whose SQL is kept: whoever asks first and whoever asks next, everybody gets what Django would give them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest

from tests.access.story import Story
from tests.drawn import proof, some
from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.entities import ENTITIES, Entity, lists
from twofold.core.entities.order import order_of
from twofold.core.errors import NotFound
from twofold.core.fast import entity_queries
from twofold.core.fast.stand_in import base_takes
from twofold.core.models import SpaceRow
from twofold.core.operations.query import ask
from twofold.core.operations.registry import OPERATIONS
from twofold.partners.models import Partner

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ROWS, ROWS_DRAWN = 20, 6
"""Of each table, in the proof and in a test run."""
Base = Callable[[Any, Any], Any]
ASKING_MORE: dict[str, Base] = {
    "the time": lambda rows, _: rows.filter(created_at__lt=now()),
    "more of the company than its id": lambda rows, actor: rows.filter(author=actor.company),
    "a right": lambda rows, actor: rows if actor.may("partners.see") else rows.none(),
    "rows": lambda rows, actor: rows.filter(pk__in=list(Partner.rows.visible_to(actor).values_list("pk", flat=True))),
    "whether there is a space": lambda rows, actor: rows if actor.company_space_id() else rows.filter(tier=""),
}


def test_who_looks_is_bound_anew_each_time(story: Story) -> None:
    world = story.world
    looking = [world.host, world.partner, world.rival, world.stranger, world.host_member, story.ex]
    seen = 0
    kept = [each for each in ENTITIES.values() if each.base and base_takes(each) is not None]
    for found in kept:
        mine = [(actor, built_by_django(found, actor)) for actor in looking if actor.may(found.needs)]
        ids = {item["id"] for _, items in mine for item in items}
        for actor, items in mine:
            told_them = ask(actor, f"{found.noun}.list", {"limit": lists.MOST})["items"]
            assert told_them == items, (found.noun, actor)
            by_id = {item["id"]: item for item in items}
            for id in ids:
                assert one(actor, found, id) == by_id.get(id), (found.noun, actor)
            seen += len(items)
    assert {"campaign", "lead_share", "role"} <= {each.noun for each in kept}
    assert seen > 50


@pytest.mark.drawn
def test_a_row_that_an_operation_changes_is_the_one_django_would_load(story: Story) -> None:
    world = story.world
    looking = [world.host, world.partner, world.rival, world.stranger, world.host_member, story.ex]
    found = missed = 0
    for model in {each.on for each in OPERATIONS.values() if each.on is not None}:
        rows = model.rows.everywhere(because="to ask for each as everybody").order_by("pk")
        ids = some(f"rows of {model.__name__}", [row.pk for row in rows[:ROWS]], ROWS if proof() else ROWS_DRAWN)
        for actor, id, deleted in product(looking, ids, (False, True)):
            kept = entity_queries.row(model, actor, id, deleted=deleted)
            plain = model.rows.visible_to(actor, deleted=deleted).filter(pk=id).first()
            assert (kept and columns(kept)) == (plain and columns(plain)), (model, actor)
            found, missed = found + (kept is not None), missed + (kept is None)
    assert found > 50
    assert missed > 50


@pytest.mark.parametrize("what", ASKING_MORE)
def test_a_question_that_depends_on_more_is_built_each_time(what: str) -> None:
    assert base_takes(entity_with(ASKING_MORE[what])) is None


def test_what_a_question_asks_of_whoever_looks_is_found_by_asking() -> None:
    ours = entity_with(lambda rows, actor: rows.filter(author_id=actor.company.pk, space_id=actor.company_space_id()))
    assert base_takes(ours) == ("company", "company_space")
    assert base_takes(entity_with(lambda rows, actor: rows.filter(owner_user_id=actor.person.pk))) == ("person",)
    assert base_takes(entity_with(lambda rows, _: rows.filter(tier="gold"))) == ()


def entity_with(base: Base) -> Entity:
    """Partner records, seen through this."""
    return Entity(noun="odd", path="odd", model=Partner, needs="partners.see", fields=(), base=base)


def built_by_django(found: Entity, actor: Actor) -> list[dict[str, Any]]:
    """The list as it is when nothing is prepared."""
    given = SimpleNamespace(q="", deleted=False, limit=lists.MOST, model_fields_set=set())
    rows = lists.asked_rows(found, actor, given, order_of(found, found.sort, ""), found.names)
    return lists.items(found, actor, rows)


def columns(row: SpaceRow) -> dict[str, Any]:
    """All that is stored of a row."""
    return {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}


def one(actor: Actor, found: Entity, id: str) -> dict[str, Any] | None:
    """An item, or nothing where it is not theirs."""
    try:
        item: dict[str, Any] = ask(actor, f"{found.noun}.get", {"id": id})
    except NotFound:
        return None
    return item
