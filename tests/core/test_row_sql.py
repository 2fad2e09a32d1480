"""Rows are stored by statements written once for each table: as Django would store them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.models import F, Model

from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.clock import now
from twofold.core.fast import row_sql
from twofold.core.ids import new_id
from twofold.core.models import LoggedRow, SpaceRow
from twofold.core.oplog.row_kinds import row_kinds, system_kinds
from twofold.partners.models import Partner

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def kept(row: Model) -> dict[str, Any]:
    """A row as it lies in its table, without its id."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{row._meta.db_table}" WHERE id = %s', [row.pk])
        (values,) = cursor.fetchall()
        return {column[0]: value for column, value in zip(cursor.description, values, strict=True) if column[0] != "id"}


def spelled(value: Any) -> str:
    """A value for the driver; of whole numbers psycopg has kinds of its own."""
    return repr(int(value)) if isinstance(value, int) and not isinstance(value, bool) else repr(value)


def plain_insert(row: LoggedRow) -> None:
    row.save(force_insert=True)


def plain_swap(row: LoggedRow, names: tuple[str, ...], at: Any) -> bool:
    rows: Any = type(row).rows
    rows = rows.everywhere(because="test") if isinstance(row, SpaceRow) else rows
    sets = {name: getattr(row, name) for name in names} | {"updated_at": at, "version": F("version") + 1}
    return bool(rows.filter(pk=row.pk, version=row.version).update(**sets))  # type: ignore[union-attr]


def test_every_value_of_every_table_is_stored_as_django_stores_it(world: World, campaign: Campaign) -> None:
    seen = 0
    for model in (*row_kinds().values(), *system_kinds().values()):
        for row in model._base_manager.all()[:20]:
            columns = row_sql._inserting(model)[1]
            plain = [field.get_db_prep_save(getattr(row, name), connection) for name, field, _ in columns]
            assert [name for name, _, _ in columns] == [each.attname for each in model._meta.concrete_fields]
            assert list(map(spelled, row_sql._stored(row, columns))) == list(map(spelled, plain)), model
            seen += 1
    assert seen > 100


def test_a_new_row_lies_there_as_django_would_have_put_it(world: World) -> None:
    record, made = world.partner_record, []
    for insert in (row_sql.insert, plain_insert):
        row = Partner.rows.everywhere(because="test").get(pk=record.pk)
        row.pk, row.counterpart_id, row.partnership_id, row._state.adding = new_id(), None, None, True
        insert(row)
        assert not row._state.adding
        made.append(kept(row))
    assert made[0] == made[1]


def test_a_changed_row_lies_there_as_django_would_have_changed_it(world: World) -> None:
    changed, at = [], now()
    for number, swap in enumerate((row_sql.swap, plain_swap)):
        row = Partner.rows.everywhere(because="test").get(pk=(world.partner_record, world.rival_record)[number].pk)
        before = kept(row)
        row.notes, row.tier, row.next_review = "Changed", "gold", "Soon"
        names = ("notes", "tier", "next_review")
        assert swap(row, names, at)
        row.version = 99
        assert not swap(row, names, at)
        changed.append({name: value for name, value in kept(row).items() if value != before[name]})
    assert changed[0] == changed[1]
    assert {"notes", "tier", "updated_at", "version"} <= set(changed[0])
