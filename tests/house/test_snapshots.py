"""What one test does to a snapshot no other test sees, in whatever order they come."""

from __future__ import annotations

import ast

import pytest

from tests.house.sources import short, tree, under
from tests.snapshots import EMPTY, RECIPES, needed, snapshots
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.models import Company, OplogEntry
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
WHY = "a test counts what is there"
TURNS = [1, 2]


def entries() -> int:
    return int(OplogEntry.rows.everywhere(because=WHY).count())


@pytest.mark.parametrize("turn", TURNS)
def test_without_a_snapshot_nothing_is_there(turn: int) -> None:
    assert (Company.rows.count(), entries()) == (0, 0)
    World.made()
    assert Company.rows.count() == 4


@pytest.mark.parametrize("turn", TURNS)
def test_what_is_written_and_what_objects_become_is_this_tests_alone(world: World, turn: int) -> None:
    record = world.partner_record
    assert record.notes == ""
    assert world.host.company_space_id() == record.space_id
    run(world.host, "partner.update", {"notes": f"turn {turn}"}, on=record.pk)
    record.notes = f"turn {turn}"
    world.host = world.stranger


def test_a_later_snapshot_has_what_the_earlier_one_has(world: World, campaign: Campaign, rules_in_force: None) -> None:
    assert campaign.author_id == world.host.company.pk  # type: ignore[union-attr]
    assert Campaign.rows.visible_to(world.partner).get().pk == campaign.pk
    assert Company.rows.count() == 4


@pytest.mark.parametrize("turn", TURNS)
def test_a_snapshot_that_was_made_is_taken_as_it_was(world: World, turn: int) -> None:
    assert not Campaign.rows.everywhere(because=WHY).exists()
    assert snapshots().objects()["world"].partner_record == world.partner_record


def test_a_test_begins_in_the_last_snapshot_it_asks_for() -> None:
    assert needed(["request", "world"]) == "world"
    assert needed(["rules_in_force", "world", "campaign"]) == "rules_in_force"
    assert needed(["request", "db"]) == EMPTY
    assert list(RECIPES)[-1] == needed(RECIPES)


def test_no_fixture_has_the_name_of_a_snapshot_but_those_that_give_it() -> None:
    """One would be made in a database that holds the snapshot's own story already: everybody in it twice."""
    fixtures = [
        f"{short(path)}: {node.name}"
        for path in under("tests")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name in RECIPES
        if any("fixture" in ast.unparse(each) for each in node.decorator_list)
    ]
    assert sorted(fixtures) == sorted(f"tests/conftest.py: {name}" for name in RECIPES)
