"""Cells of the access matrix at the addresses of a new entity. Run by `tests/house/test_a_new_entity.py`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.access.addresses import addresses
from tests.access.cast import Caller
from tests.access.plan import whole
from tests.access.specimens import Ids
from tests.access.test_matrix import all_tried
from tests.access.variants import LONELY, NOWHERE

pytestmark = pytest.mark.django_db
SIDES = {"host company", "partner company", "deleted in host company"}
WHO = ("anonymous", "stranger", "partner admin", "rival admin", "host member")


def test_everybody_gets_what_is_theirs_at_every_address(everybody: list[Caller], known: dict[str, Ids]) -> None:
    assert {*SIDES, "rival company", "stranger company"} <= set(known["meetups"])
    told = {each for each in addresses() if each.told and "/meetups" in each.path}
    assert len(told) >= 40
    callers = [each for each in everybody if each.name in WHO]
    assert len(callers) == len(WHO)
    tried = {LONELY, NOWHERE, *SIDES}
    every = {(row.caller.name, row.address): row for row in reversed([*whole(callers, known)]) if row.address in told}
    rows = [
        replace(row, heads=False, paths={where: path for where, path in row.paths.items() if where in tried})
        for row in every.values()
    ]
    assert len(rows) == len(told) * len(WHO)
    verdicts = all_tried(rows)
    assert verdicts.wrong == []
    assert {200, 201, 302, 401, 404} <= set(verdicts.statuses)
    assert verdicts.cells > 2 * len(rows)
