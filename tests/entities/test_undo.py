"""What can be undone, and what cannot."""

import pytest

from tests.worlds import World
from twofold.core.errors import Conflict, NotFound
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db


def test_a_move_is_undone_a_score_is_not(world: World) -> None:
    pk = world.partner_record.pk
    moved = run(world.host, "partner.move", {"status": "negotiating"}, on=pk)
    run(world.host, "partner.undo", {"changeId": moved.entry_id})
    assert ask(world.host, "partner.get", {"id": pk})["status"] == "prospect"
    scored = run(world.host, "partner.score", {"audienceOverlap": 5, "strategicValue": 5, "executionEffort": 1}, on=pk)
    with pytest.raises(Conflict, match="can't be undone"):
        run(world.host, "partner.undo", {"changeId": scored.entry_id})


def test_nobody_undoes_what_another_company_did(world: World) -> None:
    changed = run(world.host, "partner.update", {"tier": "gold"}, on=world.partner_record.pk)
    for other in (world.partner, world.stranger):
        with pytest.raises(NotFound):
            run(other, "partner.undo", {"changeId": changed.entry_id})
    assert ask(world.host, "partner.get", {"id": world.partner_record.pk})["tier"] == "gold"


def test_what_was_changed_since_stays(world: World) -> None:
    pk = world.partner_record.pk
    first = run(world.host, "partner.update", {"tier": "gold"}, on=pk)
    run(world.host_member, "partner.update", {"tier": "silver"}, on=pk)
    with pytest.raises(Conflict, match="tier has been changed since"):
        run(world.host, "partner.undo", {"changeId": first.entry_id})
    assert ask(world.host, "partner.get", {"id": pk})["tier"] == "silver"
