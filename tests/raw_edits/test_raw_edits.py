"""Somebody edits the database file: doctor finds every change of what was decided, signed, logged, shared or owned."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest
from django.db import models

from tests.core.test_doctor import findings

from .edits import Edit, edits_of, every_model
from .kept_out import COLUMNS, KINDS, TABLES
from .looking import unseen
from .telling import told

pytestmark = pytest.mark.django_db
FLOOR = 1000
"""Raw edits of the database, all detected (security.md)."""
ROWS = 1
"""Of each table, spread over it: with one there are some 1,700 edits already."""


def watched() -> list[tuple[type[models.Model], set[str]]]:
    """Each table that is not kept out, with its columns that are not."""
    found = []
    for model in every_model():
        table = model._meta.db_table
        columns = {each.attname for each in model._meta.concrete_fields if f"{table}.{each.column}" not in COLUMNS}
        if table not in TABLES:
            found.append((model, columns))
    return found


def edits(rows: int) -> Iterator[Edit]:
    for model, columns in watched():
        yield from (each for each in edits_of(model, columns, rows) if str(each) not in KINDS)


def test_what_is_kept_out_exists_and_says_why() -> None:
    known = {model._meta.db_table: {each.column for each in model._meta.concrete_fields} for model in every_model()}
    assert [table for table in TABLES if table not in known] == []
    assert [each for each in COLUMNS if each.split(".")[1] not in known.get(each.split(".")[0], set())] == []
    assert all(reason for reason in (*TABLES.values(), *COLUMNS.values(), *KINDS.values()))


@pytest.mark.proof
@pytest.mark.both_databases
def test_every_raw_edit_is_found_by_doctor(monkeypatch: pytest.MonkeyPatch) -> None:
    told(monkeypatch)
    assert findings() == {}
    made, missed = unseen(edits(rows=ROWS))
    print(f"{made} raw edits, {len(missed)} not found")
    assert sorted(set(missed)) == []
    assert made >= FLOOR


@pytest.mark.both_databases
def test_a_row_of_every_table_stands_in_the_story_and_some_raw_edits_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    told(monkeypatch)
    assert findings() == {}
    assert [model._meta.db_table for model, _ in watched() if not model._base_manager.exists()] == []
    made, missed = unseen(islice(edits(rows=1), 3, None, 61), whole_each=15)
    assert sorted(set(missed)) == []
    assert made >= 20
