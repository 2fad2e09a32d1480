"""Items of a shared space that are up to one of its two companies: which, whether that is one's own, and who may change
them therefore.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Case, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from twofold.core.errors import Refused
from twofold.core.models import Side, SpaceRow

from .field import choices, listed, shown
from .items import entity_of
from .parts import Own

if TYPE_CHECKING:
    from twofold.core.actor import Actor
    from twofold.core.operations.context import OperationContext

NOT_JOINED: Final = "your partner"
"""What a company is called that has not joined yet."""
SIDES: Final = choices({"host": "Host", "partner": "Partner"})
SIDE: Final = listed("side", label="Company", side=True, choices=SIDES)
"""Which of the two companies, shown by its name; needs `SPACE`."""
SPACE: Final = shown("spaceId", column="never")
AUTHOR: Final = shown("authorId", filter=True, column="never")
OURS: Final = frozenset({"ours"})
WHOSE: Final = listed(
    "whose", label="Ours or theirs", choices=choices({"ours": "Ours", "theirs": "Theirs"}), column="hidden"
)
"""Whether it is one's own company's, for who looks; `whose` annotates it."""


def whose(actor: Actor, side: str) -> Case:
    """Of rows in shared spaces whose column `side` says host or partner: `ours` or `theirs` for who looks."""
    company: Any = actor.company.pk if actor.company else ""
    own = Side.rows.filter(space=OuterRef("space"), company=company, ended_at__isnull=True).values("side")[:1]
    return Case(When(**{side: Subquery(own)}, then=Value("ours")), default=Value("theirs"))


def with_company(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Items with the name of the company on their side, and whether it is one's own."""
    there = Side.rows.filter(space=OuterRef("space"), side=OuterRef("side"), ended_at__isnull=True)
    name = Coalesce(Subquery(there.values("company__name")[:1]), Value(NOT_JOINED))
    found: QuerySet[Any] = rows.annotate(side_name=name, whose=whose(actor, "side"))
    return found


OF_SIDE: Final = (
    listed("company", source="side_name", label="Company name", group=True, column="hidden"),
    SPACE,
    replace(WHOSE, label="Side", sort=False, group=False),
    AUTHOR,
)
"""What an item with a side says of it; its rows are annotated by `with_company`."""
ONLY_FINDS: Final = ("company", "whose")
"""Those of them that lists are narrowed and grouped by; the page of an item says the same by its side."""
OWN_OR_WRITTEN: Final = Own(
    ("whose", "authorId"),
    lambda item, actor: item["whose"] == "ours" or (actor.company is not None and item["authorId"] == actor.company.pk),
)
"""One changes what one's own side does, and what one's own company wrote."""


ONLY_OURS: Final = Own(("whose",), lambda item, _: item["whose"] in OURS)
"""One changes what one's own side does."""


def own_or_written(do: OperationContext, item: Any) -> None:
    """The guard that refuses the others: those of the other side, unless one's own company wrote them."""
    company = do.actor.company
    if company is None or item.author_id != company.pk:
        only_ours(do, item)


def only_ours(do: OperationContext, item: Any) -> None:
    """The guard of `ONLY_OURS`. What nobody has is everybody's."""
    if item.side is not None and item.side != own_side(do, item):
        entity = entity_of(item)
        name = entity.words[0] if entity else "item"
        raise Refused(f"This {name} belongs to {company_on(item, item.side)}. Ask them; only they can do this.")


def own_side(do: OperationContext, row: SpaceRow) -> str:
    """The acting company's side in the row's space. Errors: Refused for the house itself."""
    side = do.actor.side_in(row.space_id)
    if side is None:
        raise Refused("Only the two companies of this campaign do this.")
    return side


def company_on(row: SpaceRow, side: str) -> str:
    """What the company on a side is called, for sentences."""
    found = Side.rows.filter(space_id=row.space_id, side=side, ended_at__isnull=True).values_list(
        "company__name", flat=True
    )
    return found[0] if found else "the other side"
