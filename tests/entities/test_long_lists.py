"""Long lists: whatever is asked, in whatever order, page after page, is what a plain walk over all items gives, and no
question looks at more than it must.

The ways that are made for speed (`core/fast/order_index.py`) are held against the same lists without them.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.drawn import many
from tests.worlds import World
from twofold.core.actor import Actor
from twofold.core.entities import ENTITIES
from twofold.core.entities.order import order_of
from twofold.core.fast import entity_queries, order_index
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.partners.models import Partner

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PARTNERS = ENTITIES["partner"]
SORTS = [
    "company", "status", "type", "tier", "revenueAttributed", "nextReview", "createdAt", "contactName",
    "audienceOverlap", "sharedCustomers", "lastSync",
]  # fmt: skip
FILTERS: dict[str, Any] = {
    "revenueAttributedFrom": (100, lambda item: item["revenueAttributed"] >= 100),
    "revenueAttributedTo": (200, lambda item: item["revenueAttributed"] < 200),
    "nextReviewFrom": ("2027-01-02", lambda item: item["nextReview"] >= "2027-01-02"),
    "nextReviewTo": ("2027-01-03", lambda item: "" < item["nextReview"] < "2027-01-03"),
    "audienceOverlapFrom": (2, lambda item: (item["audienceOverlap"] or 0) >= 2),
    "type": ("referral", lambda item: item["type"] == "referral"),
    "tier": (["gold", "standard"], lambda item: item["tier"] in {"gold", "standard"}),
    "companyContains": ("el", lambda item: "el" in item["company"]),
    "q": ("m 1", lambda item: all(any(word in item[at] for at in TEXTS) for word in ("m", "1"))),
}
TEXTS = ("company", "contactName", "contactEmail")


@pytest.fixture
def many_partners(world: World) -> Actor:
    """Thirty of them, of which many are alike in one thing or another."""
    for at in range(30):
        run(
            world.host,
            "partner.create",
            {
                "company": ("elm", "helm", "ash")[at % 3] + f" {at % 5}",
                "contactName": f"Mo {at % 4}",
                "contactEmail": f"m{at}@example.com",
                "type": ("referral", "co_marketing")[at % 2],
                "tier": ("gold", "silver", "standard")[at % 3],
                "revenueAttributed": float(at % 4 * 100),
                "nextReview": f"2027-01-0{at % 4 + 1}" if at % 5 else "",
                "sharedCustomers": float(at % 2),
            },
        )
    for at, row in enumerate(Partner.rows.visible_to(world.host).order_by("pk")):
        if at % 3:
            Partner.rows.visible_to(world.host).filter(pk=row.pk).update(audience_overlap=at % 3)
    return world.host


def pages(actor: Actor, **given: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        page = ask(actor, "partner.list", {"limit": 7, **given, "cursor": cursor})
        found, cursor = found + page["items"], page["nextCursor"]
    return found


def walked(items: list[dict[str, Any]], names: list[str], sort: list[str]) -> list[dict[str, Any]]:
    """What is left and its order, without a database."""
    left = sorted(
        (item for item in items if all(FILTERS[name][1](item) for name in names)), key=lambda item: item["id"]
    )
    for each in reversed(sort):
        name = each.removeprefix("-")
        there = [item for item in left if item[name] is not None]
        none = [item for item in left if item[name] is None]
        left = sorted(there, key=lambda item: item[name], reverse=each.startswith("-")) + none
    return left


ORDERS = st.lists(st.sampled_from(SORTS), min_size=1, max_size=3, unique=True).flatmap(
    lambda names: st.tuples(*(st.sampled_from([name, f"-{name}"]) for name in names)).map(list)
)
NARROWINGS = st.lists(st.sampled_from(sorted(FILTERS)), max_size=3, unique=True)


@settings(max_examples=many(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sort=ORDERS, names=NARROWINGS)
def test_pages_of_any_question_in_any_order_are_those_of_a_plain_walk(
    many_partners: Actor, sort: list[str], names: list[str]
) -> None:
    given = {name: FILTERS[name][0] for name in names}
    everything = pages(many_partners, limit=200)
    wanted = walked(everything, names, sort)
    assert pages(many_partners, sort=",".join(sort), **given) == wanted
    assert pages(many_partners, sort=",".join(sort), fields="id", **given) == [{"id": item["id"]} for item in wanted]


@pytest.mark.parametrize("sort", ["company", "-revenueAttributed", "status,-revenueAttributed", "-sharedCustomers"])
def test_with_and_without_what_is_made_for_speed_the_answer_is_the_same(
    many_partners: Actor, sort: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = [{}, *({name: value} for name, (value, _) in FILTERS.items())]
    quick = [pages(many_partners, sort=sort, **question) for question in questions]
    monkeypatch.setattr(order_index, "ids_first", lambda *_: False)
    monkeypatch.setattr(order_index.Unindexed, "as_sqlite", order_index.Unindexed.as_sql)
    monkeypatch.setattr(entity_queries, "_lists", {})
    assert [pages(many_partners, sort=sort, **question) for question in questions] == quick


@pytest.mark.parametrize(
    ("sort", "equal", "gives"),
    [
        ("company", {}, True),
        ("-company", {}, True),
        ("-createdAt", {}, True),
        ("nextReview", {}, True),
        ("company,status", {}, False),
        ("status,-revenueAttributed", {}, False),
        ("tier", {}, False),
        ("status", {"company": "Elm"}, False),
    ],
)
def test_an_order_is_known_to_come_from_an_index(
    world: World,
    sort: str,
    equal: dict[str, str],
    gives: bool,  # noqa: FBT001
) -> None:
    rows = PARTNERS.rows(world.host).filter(**equal)
    assert order_index.gives_order(rows, order_of(PARTNERS, sort, "")) is gives


def test_what_has_one_value_is_passed_over_in_an_index(world: World) -> None:
    leads = ENTITIES["lead"]
    due, newest = order_of(leads, "due", ""), order_of(leads, "-createdAt", "")
    rows = leads.model.rows.visible_to(world.host)  # type: ignore[attr-defined]
    assert len(world.host.space_ids()) > 1
    assert order_index.gives_order(rows.filter(campaign="x", state="new"), due)
    assert not order_index.gives_order(rows.filter(campaign="x"), due)
    assert not order_index.gives_order(rows.filter(Q(campaign="x") | Q(campaign="y"), state="new"), due)
    assert not order_index.gives_order(rows.exclude(campaign="x").filter(state="new"), due)
    assert not order_index.gives_order(rows, newest), "newest first in each of several spaces is no order of all"
    assert order_index.gives_order(rows.filter(space="x"), newest)
    assert order_index.gives_order(rows.filter(campaign="x"), order_of(leads, "-number", "")), (
        "what is unique is indexed"
    )
