"""Every address, by every method, for every caller, on every variant of a thing: generated, nothing listed by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection

from tests.access.calling import call, undone, writes
from tests.access.cast import callers
from tests.access.judging import Verdicts, judge
from tests.access.plan import ON_BOTH, Row, plan
from tests.access.specimens import NEVER_HERE, specimens
from tests.access.story import Story, told
from tests.access.variants import NOWHERE, baseline
from twofold.core.clock import fixed_at, now
from twofold.core.resource import RESOURCES

pytestmark = pytest.mark.django_db

FLOOR = 50_000
"""Cells of a test run on SQLite. Who makes the matrix smaller has to say so here."""
SHARE = 2_500
"""Cells of a test run on PostgreSQL, where a request takes longer: all addresses for the callers of `ON_BOTH`."""
WHOLE = 450_000
"""Cells of `make proof`, on either database."""
PARTS = 4
"""Of the proof, so that several workers can share it."""
MOST_SAID = 60
SAFE = {"GET", "HEAD"}


@pytest.fixture
def story(db: None) -> Story:
    return told()


@pytest.fixture
def rows(story: Story) -> list[Row]:
    """What a test run tries on this database."""
    everybody = [each for each in callers(story) if connection.vendor == "sqlite" or each.name in ON_BOTH]
    return list(plan(everybody, specimens(story), whole=False))


@pytest.fixture
def all_rows(story: Story) -> list[Row]:
    """What the proof tries."""
    return list(plan(callers(story), specimens(story), whole=True))


def tried(verdicts: Verdicts, row: Row) -> None:
    """All variants of one address for one caller; what is missing comes first, for the others to be like it."""
    missing, moment = {}, now()
    for where in sorted(row.paths, key=lambda each: (not each.endswith(NOWHERE), each)):
        for method in (row.address.method, "HEAD")[: 1 + row.heads]:
            address = replace(row.address, method=method)
            with undone(), fixed_at(moment):  # pages tell how long ago something was
                got = call(row.caller, method, row.paths[where], address.body, file=address.file)
            verdicts.cell(got)
            first = missing.setdefault((method, where), got)
            judge(verdicts, row.caller, address, where, got, missing.get((method, baseline(where)), first))
            if method == "HEAD" and got.status != 405 and not address.listed:
                verdicts.hold(got == missing["GET", where], row.caller, address, where, "is not what GET gives")


def all_tried(found: list[Row]) -> Verdicts:
    """Every row; what only looks, or has no such method, writes nothing."""
    verdicts = Verdicts()
    for row in found:
        with writes() as written:
            tried(verdicts, row)
        quiet = row.address.method in SAFE or not row.address.told
        verdicts.hold(not (quiet and written), row.caller, row.address, "", f"writes to {', '.join(sorted(written))}")
    return verdicts


def report(verdicts: Verdicts, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Say how many cells there were, and every wrong one."""
    with capsys.disabled():
        print(f"\naccess matrix, {what}: {verdicts.cells} cells, {dict(sorted(verdicts.statuses.items()))}")
    assert not verdicts.wrong, f"{len(verdicts.wrong)} of {verdicts.cells} cells:\n" + "\n".join(
        verdicts.wrong[:MOST_SAID]
    )


def test_every_resource_has_a_specimen_on_more_than_one_side(story: Story) -> None:
    known = specimens(story)
    lacking = [each.path for each in RESOURCES.values() if len(known[each.path]) < 2 and each.noun not in NEVER_HERE]
    assert not lacking, f"the story in tests/access/chapters makes none of: {', '.join(lacking)}"


@pytest.mark.proof
def test_the_proof_has_as_many_as_promised(all_rows: list[Row], capsys: pytest.CaptureFixture[str]) -> None:
    found = sum(row.cells for row in all_rows)
    with capsys.disabled():
        print(f"\naccess matrix: {found} cells in the whole proof")
    assert found >= WHOLE


@pytest.mark.both_databases
def test_each_caller_gets_what_is_theirs_and_does_what_the_table_and_the_spaces_say(
    rows: list[Row], capsys: pytest.CaptureFixture[str]
) -> None:
    verdicts = all_tried(rows)
    assert verdicts.cells == sum(row.cells for row in rows)
    assert verdicts.cells >= (FLOOR if connection.vendor == "sqlite" else SHARE)
    report(verdicts, f"a test run on {connection.vendor}", capsys)


@pytest.mark.proof
@pytest.mark.both_databases
@pytest.mark.parametrize("part", range(PARTS))
def test_so_it_is_in_every_cell_there_is(all_rows: list[Row], part: int, capsys: pytest.CaptureFixture[str]) -> None:
    mine = all_rows[part::PARTS]
    verdicts = all_tried(mine)
    assert verdicts.cells == sum(row.cells for row in mine)
    report(verdicts, f"the whole, part {part + 1} of {PARTS}", capsys)
