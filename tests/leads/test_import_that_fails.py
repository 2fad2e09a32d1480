"""An import that meets what nobody thought of goes on by itself, or stops and says why; it never hangs."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django_tasks_db.models import DBTaskResult

from tests.leads.shared import csv_of, file_of, leads_of, signed
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.clock import now
from twofold.core.jobs.scheduled import RESUME_JOBS
from twofold.core.jobs.worker import sweep
from twofold.core.models import Side
from twofold.core.operations import runner
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.leads.importing import worker
from twofold.leads.importing.worker import ATTEMPTS, continue_import, resume_imports, run_import_now
from twofold.leads.models import LeadImport
from twofold.rules.lead_files import LeadFile

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
FILE = csv_of(*(f"p{n}@x.example,P{n},X,DE,true,yes,yes" for n in range(6)))


def begun(world: World) -> tuple[Campaign, str]:
    campaign = signed(world)
    preview = run(world.host, "lead_import.upload", {"file": file_of(FILE)}, on=campaign.pk).result
    run(world.host, "lead_import.commit", {"hash": preview["hash"]}, on=preview["id"])
    DBTaskResult.objects.filter(task_path=continue_import.module_path).delete()
    return campaign, preview["id"]


def stands(import_id: str) -> LeadImport:
    found: LeadImport = LeadImport.rows.everywhere(because="as it stands").get(pk=import_id)
    return found


def queued() -> int:
    return int(DBTaskResult.objects.filter(task_path=continue_import.module_path, status="READY").count())


def breaks_after(monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    """The disk fails when this many rows have been read."""
    whole = LeadFile.rows

    def broken(file: LeadFile, **given: Any) -> Iterator[Any]:
        for number, row in enumerate(whole(file, **given)):
            if number == rows:
                raise OSError("Input/output error")
            yield row

    monkeypatch.setattr(LeadFile, "rows", broken)


def test_after_a_fault_of_the_disk_the_import_goes_on_by_itself(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    campaign, import_id = begun(world)
    monkeypatch.setattr(worker, "CHUNK", 2)
    with monkeypatch.context() as patch:
        breaks_after(patch, 5)
        continue_import.call(import_id)
    row = stands(import_id)
    assert (row.state, row.rows_done, row.attempts) == ("running", 4, 1)
    assert queued() == 1
    continue_import.call(import_id)
    row = stands(import_id)
    assert (row.state, row.rows_done, row.attempts) == ("done", 6, 0)
    assert len(leads_of(world.host, campaign)) == 6


def test_after_so_many_failures_it_is_stopped_and_page_and_api_say_why(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign, import_id = begun(world)
    monkeypatch.setattr(worker, "CHUNK", 2)
    breaks_after(monkeypatch, 3)
    continue_import.call(import_id)
    breaks_after(monkeypatch, 0)
    for _ in range(ATTEMPTS - 1):
        assert stands(import_id).state == "running"
        continue_import.call(import_id)
    item = ask(world.partner, "lead_import.get", {"id": import_id})
    assert (item["state"], item["rowsDone"]) == ("stopped", 2)
    assert f"The server failed {ATTEMPTS} times to go on after row 2. What is in stays in." in item["trouble"]
    assert len(leads_of(world.host, campaign)) == 2
    client = Client()
    client.force_login(world.partner.person)  # type: ignore[arg-type]
    assert item["trouble"] in client.get(f"/lead-imports/{import_id}").content.decode()


def test_a_running_import_without_a_turn_gets_one_from_the_sweep_and_only_one(world: World) -> None:
    _, import_id = begun(world)
    assert resume_imports in RESUME_JOBS.values()
    assert queued() == 0
    sweep()
    sweep()
    assert queued() == 1
    run_import_now(import_id)
    DBTaskResult.objects.filter(task_path=continue_import.module_path).delete()
    sweep()
    assert queued() == 0


def test_an_import_whose_other_company_has_left_stops_and_says_so(world: World) -> None:
    campaign, import_id = begun(world)
    Side.rows.filter(space_id=campaign.space_id, side="partner").update(ended_at=now())
    continue_import.call(import_id)
    row = stands(import_id)
    assert row.state == "stopped"
    assert "no longer has two companies" in row.trouble


def test_a_chunk_that_fell_into_a_deadlock_is_tried_again_on_the_row_as_it_stands(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign, import_id = begun(world)
    write, met = runner.oplog_writer.write, []

    class Deadlock(Exception):
        sqlstate = "40P01"

    def deadlocked(*given: Any) -> Any:
        if not met:
            met.append(True)
            raise OperationalError("deadlock detected") from Deadlock()
        return write(*given)

    monkeypatch.setattr(runner.oplog_writer, "write", deadlocked)
    run_import_now(import_id)
    row = stands(import_id)
    assert met
    assert (row.state, row.rows_done) == ("done", 6)
    assert len(leads_of(world.host, campaign)) == 6
