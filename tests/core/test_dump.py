"""Equal data, equal bytes."""

import json

import pytest

from tests.worlds import World
from twofold.core.models import Company, Person
from twofold.core.operations.runner import run
from twofold.core.upkeep.dump import lines
from twofold.rules.canonical import canonical

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_every_row_is_there_once_in_canonical_form_and_in_order(world: World) -> None:
    found = list(lines())
    rows = [json.loads(line) for line in found]
    assert found == [canonical(row) + b"\n" for row in rows]
    assert [row["name"] for row in rows if row["table"] == "core.company"] == [
        company.name for company in sorted(Company.rows.all(), key=lambda company: company.pk)
    ]
    assert len([row for row in rows if row["table"] == "core.person"]) == Person.rows.count()
    assert [row["table"] for row in rows] == sorted(row["table"] for row in rows)
    for table in ("core.oplogentry", "partners.partner"):
        ids = [row["id"] for row in rows if row["table"] == table]
        assert ids == sorted(set(ids))
        assert ids


def test_it_is_the_same_twice_and_another_after_a_change(world: World) -> None:
    before = list(lines())
    assert list(lines()) == before
    run(world.host, "partner.update", {"tier": "gold"}, on=world.partner_record.pk)
    assert list(lines()) != before


def test_what_the_machine_only_counts_is_left_out(world: World) -> None:
    entry = next(json.loads(line) for line in lines() if b'"table":"core.oplogentry"' in line)
    assert "position" not in entry
    assert "seq" in entry
