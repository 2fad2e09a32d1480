"""The worker puts right what a crash left behind, and only that."""

import os
import socket
from datetime import timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from tests.worlds import World
from twofold.core.clock import now
from twofold.core.jobs import heartbeat
from twofold.core.jobs.outbox import recover
from twofold.core.jobs.scheduled import DAILY_JOBS
from twofold.core.jobs.worker import run_daily_jobs, sweep
from twofold.core.models import OutboxMessage, WorkerPulse

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
HERE = socket.gethostname()[:24]


def running(*workers: str) -> Any:
    """A task that these workers had taken, one after the other."""
    task = DBTaskResult.objects.filter(status="READY")[0]
    DBTaskResult.objects.filter(pk=task.pk).update(status="RUNNING", worker_ids=list(workers))
    return task


def test_a_task_of_a_dead_worker_is_put_back_and_a_living_ones_is_left(world: World) -> None:
    lost, under_way = running("dead"), running("dead", "living")
    recover({"living"})
    assert DBTaskResult.objects.get(pk=lost.pk).status == "READY"
    assert DBTaskResult.objects.get(pk=under_way.pk).status == "RUNNING"


def test_a_message_without_a_task_gets_one_again(world: World) -> None:
    waiting = OutboxMessage.rows.everywhere(because="test").filter(state="waiting").count()
    DBTaskResult.objects.all().delete()
    assert recover() == waiting > 0
    assert DBTaskResult.objects.filter(status="READY").count() == waiting
    assert recover() == 0


def test_who_is_alive_is_told_by_heartbeat_and_process(world: World) -> None:
    for name, ago in (
        (f"{HERE}:{os.getpid()}:me", 0),
        (f"{HERE}:{2**22 + 7}:gone", 0),
        ("another-machine:1:x", 10),
        ("another-machine:2:y", 40),
    ):
        WorkerPulse.rows.create(name=name, seen_at=now() - timedelta(seconds=ago))
    assert heartbeat.living_workers() == {f"{HERE}:{os.getpid()}:me", "another-machine:1:x"}


def test_a_heartbeat_is_one_row_and_goes_with_its_worker() -> None:
    name = heartbeat.worker_name()
    assert len(name) <= 64
    WorkerPulse.rows.create(name="long:1:gone", seen_at=now() - timedelta(days=2))
    heartbeat.beat(name)
    heartbeat.beat(name)
    assert [each.name for each in WorkerPulse.rows.all()] == [name]
    heartbeat.stop_beating(name)
    assert not WorkerPulse.rows.exists()


def test_the_sweep_drops_what_ended_a_week_ago(world: World) -> None:
    old, new = DBTaskResult.objects.filter(status="READY")[:2]
    DBTaskResult.objects.filter(pk=old.pk).update(status="SUCCESSFUL", finished_at=now() - timedelta(days=8))
    DBTaskResult.objects.filter(pk=new.pk).update(status="SUCCESSFUL", finished_at=now() - timedelta(days=1))
    sweep()
    assert not DBTaskResult.objects.filter(pk=old.pk).exists()
    assert DBTaskResult.objects.filter(pk=new.pk).exists()


def test_every_chore_is_done_although_one_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[object] = []

    def fails(at: object) -> None:
        raise OSError

    monkeypatch.setattr("twofold.core.jobs.worker.DAILY_JOBS", {"broken": fails, "sound": done.append})
    run_daily_jobs()
    assert len(done) == 1


def test_lead_files_whose_time_is_over_are_a_chore() -> None:
    assert "lead files whose time is over" in DAILY_JOBS
