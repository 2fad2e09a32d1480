"""Fields that several entities have."""

from typing import Any

from django.db.models import Case, OuterRef, Subquery, Value, When

from twofold.core.actor import Actor
from twofold.core.entities import Field, choices, listed, shown
from twofold.core.models import Side

CAMPAIGN = shown("campaignId", to="campaign", filter=True, group=True, column="never")
_NAMES = {"name", "title", "area"}


def text(name: str, source: str = "", label: str = "", **more: Any) -> Field:
    """A text one can filter and sort by; and group by, where it does not name the item itself."""
    return shown(
        name, source=source, label=label, **{"filter": True, "sort": True, "group": name not in _NAMES, **more}
    )


def number(name: str) -> Field:
    """A number one can filter and sort by."""
    return listed(name, "number")


def side(source: str = "") -> Field:
    """Which of the two companies, shown by its name; needs the item's `spaceId`."""
    both = choices({"host": "Host", "partner": "Partner"})
    return listed("side", label="Company", source=source, side=True, choices=both)


WHOSE = listed(
    "whose", label="Ours or theirs", choices=choices({"ours": "Ours", "theirs": "Theirs"}), column="hidden",
)  # fmt: skip
"""Whether it is one's own company's, for who looks."""


def whose(actor: Actor, side: str) -> Case:
    """Of rows in campaigns whose column `side` says host or partner: `ours` or `theirs` for who looks."""
    company: Any = actor.company.pk if actor.company else ""
    own = Side.rows.filter(space=OuterRef("space"), company=company, ended_at__isnull=True).values("side")[:1]
    return Case(When(**{side: Subquery(own)}, then=Value("ours")), default=Value("theirs"))
