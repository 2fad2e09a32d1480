"""The worker: runs the tasks of the outbox, one after the other, and puts right what a crash left behind."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

import structlog
from django.db import connections

from twofold.core.clock import now

from . import heartbeat
from .outbox import recover
from .scheduled import DAILY_JOBS, RESUME_JOBS

INTERVAL_SECONDS = 0.5
SWEEP_SECONDS = 60.0
DAILY_JOBS_SECONDS = 24 * 60 * 60.0
_KEPT = timedelta(days=7)
log = structlog.get_logger(__name__)


def work() -> None:
    """Work until told to stop (SIGTERM or SIGINT: the task under way is finished first)."""
    from django_tasks_db.management.commands.db_worker import Worker

    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    name = heartbeat.worker_name()
    heartbeat.beat(name)
    resume_work()
    stopping = threading.Event()
    heart = threading.Thread(target=_keep_alive, args=(name, stopping), name="heartbeat", daemon=True)
    heart.start()
    worker = Worker(
        queue_names=["*"],
        interval=INTERVAL_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )
    worker.configure_signals()
    try:
        worker.run()
    finally:
        stopping.set()
        heart.join(timeout=2)
        connections.close_all()  # a signal may have come while a transaction was being begun
        heartbeat.stop_beating(name)


def resume_work() -> None:
    """Give stranded tasks and messages to the living, and let each floor resume its own; one that fails keeps none back."""
    recover(heartbeat.living_workers())
    for name, resume in RESUME_JOBS.items():
        try:
            resume()
        except Exception as error:  # the next minute is another try
            log.warning("not resumed", what=name, error=type(error).__name__)


def sweep() -> None:
    """Take up again what was left behind, and drop the records of tasks that ended a week ago."""
    from django_tasks_db.models import DBTaskResult

    resume_work()
    DBTaskResult.objects.finished().filter(finished_at__lt=now() - _KEPT).delete()


def run_daily_jobs() -> None:
    """What is done once a day; one that fails does not keep the others from being done."""
    for name, job in DAILY_JOBS.items():
        try:
            job(now())
        except Exception as error:  # a job may meet any file or row
            log.warning("daily job failed", job=name, error=type(error).__name__)


def _keep_alive(name: str, stopping: threading.Event) -> None:
    """Beat every few seconds, sweep every minute; a database that is away for a while is no reason to die."""
    until_sweep, until_daily = SWEEP_SECONDS, SWEEP_SECONDS
    while not stopping.wait(heartbeat.BEAT_SECONDS):
        until_sweep -= heartbeat.BEAT_SECONDS
        until_daily -= heartbeat.BEAT_SECONDS
        try:
            heartbeat.beat(name)
            if until_sweep <= 0:
                until_sweep = SWEEP_SECONDS
                sweep()
            if until_daily <= 0:
                until_daily = DAILY_JOBS_SECONDS
                run_daily_jobs()
        except Exception as error:  # the heart must outlive a database that restarts
            log.warning("heartbeat failed", error=type(error).__name__)
            connections.close_all()
    connections.close_all()
