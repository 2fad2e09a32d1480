"""Rows that are written in bulk are known to the log by the same hash as any other row, and seen by the same check."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.core.test_doctor import behind_its_back, findings
from tests.leads.shared import consent, csv_of, imported, register, signed
from tests.worlds import World
from twofold.campaigns.models import Campaign, Task
from twofold.core.clock import now
from twofold.core.models import OplogEntry, SpaceRow
from twofold.core.operations.runner import run
from twofold.core.oplog import bulk_rows
from twofold.core.oplog.bulk_rows import BlockHash, BulkBatch, kept_columns
from twofold.core.oplog.row_hash import row_hash
from twofold.core.oplog.row_kinds import kind_of, row_kinds
from twofold.leads.models import Lead

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ROWS = "rows against the log"
FILE = csv_of(
    "ada@x.example,Ada,Elm,DE,yes,yes,yes", "no address,Dot,Elm,DE,yes,yes,yes", "ben@x.example,Ben,Oak,FR,,,"
)


def batches(space_id: str) -> list[dict[str, Any]]:
    entries = OplogEntry.rows.within(space_id).order_by("seq").values_list("body", flat=True)
    return [batch for body in entries for batch in json.loads(body).get("bulk", [])]


def rows_between(kinds: list[str], first: str, last: str) -> list[SpaceRow]:
    """By kind and id, as a block has them."""
    found = []
    for kind in sorted(kinds):
        every = row_kinds()[kind].rows.everywhere(because="test")
        found += sorted((row for row in every if first <= row.pk <= last), key=lambda row: row.pk)
    return found


def test_each_row_is_in_one_block_by_the_hash_that_it_has_when_it_is_read(world: World) -> None:
    campaign = signed(world)
    imported(world.host, campaign, FILE, chunk=2)
    register(world.partner, campaign, "ida@x.example", country="FR", consents=consent("host", "partner"))
    told, seen = batches(campaign.space_id), set()
    assert len(told) == 4, "the workspace, two chunks, one that was registered"
    for batch in told:
        for first, last, hashed in batch["blocks"]:
            rows, block = rows_between(batch["kinds"], first, last), BlockHash()
            block.take([row_hash(row) for row in rows])
            assert block.hexdigest() == hashed
            assert not seen & {row.pk for row in rows}
            seen |= {row.pk for row in rows}
    for kind in {kind for batch in told for kind in batch["kinds"]}:
        assert set(row_kinds()[kind].rows.everywhere(because="test").values_list("pk", flat=True)) <= seen


def test_a_block_does_not_tell_how_many_rows_of_which_kind_it_has(world: World) -> None:
    """Consents and cards lie in the space of one company; both companies read the log of the campaign."""
    campaign = signed(world)
    register(world.host, campaign, "ida@x.example", country="FR", consents=consent("host", "partner"))
    register(world.host, campaign, "eve@x.example", country="AQ")
    one, other = batches(campaign.space_id)[-2:]
    assert one["kinds"] == other["kinds"]
    assert [len(each["blocks"]) for each in (one, other)] == [1, 1]


def test_a_row_that_was_edited_before_an_operation_changed_it_is_found_all_the_same(world: World) -> None:
    campaign = signed(world)
    imported(world.host, campaign, FILE)
    assert findings() == {}
    lead = Lead.rows.within(campaign.space_id).get(number=1)
    behind_its_back("UPDATE leads_lead SET route = 'Rest' WHERE id = %s", lead.pk)
    run(world.partner, "lead.accept", {}, on=lead.pk)
    (found,) = findings()[ROWS]
    assert "one of them is not as entry" in found


def test_an_edit_between_two_operations_is_found_all_the_same(world: World) -> None:
    record = world.partner_record
    run(world.host, "partner.update", {"tier": "gold"}, on=record.pk)
    behind_its_back("UPDATE partners_partner SET contact_phone = '555' WHERE id = %s", record.pk)
    run(world.host, "partner.update", {"tier": "silver"}, on=record.pk)
    (found,) = findings()[ROWS]
    assert found.startswith(f"The partner {record.pk}: entry ")
    assert "did not find it as entry" in found


def test_a_row_whose_first_entry_found_it_there_came_from_nowhere(world: World, campaign: Campaign) -> None:
    put_in = kept_columns(
        Task, id="t" * 21, space_id=campaign.space_id, author_id=campaign.author_id, campaign_id=campaign.pk,
        task_list_id=Task.rows.within(campaign.space_id)[0].task_list_id, title="Put in by hand",
    )  # fmt: skip
    bulk_rows.bulk_table(Task).insert([put_in], "2026-03-01 12:00:00")
    assert findings()[ROWS] == [f"The task {'t' * 21} is there, but the log does not know of it."]
    run(world.host, "task.update", {"title": "Changed"}, on="t" * 21)
    assert findings()[ROWS] == [f"The task {'t' * 21}: the log does not know where it came from."]


def test_columns_that_a_table_does_not_have_are_refused() -> None:
    with pytest.raises(TypeError, match="colour"):
        kept_columns(Task, id="t" * 21, colour="red")


def test_a_column_without_a_value_is_refused(world: World, campaign: Campaign) -> None:
    batch = BulkBatch((Task,), 1, 1)
    with pytest.raises(KeyError):
        batch.write({Task: [{"id": batch.ids[0], "space_id": campaign.space_id}]}, now())
    assert kind_of(Task) == "task"
