"""How SQLite reads the list of partners: fifty rows of a hundred thousand, and the rest, if at all, from narrow lines."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.entities.test_long_lists import FILTERS
from tests.worlds import World
from twofold.core.actor import Actor
from twofold.core.operations.query import ask

pytestmark = pytest.mark.django_db


def plan_of(actor: Actor, **given: Any) -> list[str]:
    """How SQLite reads what the list asks of the partners' table."""
    with CaptureQueriesContext(connection) as asked:
        ask(actor, "partner.list", given)
    sql = next(each["sql"] for each in asked.captured_queries if "partners_partner" in each["sql"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return [row[3] for row in cursor.fetchall() if "partners_partner" in row[3] or " U0 " in row[3]]


@pytest.mark.parametrize("name", [*sorted(FILTERS), ""])
@pytest.mark.parametrize(
    "sort", ["company", "-createdAt", "-revenueAttributed", "nextReview", "status,-revenueAttributed"]
)
def test_a_page_is_read_in_its_order_or_from_narrow_lines(world: World, sort: str, name: str) -> None:
    """In an order that an index gives, that index is walked, whatever is asked; in another, ids are found in an index
    that has all that is asked about, and the table is read by id alone.
    """
    plan = plan_of(world.host, sort=sort, **({name: FILTERS[name][0]} if name else {}))
    index = {
        "company": "partner_list", "-createdAt": "partner_newest", "-revenueAttributed": "partner_by_revenue",
        "nextReview": "partner_by_review",
    }.get(sort)  # fmt: skip
    if index:
        assert len(plan) == 1
        assert f"USING INDEX {index} (" in plan[0]
        bounded = sort.removeprefix("-") in name
        assert bounded or all(f"{column}>" not in plan[0] for column in ("revenue_attributed", "next_review"))
    elif name not in {"audienceOverlapFrom", "tier"}:
        assert "USING COVERING INDEX partner_list" in plan[-1]
        assert "(id=?)" in plan[0]
