"""Which company an item of a campaign is up to, whether that is one's own, and who may change it therefore."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from twofold.campaigns.queries.sides import NOT_JOINED
from twofold.campaigns.side_checks import must_be_ours_or_written_by_us
from twofold.core.actor import Actor
from twofold.core.entities import Own, choices, listed, shown
from twofold.core.models import Side
from twofold.core.operations.context import OperationContext

from .fields import text, whose


def with_company(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Items with the name of the company on their side, and whether it is one's own."""
    there = Side.rows.filter(space=OuterRef("space"), side=OuterRef("side"), ended_at__isnull=True)
    name = Coalesce(Subquery(there.values("company__name")[:1]), Value(NOT_JOINED))
    return rows.annotate(side_name=name, whose=whose(actor, "side"))


SIDES = choices({"host": "Host", "partner": "Partner"})
SIDE = listed("side", label="Company", side=True, choices=SIDES)
OF_SIDE = (
    text("campaign", source="campaign__name", column="hidden"),
    text("company", source="side_name", label="Company name", column="hidden"),
    shown("spaceId", column="never"),
    shown(
        "whose", label="Side", choices=choices({"ours": "Ours", "theirs": "Theirs"}), filter=True, group=False,
        column="hidden",
    ),
    shown("authorId", filter=True, column="never"),
)  # fmt: skip
"""What an item with a side says of it; its rows are annotated by `with_company`."""

ONLY_FINDS = ("company", "whose")
"""Those of them that lists are narrowed and grouped by; the page of an item says the same by its side."""

OWN_OR_WRITTEN = Own(
    ("whose", "authorId"),
    lambda item, actor: item["whose"] == "ours" or (actor.company is not None and item["authorId"] == actor.company.pk),
)
"""One changes what one's own side does, and what one's own company wrote."""


def own_or_written(do: OperationContext, item: Any) -> None:
    """The guard that refuses the others."""
    must_be_ours_or_written_by_us(do, item, item.side, f"“{item}”")
