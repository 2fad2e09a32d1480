"""Side effects: at least once, claimed once, retried with back-off, recovered after a crash."""

from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from tests.worlds import World
from twofold.core.clock import now
from twofold.core.jobs import outbox
from twofold.core.models import OutboxMessage
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def message(world: World) -> OutboxMessage:
    run(world.host, "invitation.create", {"email": "new@northwind.example", "role": "member"})
    return again(world)


def again(world: World) -> OutboxMessage:
    return OutboxMessage.rows.within(world.host.company_space_id()).latest("created_at")


def test_a_message_and_its_task_are_written_with_the_change(message: OutboxMessage) -> None:
    assert message.state == "waiting"
    assert DBTaskResult.objects.filter(args_kwargs__args__0=message.pk, status="READY").count() == 1


def test_a_failed_delivery_is_tried_again_later_and_given_up_in_the_end(
    message: OutboxMessage, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: OutboxMessage) -> None:
        raise ConnectionRefusedError("no server")

    monkeypatch.setitem(outbox.DELIVERERS, message.kind, fails)
    waits = []
    for attempt in range(1, outbox.ATTEMPTS + 1):
        outbox.deliver.call(message.pk)
        found = again(world)
        assert found.attempts == attempt
        assert "ConnectionRefusedError" in found.last_error
        waits.append(found.next_at - now())
        outbox.deliver.call(message.pk)
        assert again(world).attempts == attempt, "not before its time"
        OutboxMessage.rows.within(found.space_id).filter(pk=found.pk).update(next_at=now())
    assert again(world).state == "failed"
    assert waits == sorted(waits)
    assert waits[0] < timedelta(seconds=6)


def test_what_can_never_be_delivered_is_dropped_at_once(
    message: OutboxMessage, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_: OutboxMessage) -> None:
        raise outbox.Undeliverable("gone")

    monkeypatch.setitem(outbox.DELIVERERS, message.kind, refuses)
    outbox.deliver.call(message.pk)
    assert (again(world).state, again(world).attempts) == ("dropped", 1)


def test_a_delivered_message_is_not_delivered_again(message: OutboxMessage, mailoutbox: list[object]) -> None:
    outbox.deliver.call(message.pk)
    outbox.deliver.call(message.pk)
    assert len(mailoutbox) == 1


def test_after_a_crash_nothing_is_forgotten(message: OutboxMessage, world: World, mailoutbox: list[object]) -> None:
    DBTaskResult.objects.update(status="RUNNING", started_at=now(), worker_ids=["dead"])
    assert outbox.recover() >= 1
    DBTaskResult.objects.all().delete()
    assert outbox.recover() >= 1
    task = DBTaskResult.objects.get(args_kwargs__args__0=message.pk)
    assert task.status == "READY"


def test_a_message_to_someone_no_longer_invited_is_dropped(
    message: OutboxMessage, world: World, mailoutbox: list[object]
) -> None:
    run(world.host, "invitation.revoke", on=message.payload["invitation"])
    outbox.deliver.call(message.pk)
    assert again(world).state == "dropped"
    assert not mailoutbox
