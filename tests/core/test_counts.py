"""A kept count is never older than the last change, and never somebody else's."""

import random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.drawn import chance
from tests.worlds import World
from twofold.core.actor import Actor, member
from twofold.core.fast import count_cache
from twofold.core.models import OutboxMessage
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def as_outside_of_a_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test is one transaction, in which no count is kept; here its changes are taken for committed. What other tests
    have taken back is forgotten: the log comes to the same positions again.
    """
    monkeypatch.setattr(count_cache, "_kept", {})
    monkeypatch.setattr(count_cache, "_in_transaction", lambda: False)


def anew(actor: Actor) -> Actor:
    """The same person in another request."""
    assert actor.membership is not None
    return member(actor.membership, "api")


def groups(actor: Actor) -> dict[str, int]:
    found: dict[str, int] = ask(anew(actor), "partner.count", {"groupBy": "status"})["groups"]
    return found


def test_every_change_is_counted_at_once(world: World) -> None:
    assert groups(world.host) == {"prospect": 2}
    run(world.host, "partner.move", {"status": "negotiating"}, on=world.partner_record.pk)
    assert groups(world.host) == {"prospect": 1, "negotiating": 1}
    run(world.host, "partner.delete", {}, on=world.partner_record.pk)
    assert groups(world.host) == {"prospect": 1}


QUESTIONS: list[dict[str, Any]] = [
    {},
    {"groupBy": "status"},
    {"groupBy": "type", "sum": "revenueAttributed"},
    {"status": "prospect"},
    {"companyContains": "a"},
    {"revenueAttributedFrom": 500, "groupBy": "status"},
]


def test_kept_counts_are_those_that_are_counted_anew_whatever_happens(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = chance("counts")

    def counts(who: Actor) -> list[Any]:
        return [ask(anew(who), "partner.count", each) for each in drawn_questions]

    for step in range(30):
        drawn_questions = drawn.sample(QUESTIONS, 3)
        _something(world, drawn, step)
        kept = [counts(who) for who in (world.host, world.partner)]
        with monkeypatch.context() as plain:
            plain.setattr(count_cache, "cached_until_change", lambda key, count: count())
            assert kept == [counts(who) for who in (world.host, world.partner)], step


def _something(world: World, drawn: random.Random, step: int) -> None:
    """A change by one of the two companies: another record, or one that changes, goes or comes back; or none."""
    who = drawn.choice([world.host, world.partner])
    there = ask(anew(who), "partner.list", {})["items"]
    kind = drawn.choice(["create", "update", "delete", "nothing"] if there else ["create"])
    on = drawn.choice(there)["id"] if there else ""
    if kind == "create":
        new = {"company": f"Marlow {step}", "contactName": "Eli", "contactEmail": "eli@marlow.example"}
        run(who, "partner.create", {**new, "type": drawn.choice(["referral", "integration"])})
    elif kind == "update":
        run(who, "partner.update", {"revenueAttributed": drawn.randrange(1000)}, on=on)
    elif kind == "delete":
        run(who, "partner.delete", {}, on=on)
        if drawn.random() < 0.5:
            run(who, "partner.restore", {}, on=on)


def test_the_same_question_twice_reads_the_rows_once(world: World) -> None:
    first = groups(world.host)
    with CaptureQueriesContext(connection) as asked:
        assert groups(world.host) == first
    assert not [each for each in asked.captured_queries if "partners_partner" in each["sql"]]


def test_nobody_gets_the_count_of_another(world: World) -> None:
    assert groups(world.host)
    assert groups(world.stranger) == {}


def test_what_a_caller_does_with_its_count_stays_its_own(world: World) -> None:
    groups(world.host).clear()
    assert groups(world.host)


def test_deliveries_are_counted_although_the_worker_writes_no_log(world: World) -> None:
    waiting = ask(anew(world.host), "delivery.count", {"groupBy": "state"})["groups"]
    assert set(waiting) == {"waiting"}
    OutboxMessage.rows.everywhere(because="the worker gave up").update(state="failed")
    assert ask(anew(world.host), "delivery.count", {"groupBy": "state"})["groups"] == {"failed": waiting["waiting"]}


def test_inside_a_transaction_nothing_is_kept(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    groups(world.host)
    with CaptureQueriesContext(connection) as asked:
        groups(world.host)
    assert [each for each in asked.captured_queries if "partners_partner" in each["sql"]]
