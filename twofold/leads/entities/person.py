"""Who a lead is: known to the company that holds the card, and to nobody else."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet

from twofold.core.actor import Actor
from twofold.core.reading import CompiledQuery
from twofold.leads.models import ContactCard

_PERSON = {
    "email": "email",
    "name": "name",
    "company": "company",
    "phone": "phone",
    "jobTitle": "job_title",
    "details": "details",
    "facts": "facts",
}
_CARDS = CompiledQuery(
    lambda own, leads: (
        ContactCard.rows.within(own)
        .filter(lead_id__in=leads, disclosed_at__isnull=False)
        .values_list("lead_id", *_PERSON.values())
    )
)
"""Of some leads, the cards that were disclosed to the company whose own space this is."""


def with_own_card(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Joins the card that the acting company holds, where a search asks for it; guests and others hold none."""
    own = actor.company_space_id() if actor.may("leads.people") else ""
    mine = Q(cards__space_id=own or "-", cards__disclosed_at__isnull=False)
    return rows.annotate(own_card=FilteredRelation("cards", condition=mine))


def with_person(items: list[dict[str, Any]], actor: Actor) -> None:
    """`person`, where the acting company was given the card; `mySide` and `myState` for the side that looks."""
    people: dict[str, dict[str, Any]] = {}
    own = actor.company_space_id()
    if own and items and actor.may("leads.people"):
        cards = _CARDS.rows(own=own, leads=[item["id"] for item in items])
        people = {lead: dict(zip(_PERSON, card, strict=True)) for lead, *card in cards}
    sides = actor.sides()
    for item in items:
        item["person"] = people.get(item["id"])
        side = sides.get(item["spaceId"])
        item["mySide"] = side
        item["myState"] = item[f"{side}State"] if side else None


def title(item: Mapping[str, Any], actor: Actor) -> str:
    """The person's name or e-mail address, where one knows it; else the lead's number."""
    person = item["person"] or {}
    return person.get("name") or person.get("email") or f"Lead {item['number']}"


def of_person(name: str) -> Callable[[Mapping[str, Any], Actor], Any]:
    """One thing known of the person, as a column; nothing where the person is not."""

    def value(item: Mapping[str, Any], actor: Actor) -> Any:
        return (item["person"] or {}).get(name) or None

    return value
