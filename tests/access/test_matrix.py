"""Every address, by every method, for every caller, on every variant of a thing: generated, nothing listed by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection

from tests.access.addresses import addresses
from tests.access.calling import call, undone, writes
from tests.access.cast import Caller
from tests.access.judging import Verdicts, judge
from tests.access.plan import MOST, OUTSIDE, Row, drawn, whole
from tests.access.specimens import NEVER_HERE, Ids
from tests.access.variants import LONELY, NOWHERE, WRONG, baseline
from tests.drawn import said
from twofold.core.clock import fixed_at, now
from twofold.core.entities import ENTITIES

pytestmark = pytest.mark.django_db

LEAST = 0.6
"""Of the most cells of a test run: a row that was drawn may have fewer than were reckoned with."""
WHOLE = 450_000
"""Cells of `make proof`, on either database."""
PARTS = 4
"""Of the proof, so that several workers can share it."""
MOST_SAID = 60
SAFE = {"GET", "HEAD"}


@pytest.fixture
def rows(everybody: list[Caller], known: dict[str, Ids]) -> list[Row]:
    """What a test run tries on this database; on PostgreSQL, where a request takes longer, by those who are somebody."""
    sqlite = connection.vendor == "sqlite"
    return drawn([each for each in everybody if sqlite or each.actor], known, MOST[connection.vendor])


@pytest.fixture
def all_rows(everybody: list[Caller], known: dict[str, Ids]) -> list[Row]:
    """What the proof tries."""
    return list(whole(everybody, known))


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
    assert not verdicts.wrong, f"{what}: {len(verdicts.wrong)} of {verdicts.cells} cells:\n" + "\n".join(
        verdicts.wrong[:MOST_SAID]
    )


def test_every_resource_has_a_specimen_on_more_than_one_side(known: dict[str, Ids]) -> None:
    lacking = [each.path for each in ENTITIES.values() if len(known[each.path]) < 2 and each.noun not in NEVER_HERE]
    assert not lacking, f"the story in tests/access/chapters makes none of: {', '.join(lacking)}"


@pytest.mark.proof
def test_the_proof_has_as_many_as_promised(all_rows: list[Row], capsys: pytest.CaptureFixture[str]) -> None:
    found = sum(row.cells for row in all_rows)
    with capsys.disabled():
        print(f"\naccess matrix: {found} cells in the whole proof")
    assert found >= WHOLE


def test_what_is_drawn_has_every_address_and_everybody(rows: list[Row], everybody: list[Caller]) -> None:
    told = {each for each in addresses() if each.told}
    assert {row.address for row in rows if row.caller.actor} >= told
    assert {row.address for row in rows if row.caller.name == OUTSIDE} >= told
    assert {row.caller.name for row in rows} == {each.name for each in everybody}
    assert any(not row.address.told for row in rows)
    assert any(row.heads for row in rows)
    assert any(set(WRONG) & set(row.paths) for row in rows)
    for row in rows:
        assert all(baseline(where) in row.paths for where in row.paths if where != LONELY)
    assert LEAST * MOST["sqlite"] <= sum(row.cells for row in rows) <= MOST["sqlite"]


@pytest.mark.both_databases
def test_each_caller_gets_what_is_theirs_and_does_what_the_table_and_the_spaces_say(
    rows: list[Row], capsys: pytest.CaptureFixture[str]
) -> None:
    verdicts = all_tried(rows)
    assert verdicts.cells == sum(row.cells for row in rows)
    report(verdicts, f"a test run on {connection.vendor}, {said()}", capsys)


@pytest.mark.proof
@pytest.mark.both_databases
@pytest.mark.parametrize("part", range(PARTS))
def test_so_it_is_in_every_cell_there_is(all_rows: list[Row], part: int, capsys: pytest.CaptureFixture[str]) -> None:
    mine = all_rows[part::PARTS]
    verdicts = all_tried(mine)
    assert verdicts.cells == sum(row.cells for row in mine)
    report(verdicts, f"the whole, part {part + 1} of {PARTS}", capsys)
